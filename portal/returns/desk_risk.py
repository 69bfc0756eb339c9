"""`/desk/risk/`: how high the council thinks the risk is at each provider, why, and what it said before."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import Form, RadioField, TextAreaField, validators

from models.authority import Authority
from models.conflicts import AlreadyDone, Stale
from models.provider import Provider
from models.risk import LONGEST, Risk
from portal import access
from portal.clock import now
from portal.profile.typed import problems
from portal.returns.work import risks

bp = Blueprint("desk_risk", __name__, url_prefix="/desk/risk")


class RiskForm(Form):
    """A word and its reason."""

    word = RadioField("How high is the risk?", choices=risks.choices(), default=risks.USUAL_WORD)
    why = TextAreaField(
        "Why?",
        [
            validators.DataRequired("Enter why, in a sentence that the provider may read"),
            validators.Length(max=LONGEST, message=f"Shorten this to {LONGEST} characters"),
        ],
        filters=[lambda text: (text or "").strip()],
    )


@bp.get("/")
@access.required(*access.READS_RETURNS)
def index() -> str:
    """Every provider with its word and what is asked of it by the rule."""
    who = access.viewer()
    lines = risks.lines(who.authorities(access.READS_RETURNS), now())
    return render_template("desk/returns/risks.html", lines=lines, may_say=who.authorities(access.WORKS_ON_RETURNS))


def _found(authority: str, provider: UUID) -> tuple[Authority, Provider]:
    """One’s own authority, and any provider; 404 where either is missing."""
    mine = Authority.id << access.viewer().authorities(access.WORKS_ON_RETURNS)
    council = access.found(Authority.get_or_none((Authority.slug == authority) & mine))
    return council, access.find(Provider.select(), Provider, provider)


@bp.get("/<authority>/<uuid:provider>")
@access.required(*access.WORKS_ON_RETURNS)
def say(authority: str, provider: UUID) -> str:
    """The word that counts, its history, and the form for another."""
    council, found = _found(authority, provider)
    last = Risk.now_of(council.id, found.id)
    return _page(council, found, RiskForm(word=last.word if last else risks.USUAL_WORD))


def _page(council: Authority, provider: Provider, form: RiskForm, clash: str = "") -> str:
    history = [(risk, risks.in_words(risk)) for risk in Risk.history(council.id, provider.id)]
    return render_template(
        "desk/returns/risk.html",
        authority=council,
        provider=provider,
        form=form,
        history=history,
        seen=history[0][0].number if history else 0,
        problems=problems(form),
        clash=clash,
        choices=[{"value": word, "text": text} for word, text in risks.choices()],
    )


@bp.post("/<authority>/<uuid:provider>")
@access.required(*access.WORKS_ON_RETURNS)
def say_post(authority: str, provider: UUID) -> Any:
    """Another word; where somebody was quicker, shows theirs and keeps what was typed."""
    council, found = _found(authority, provider)
    form = RiskForm(request.form)
    if not form.validate():
        return _page(council, found, form), 422
    said = (form.word.data or "", form.why.data or "")
    seen = request.form.get("seen", type=int) or 0
    try:
        risks.put(council, found, *said, by=access.viewer().person, now=now(), seen=seen)
    except Stale as stale:
        return _page(council, found, form, f"{stale.name} said something else meanwhile. Your words are here."), 409
    except AlreadyDone:
        pass  # pressed twice
    flash(f"Kept. It counts from the next return that you ask {found.legal_name} for.")
    return redirect(url_for(".index"))
