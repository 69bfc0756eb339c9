"""`/desk/events/…/meetings/buyers/…`: the buyers whom people can meet, their times and wishes, and each one’s day."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from models.calendar import to_london
from models.conflicts import NotNow, Stale
from models.events.buyer import WHY, EventBuyer
from models.events.event import Event
from models.events.meeting_plan import Span
from models.events.paper import EventHost
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.events import finding, meeting_words
from portal.events.meeting_forms import BuyerForm
from portal.events.work import keeping, meeting_problem, meetings
from portal.figures.cells import csv_rows
from portal.london import clock

bp = Blueprint("desk_buyers", __name__, url_prefix="/desk/events/<uuid:event>/meetings/buyers")

COLUMNS = ("From", "To", "Organisation", "Who comes", "Services", "Why they asked", "State")


def _buyer(event: Event, public_id: UUID) -> EventBuyer:
    """Who does not come after all, too: what they were told stays readable."""
    found: EventBuyer = access.found(
        EventBuyer.get_or_none(EventBuyer.event == event.id, EventBuyer.public_id == public_id)
    )
    return found


def _coming(event: Event, public_id: UUID) -> EventBuyer:
    """One about whom something can still be said."""
    found = _buyer(event, public_id)
    access.found(found if found.left_at is None else None)
    return found


@bp.get("/new")
@access.required(*finding.WORKS)
def new(event: UUID) -> str:
    """Somebody whom people can meet."""
    found = finding.workable(event)
    return _form(found, None, _offered(BuyerForm(), found), 0, {})


@bp.post("/new")
@access.required(*finding.WORKS)
def new_post(event: UUID) -> Any:
    """One more."""
    found = finding.workable(event)
    form = _offered(BuyerForm(request.form), found)
    if not form.validate():
        return _form(found, None, form, 0, form.problems()), 422
    try:
        meetings.add_buyer(found, _values(form, found), _times(form, found), by=access.viewer().person, now=now())
    except NotNow:
        flash("The event is over. Nobody can be added.", "error")
    return redirect(url_for("desk_meetings.index", event=event))


def _offered(form: BuyerForm, event: Event) -> BuyerForm:
    """The tenders to choose from; and the authorities, where several invite."""
    form.tender.offer(keeping.choices(event.authority))
    hosts = EventHost.of(event.id)
    if hosts:
        form.authority.offer([(one.slug, one.name) for one in hosts])
        if form.authority.data == event.authority.slug:
            form.authority.data = ""
    else:
        del form.authority
    return form


def _values(form: BuyerForm, event: Event) -> dict[str, Any]:
    said = form.values()
    slug, other = said.pop("tender"), said.pop("authority")
    host = next((one.id for one in EventHost.of(event.id) if one.slug == other), event.authority_id)
    tender = Tender.get_or_none(Tender.authority == event.authority_id, Tender.slug == slug) if slug else None
    return {**said, "tender": tender, "authority": host}


def _times(form: BuyerForm, event: Event) -> Sequence[Span]:
    return form.times.on(to_london(event.starts_at).date()) if event.starts_at else ()


@bp.get("/<uuid:buyer>/change")
@access.required(*finding.WORKS)
def change(event: UUID, buyer: UUID) -> str:
    """What is known of them, and when they are there."""
    found = finding.workable(event)
    mine = _coming(found, buyer)
    form = _offered(BuyerForm.of(mine, meetings.times_of(mine)), found)
    return _form(found, mine, form, mine.version, {})


@bp.post("/<uuid:buyer>/change")
@access.required(*finding.WORKS)
def change_post(event: UUID, buyer: UUID) -> Any:
    """Keeps it; meetings at which they are not there any more are cancelled and told."""
    found = finding.workable(event)
    mine, form = _coming(found, buyer), _offered(BuyerForm(request.form), found)
    if not form.validate():
        return _form(found, mine, form, finding.version(), form.problems()), 422
    try:
        meetings.change_buyer(
            mine, _values(form, found), _times(form, found), by=access.viewer().person, now=now(),
            version=finding.version(), secret=finding.secret(),
        )  # fmt: skip
    except Stale as stale:
        return _form(
            found, mine, form, stale.version, {"": "Somebody changed it meanwhile. Save again to replace theirs"}
        ), 409
    flash("Saved.", "success")
    return redirect(url_for(".buyer", event=event, buyer=buyer))


@bp.get("/<uuid:buyer>/leave")
@access.required(*finding.WORKS)
def leave(event: UUID, buyer: UUID) -> str:
    """What it means that they do not come after all."""
    found = finding.workable(event)
    mine = _coming(found, buyer)
    return _leave(found, mine, mine.version)


@bp.post("/<uuid:buyer>/leave")
@access.required(*finding.WORKS)
def leave_post(event: UUID, buyer: UUID) -> Any:
    """Calls their meetings off, and tells whoever was told of one."""
    found = finding.workable(event)
    mine = _buyer(found, buyer)
    try:
        off = meetings.take_out(
            mine, by=access.viewer().person, now=now(), version=finding.version(), secret=finding.secret()
        )
    except Stale as stale:
        return _leave(
            found, mine, stale.version, "Somebody changed it meanwhile. Press once more to take them out"
        ), 409
    except NotNow:
        flash("The event is over, or they were taken out before.", "error")
    else:
        flash(f"{mine.name} does not come. {meeting_words.called_off(off)}", "success")
    return redirect(url_for("desk_meetings.index", event=event))


def _leave(found: Event, mine: EventBuyer, version: int, wrong: str = "") -> str:
    told = sum(one.state == "told" for one in _lines(meeting_problem.load(found, now()), mine))
    return render_template(
        "desk/events/buyer_leave.html", event=found, buyer=mine, version=version, problems={"": wrong} if wrong else {},
        will=meeting_words.called_off(told, will=True),
    )  # fmt: skip


def _form(found: Event, mine: EventBuyer | None, form: BuyerForm, version: int, problems: dict[str, str]) -> str:
    return render_template(
        "desk/events/buyer_form.html", event=found, buyer=mine, form=form, version=version, problems=problems
    )


@bp.get("/<uuid:buyer>/")
@access.required(*finding.READS)
def buyer(event: UUID, buyer: UUID) -> str:
    """A buyer’s day: to be printed; which of their wishes were not met, and why."""
    found = finding.readable(event)
    mine, there = _buyer(found, buyer), meeting_problem.load(found, now())
    return render_template(
        "desk/events/buyer.html", event=found, buyer=mine, there=there, meeting_words=meeting_words,
        lines=_lines(there, mine), may_work=finding.may_work(found), times=meetings.times_of(mine),
        told=meeting_words.of_host(there, mine.id) if there and mine.left_at is None else None,
    )  # fmt: skip


def _lines(there: meeting_problem.Meetings | None, mine: EventBuyer) -> list[Any]:
    return [one for one in there.meetings if one.buyer_id == mine.id] if there else []


@bp.get("/<uuid:buyer>/day.csv")
@access.required(*finding.READS)
def day_file(event: UUID, buyer: UUID) -> Response:
    """The same, a line a meeting."""
    found = finding.readable(event)
    mine, there = _buyer(found, buyer), meeting_problem.load(found, now())
    rows = [
        (clock(one.slot.starts_at), clock(one.slot.ends_at), one.booking.organisation, there.who(one),
         one.booking.services, there.why(mine.id, one.booking_id), meeting_words.STATES[one.state])
        for one in _lines(there, mine) if there
    ]  # fmt: skip
    answer = Response(b"".join(csv_rows([COLUMNS, *rows])), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="meetings.csv"'
    return answer


@bp.get("/<uuid:buyer>/wishes")
@access.required(*finding.WORKS)
def wishes(event: UUID, buyer: UUID) -> str:
    """Which organisations a buyer would like to meet, and which rather not."""
    found = finding.workable(event)
    mine, there = _coming(found, buyer), meeting_problem.load(found, now())
    said = {one.booking_id: one for one in there.wanted if one.buyer_id == mine.id} if there else {}
    typed = {key: (str(one.rank or ""), one.why) for key, one in said.items()}
    return _wishes(found, mine, there, typed, {})


@bp.post("/<uuid:buyer>/wishes")
@access.required(*finding.WORKS)
def wishes_post(event: UUID, buyer: UUID) -> Any:
    """Keeps them; they count at the next matching."""
    found = finding.workable(event)
    mine, there = _coming(found, buyer), meeting_problem.load(found, now())
    bookings = there.bookings.values() if there else ()
    typed = {one.id: _typed(str(one.public_id)) for one in bookings}
    problems = {
        f"rank-{one.public_id}": f"Enter 1, 2, 3 … for {one.organisation}, or leave it empty"
        for one in bookings
        if typed[one.id][0] and not (typed[one.id][0].isascii() and typed[one.id][0].isdecimal())
    }
    if problems:
        return _wishes(found, mine, there, typed, problems), 422
    ranked = sorted((int(rank), key) for key, (rank, _) in typed.items() if rank)
    declined = {key: why for key, (rank, why) in typed.items() if why and not rank}
    try:
        meetings.buyer_wishes(mine, [key for _, key in ranked], declined, by=access.viewer().person, now=now())
    except NotNow:
        flash("Somebody cancelled meanwhile, or the event is over. Look once more.", "error")
        return redirect(url_for(".wishes", event=event, buyer=buyer))
    flash("Kept. The wishes count at the next matching.", "success")
    return redirect(url_for("desk_meetings.index", event=event))


def _typed(public_id: str) -> tuple[str, str]:
    rank, why = (request.form.get(f"{name}-{public_id}", "").strip() for name in ("rank", "why"))
    return rank[:4], why[:WHY]


def _wishes(
    found: Event, mine: EventBuyer, there: meeting_problem.Meetings | None, typed: dict[int, tuple[str, str]],
    problems: dict[str, str],
) -> str:  # fmt: skip
    asked = {one.booking_id: one for one in there.wishes if one.buyer_id == mine.id} if there else {}
    return render_template(
        "desk/events/buyer_wishes.html",
        event=found,
        buyer=mine,
        there=there,
        typed=typed,
        asked=asked,
        problems=problems,
    )
