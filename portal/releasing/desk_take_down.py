"""Taking down what should never have been published: a manager asks, and another manager does it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Taken
from models.person import Person
from models.register.contract import Contract
from models.register.take_down import TakeDown
from portal import access
from portal.clock import now
from portal.register.desk import finding
from portal.releasing import overview, work
from portal.releasing.desk import TAKES_DOWN
from portal.releasing.desk_forms import TakeDownForm
from portal.releasing.guard import MayIdentifyError

bp = Blueprint("desk_take_down", __name__, url_prefix="/desk/editions")
bp.before_request(finding.readers_only)

REFUSED: dict[type[Exception], str] = {
    NotNow: "This contract was never in a closed quarter, so there is nothing to take down.",
    AlreadyDone: "It is taken down already, or the request was withdrawn.",
    Taken: "Somebody has asked for it already. Another manager must agree.",
    NeedsAnother: "You asked for it yourself. Another manager must agree.",
}


@bp.get("/ask-take-down/<authority>/<slug>")
@access.required(*TAKES_DOWN)
def ask(authority: str, slug: str) -> str:
    """What taking down means, and for which legal reason."""
    return _ask(_contract(authority, slug), TakeDownForm())


@bp.post("/ask-take-down/<authority>/<slug>")
@access.required(*TAKES_DOWN)
def ask_post(authority: str, slug: str) -> Any:
    """Asks; nothing is taken down yet."""
    contract, form = _contract(authority, slug), TakeDownForm(request.form)
    if not form.validate():
        return _ask(contract, form), 422
    try:
        work.ask_take_down(f"{authority}/{slug}", form.reason.data or "", access.viewer().person, now())
    except MayIdentifyError as error:
        return _ask(contract, form, {"reason": str(error)}), 422
    except (NotNow, AlreadyDone, Taken) as error:
        flash(REFUSED[type(error)], "error")
    else:
        flash("Asked. Nothing is taken down until another manager agrees.", "success")
    return redirect(url_for("desk_editions.index"))


def _contract(authority: str, slug: str) -> Contract:
    whose = finding.at(authority, TAKES_DOWN)
    return access.found(Contract.of(whose.id, slug))


def _ask(contract: Contract, form: TakeDownForm, problems: dict[str, str] | None = None) -> str:
    return render_template("desk/editions/ask.html", contract=contract, form=form, problems=problems or form.problems())


@bp.get("/take-down/<uuid:take_down>/")
@access.required(*TAKES_DOWN)
def decide(take_down: UUID) -> str:
    """What was asked, by whom and why; agree or withdraw."""
    asked = _asked(take_down)
    title = overview.titles(asked.authority, [asked.slug]).get(asked.slug, asked.slug)
    mine = asked.asked_by_id == access.viewer().person
    return render_template("desk/editions/take_down.html", asked=asked, title=title, mine=mine)


@bp.post("/take-down/<uuid:take_down>/agree")
@access.required(*TAKES_DOWN)
def agree(take_down: UUID) -> Response:
    """The second person does it: emptied in every edition at once."""
    asked = _asked(take_down)
    try:
        rows = work.agree_take_down(f"{asked.authority.slug}/{asked.slug}", access.viewer().person, now())
    except (AlreadyDone, NeedsAnother) as error:
        flash(REFUSED[type(error)], "error")
    except work.Unknown:
        flash(REFUSED[AlreadyDone], "error")
    else:
        flash(f"Taken down from {rows:,} edition{'' if rows == 1 else 's'}. Publish now: until then it is on the site.")
    return redirect(url_for("desk_editions.index"))


@bp.post("/take-down/<uuid:take_down>/withdraw")
@access.required(*TAKES_DOWN)
def withdraw(take_down: UUID) -> Response:
    """Nothing is taken down after all."""
    try:
        overview.withdraw(_asked(take_down), by=access.viewer().person, now=now())
    except AlreadyDone:
        flash(REFUSED[AlreadyDone], "error")
    else:
        flash("Withdrawn. Nothing is taken down.", "success")
    return redirect(url_for("desk_editions.index"))


def _asked(public_id: UUID) -> TakeDown:
    query = TakeDown.select(TakeDown, Authority, Person).join(Authority).switch(TakeDown)
    mine = TakeDown.authority << access.viewer().authorities(TAKES_DOWN)
    there = query.join(Person, on=TakeDown.asked_by).where(mine)
    found: TakeDown = access.find(there, TakeDown, public_id)
    return found
