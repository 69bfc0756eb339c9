"""`/desk/returns/<return>/telephone`: an officer writes down what somebody of a provider says on the telephone."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone, Conflict, NotNow, NotYours, Stale, Taken
from portal import access, errors
from portal.clock import now
from portal.london import short_day
from portal.profile.typed import problems
from portal.returns import finding, telephone_form, words
from portal.returns.views import next_url, onward, version
from portal.returns.work import answering, sheet, telephone

bp = Blueprint("desk_telephone", __name__, url_prefix="/desk/returns/<uuid:return_id>/telephone")


@bp.before_request
def people_of_the_council_only() -> None:
    """One check for everything here: a seat that works on returns."""
    if not access.viewer().holds(*access.WORKS_ON_RETURNS):
        abort(403)


def _desk(return_id: UUID) -> telephone.Desk:
    return telephone.desk(finding.workable(return_id), now())


@bp.get("")
def tasks(return_id: UUID) -> Any:
    """Who is on the telephone, and since a call is being written down: its pages."""
    return _begin(_desk(return_id), telephone_form.make(None, now()))


def _begin(desk: telephone.Desk, form: telephone_form.CallForm, clash: str = "") -> Any:
    if not desk.open:
        return redirect(url_for("desk_returns.read", return_id=desk.sheet.ret.public_id))
    call = desk.writing
    return render_template(
        "desk/returns/telephone.html",
        desk=desk,
        sheet=desk.sheet,
        call=call,
        mine=call is not None and call.by_id == access.viewer().person,
        form=form,
        problems={"": clash} if clash else problems(form),
        states=words.PAGES,
    )


@bp.post("")
def begin(return_id: UUID) -> Any:
    """Begins; on to the first page."""
    ret, form = finding.workable(return_id), telephone_form.make(request.form, now())
    if not form.validate():
        return _begin(_desk(return_id), form), 422
    said_by, by = form.said_by.text, access.viewer().person
    try:
        telephone.begin(ret, said_by=said_by, said_at=form.said_at, told=bool(form.told.data), by=by, now=now())
    except Stale as theirs:
        why = f"{theirs.name} has begun this return. Ask on the telephone whether you shall go on, and tick the box."
        return _begin(_desk(return_id), form, why), 422
    except (Taken, NotNow):
        return redirect(url_for(".tasks", return_id=return_id))
    first = telephone.desk(ret, now()).sheet.journey.first_open()
    return redirect(url_for(".page_get", return_id=return_id, page=first.key) if first else _check_url(return_id))


def _check_url(return_id: UUID) -> str:
    return url_for(".check", return_id=return_id)


@bp.get("/<page>")
def page_get(return_id: UUID, page: str) -> Any:
    """One page of questions, as the provider has it, for the officer who writes the call down."""
    desk = _desk(return_id)
    found = access.found(desk.sheet.journey.question_set.pages_by_key.get(page))
    call, journey = desk.writing, desk.sheet.journey
    if call is None or call.by_id != access.viewer().person or not journey.may_visit(found):
        return redirect(url_for(".tasks", return_id=return_id))
    return _page(desk, found, answering.page_form(desk.sheet, found))


def _page(desk: telephone.Desk, page: Any, form: Any, saved: answering.Saved | None = None) -> str:
    loaded, clash = desk.sheet, saved.clash if saved else None
    asks = form.asks(loaded.journey) if saved and not clash else []
    return render_template(
        "desk/returns/telephone_page.html",
        call=desk.writing,
        theirs=clash,
        sheet=loaded,
        page=page,
        form=form,
        clash=None,
        asks=asks,
        ask_links=[{"text": one.problem.say, "href": f"#{one.name}"} for one in asks],
        reads=answering.read_otherwise(form, loaded.journey) if saved and not clash else {},
        marks=words.marks(loaded.remarks),
        place=answering.place(loaded.journey, page),
        last_on=short_day(loaded.journey.situation.last_day_before),
        takes_dont_have=answering.TAKES_DONT_HAVE,
    )


@bp.post("/<page>")
def page_post(return_id: UUID, page: str) -> Any:
    """Saves what could be read, as given by telephone."""
    desk, who = _desk(return_id), access.viewer()
    found = access.found(sheet.question_set(desk.sheet.ret).pages_by_key.get(page))
    over = request.form.get("over") == "yes"
    try:
        saved = telephone.save(desk, page, request.form, version=version(), over=over, by=who.person, now=now())
    except (NotNow, NotYours):  # it was accepted, handed over or dropped while the officer was writing
        return errors.conflict(url_for(".tasks", return_id=return_id))
    if saved.clash or (saved.stays and onward() != "stop"):
        return _page(_desk(return_id), found, saved.form, saved), 409 if saved.clash else 200
    return redirect(next_url(return_id, saved.journey, found))


@bp.get("/check")
def check(return_id: UUID) -> Any:
    """Everything that was given by telephone, in words, to be read back."""
    desk = _desk(return_id)
    if not desk.lines:
        return redirect(url_for(".tasks", return_id=return_id))
    call = desk.writing

    def change(question: Any) -> str:
        return url_for(".page_get", return_id=return_id, page=question.page, then="check") + f"#{question.key}"

    mine = call is not None and call.by_id == access.viewer().person
    return render_template(
        "desk/returns/telephone_check.html", desk=desk, sheet=desk.sheet, call=call, change=change if mine else None
    )


@bp.post("/hand-over")
def hand_over(return_id: UUID) -> Response:
    """The provider is asked to look at it and to send it."""
    try:
        telephone.hand_over(_desk(return_id), by=access.viewer().person, now=now())
    except telephone.NothingYet:
        flash("Nothing is written down yet. Open a page first.", "error")
        return redirect(url_for(".tasks", return_id=return_id))
    except (NotYours, AlreadyDone):
        flash("That was done already, or a colleague is writing this call down.", "error")
        return redirect(url_for(".tasks", return_id=return_id))
    flash("Done. The provider gets a mail that asks to look at it. It is received once they send it.")
    return redirect(url_for("desk_returns.read", return_id=return_id))


@bp.post("/drop")
def drop(return_id: UUID) -> Response:
    """The call does not count after all."""
    try:
        telephone.drop(_desk(return_id), by=access.viewer().person, now=now())
    except Conflict:
        flash("There is nothing to drop any more.", "error")
    else:
        flash("Dropped. What was written down in this call is gone.")
    return redirect(url_for("desk_returns.read", return_id=return_id))
