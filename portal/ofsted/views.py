"""`/profile/ofsted/`: what Ofsted’s list says of one’s own home; right in one tap, or what is different."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Form, TextAreaField, validators

from models.conflicts import Stale
from models.ofsted import LONGEST_WORDS
from models.provider import Home
from portal import access
from portal.clock import now
from portal.ofsted import words, work
from portal.profile.typed import problems

bp = Blueprint("ofsted", __name__, url_prefix="/profile/ofsted")

Answer = str | Response | tuple[str, int]


class DifferentForm(Form):
    """What is not as the list says."""

    words = TextAreaField(
        "What is different, and since when?",
        [
            validators.DataRequired("Enter what is different, or go back and say that it is right"),
            validators.Length(max=LONGEST_WORDS, message=f"Shorten this to {LONGEST_WORDS} characters"),
        ],
        filters=[lambda text: (text or "").strip()],
    )


def _match(home: UUID) -> work.Match:
    """The entry of one’s own home: 403 for who has no organisation, 404 where there is none."""
    mine = access.viewer().providers
    if not mine:
        abort(403)
    own = Home.select().where((Home.provider << mine) & (Home.public_id == home))
    return access.found(next(iter(work.matches(own)), None))


@bp.get("/<uuid:home>")
def read(home: UUID) -> str:
    """All that the list says, and a box for what is different."""
    return _page(_match(home), DifferentForm())


def _page(match: work.Match, form: DifferentForm) -> str:
    rows, states = words.rows(match.entry), words.STATES
    return render_template(
        "ofsted/home.html", match=match, rows=rows, states=states, form=form, problems=problems(form)
    )


@bp.post("/<uuid:home>")
def say(home: UUID) -> Answer:
    """It is right (the button of that name), or what is different."""
    match, form = _match(home), DifferentForm(request.form)
    right = "right" in request.form
    if not right and not form.validate():
        return _page(match, form), 422
    said = "" if right else form.words.data or ""
    seen = request.form.get("seen", "")
    try:
        work.say(match.home.provider_id, home, seen, said, by=access.viewer().person, now=now())
    except Stale:
        flash("Ofsted’s list says something else by now. Please look once more.", "error")
        return redirect(url_for(".read", home=home))
    flash(f"{match.home.name}: thank you. " + ("Noted as right." if right else "Your council sees what you wrote."))
    return redirect(url_for("profile.index"))
