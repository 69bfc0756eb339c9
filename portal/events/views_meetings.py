"""`/events/booking/<key>/meetings`: whom the people of a booking would like to meet, whom they meet and why not others,
and what is left. By the booking’s link, without an account."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from models.conflicts import NotNow
from models.events import terms
from models.events.booking import Booking
from models.events.buyer import EventBuyer, MeetingWish
from models.events.event import Event
from models.events.meeting import Meeting
from portal.clock import now
from portal.events import finding, meeting_words, words
from portal.events.meeting_forms import WishesForm
from portal.events.work import meeting_problem, meetings, meetings_kept
from portal.limits import limited

bp = Blueprint("meetings", __name__, url_prefix="/events/booking/<key>/meetings")


@bp.get("/")
def index(key: str) -> str:
    """How it stands, with the boxes for wishes while they count."""
    found = finding.booked(key)
    event = finding.event_of(found)
    buyers = _buyers(event)
    slugs = {one.id: str(one.public_id) for one in buyers}
    rows = [
        {"buyer": slugs[one.buyer_id], "why": one.why} for one in MeetingWish.of([found.id]) if one.buyer_id in slugs
    ]
    form = WishesForm(data={"wishes": rows})
    form.offer(buyers)
    return _shown(key, found, event, form, {})


def _buyers(event: Event) -> list[EventBuyer]:
    """Whom one may wish to meet."""
    return [one for one in EventBuyer.of(event.id) if one.open(now())] if event.meetings(now()) else []


def _shown(key: str, found: Booking, event: Event, form: WishesForm, problems: dict[str, str]) -> str:
    there = meeting_problem.load(event, now())
    early = event.starts_at is not None and now() < event.starts_at
    told = there is not None and there.plan.told_at is not None and found.id in there.bookings
    return render_template(
        "events/meetings.html", key=key, booking=found, event=event, form=form, problems=problems, there=there,
        buyers=EventBuyer.of(event.id), live=not event.meetings(now()), words=words, meeting_words=meeting_words,
        may_wish=event.state == "published" and found.state in terms.LIVE and early,
        told=meeting_words.of_guest(there, found.id) if told and there else None, heard=Meeting.heard_of(found.id),
        left=meetings.left(there, found.id, now()) if there and early else {},
        open=there is not None and there.plan.open(now()),
    )  # fmt: skip


@bp.post("/")
@limited("book")
def wish(key: str) -> Any:
    """Keeps the wishes; they count at the next matching."""
    found = finding.booked(key)
    event = finding.event_of(found)
    buyers, form = {str(one.public_id): one for one in _buyers(event)}, WishesForm(request.form)
    form.offer(list(buyers.values()))
    if not form.validate():
        return _shown(key, found, event, form, form.problems()), 422
    try:
        meetings.wish(found, [(buyers[buyer].id, why) for buyer, why in form.chosen()], now=now())
    except NotNow:
        flash("That cannot be said any more.", "error")
    else:
        flash("Kept. Your wishes count when meetings are matched.", "success")
    return redirect(url_for(".index", key=key))


@bp.post("/take")
@limited("book")
def take(key: str) -> Any:
    """A time that is left, whoever comes first."""
    found = finding.booked(key)
    buyer, _, slot = request.form.get("time", "").partition(" ")
    chosen = next((one for one in EventBuyer.of(found.event_id) if str(one.public_id) == buyer), None)
    if chosen is None or not slot.isdecimal():
        flash("Choose a time.", "error")
        return redirect(url_for(".index", key=key))
    try:
        meetings.book_left(
            found, chosen.id, meetings.slot_of(found.event_id, int(slot)), now=now(), secret=finding.secret()
        )
    except meetings.NoRoom as full:
        flash(meeting_words.REFUSED[full.why], "error")
    except NotNow:
        flash("Times cannot be booked now.", "error")
    else:
        flash("Booked. It is in your timetable.", "success")
    return redirect(url_for(".index", key=key))


@bp.post("/<uuid:meeting>/give-up")
def give_up(key: str, meeting: UUID) -> Any:
    """One meeting less, so that somebody else can have the time."""
    found = finding.booked(key)
    mine = [one for one in Meeting.of_booking(found.id) if one.public_id == meeting]
    if not mine:
        abort(404)
    meetings_kept.give_up(found, mine[0].id, now=now(), secret=finding.secret())
    flash("Given up. The buyer is told that the time is free.")
    return redirect(url_for(".index", key=key))
