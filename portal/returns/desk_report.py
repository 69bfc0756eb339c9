"""`/desk/returns/<return>/report`: an officer enters a report that the council was sent itself, on the same pages."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import NotNow, Stale
from models.monitoring_return import Return
from portal import access, errors
from portal.clock import now
from portal.london import short_day
from portal.returns import finding, words
from portal.returns.views import next_url, onward, version
from portal.returns.work import answering, sending, sent_to_us, sheet
from portal.serving import arrived
from portal.uploads import posted, taking

bp = Blueprint("desk_report", __name__, url_prefix="/desk/returns/<uuid:return_id>/report")


@bp.url_value_preprocessor
def room_for_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Its pages come with the report."""
    if endpoint == "desk_report.page_post":
        posted.room_for_files()


@bp.before_request
def people_of_the_council_only() -> None:
    """One check for everything here: a seat that works on returns."""
    if not access.viewer().holds(*access.WORKS_ON_RETURNS):
        abort(403)


def _open(return_id: UUID) -> Return:
    """The return, where the council may enter it; 404 for any other."""
    ret = finding.workable(return_id)
    return access.found(ret if sent_to_us.may_enter(ret) else None)


@bp.get("/")
def tasks(return_id: UUID) -> Response:
    """Back to the return: it has a link to go on from."""
    return redirect(url_for("desk_returns.read", return_id=finding.workable(return_id).public_id))


@bp.get("/<page>")
def page_get(return_id: UUID, page: str) -> Any:
    """One page of questions."""
    loaded = sheet.load(_open(return_id), now())
    found = access.found(loaded.journey.question_set.pages_by_key.get(page))
    if not loaded.journey.may_visit(found):
        return redirect(url_for(".tasks", return_id=return_id))
    return _page(loaded, found, answering.page_form(loaded, found))


def _page(loaded: sheet.Sheet, page: Any, form: Any, saved: answering.Saved | None = None) -> str:
    asks = form.asks(loaded.journey) if saved and not saved.clash else []
    return render_template(
        "desk/returns/report_page.html",
        sheet=loaded,
        page=page,
        form=form,
        clash=saved.clash if saved else None,
        asks=asks,
        ask_links=[{"text": one.problem.say, "href": f"#{one.name}"} for one in asks],
        reads=answering.read_otherwise(form, loaded.journey) if saved and not saved.clash else {},
        marks={},
        place=answering.place(loaded.journey, page),
        last_on=short_day(loaded.journey.situation.last_day_before),
        takes_dont_have=answering.TAKES_DONT_HAVE,
        takes=taking.of(page),
    )


@bp.post("/<page>")
def page_post(return_id: UUID, page: str) -> Any:
    """Saves what could be read and the report, as the provider’s own page does."""
    ret, who = _open(return_id), access.viewer()
    found = access.found(sheet.question_set(ret).pages_by_key.get(page))
    try:
        saved = answering.save(ret, page, request.form, version=version(), by=who.person, now=now())
        files = posted.deal(ret, found, by=who.person, now=now())
    except NotNow:
        return errors.conflict(url_for(".tasks", return_id=return_id))
    files.say(saved.form)
    if saved.clash or ((saved.stays or files.stays) and onward() != "stop"):
        return _page(saved.sheet, found, saved.form, saved), 409 if saved.clash else files.status
    files.flash()
    return redirect(next_url(return_id, saved.journey, found))


@bp.get("/check")
def check(return_id: UUID) -> str:
    """Everything that would be kept, in words."""
    return _check(_open(return_id))


def _check(ret: Return, *, stale: Stale | None = None) -> str:
    loaded = sheet.load(ret, now())

    def change(question: Any) -> str:
        return url_for(".page_get", return_id=ret.public_id, page=question.page, then="check") + f"#{question.key}"

    return render_template(
        "desk/returns/report_check.html",
        sheet=loaded,
        to_do=sending.to_do(loaded.journey.blocking()),
        late=words.days_late(ret, now()),
        stale=stale,
        change=change,
    )


@bp.post("/send")
def send(return_id: UUID) -> Any:
    """Hands it in for the home; its people get the receipt."""
    ret, who = _open(return_id), access.viewer()
    key = current_app.config["EVENHAND"].derived("texts")
    try:
        sent = sending.send(ret, version=version(), by=who.person, now=now(), arrived_at=arrived(), key=key)
    except sending.NotReady:
        return _check(_open(return_id)), 422
    except Stale as stale:
        return _check(_open(return_id), stale=stale), 409
    return redirect(url_for("returns.receipt", return_id=return_id, number=sent.number))
