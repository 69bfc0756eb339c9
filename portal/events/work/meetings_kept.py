"""What becomes of meetings when somebody cancels, comes with fewer, goes to another session, or cannot be met: those
that cannot be are cancelled and told, all others stay. Everything here runs inside one `writing()` on a fresh event."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from models.events.booking import Booking
from models.events.buyer import BuyerTime, EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan
from models.store import writing
from portal.events.work import links, meeting_problem, telling
from portal.mail import compose
from portal.releasing import events as releasing


def booking_changed(event: Event, booking: Booking, at: datetime, secret: bytes) -> None:
    """The meetings of a booking that was changed or cancelled. Its buyers are told; what is free now is matched anew
    unless people may book it themselves already."""
    mine = list(Meeting.full().where(Meeting.booking == booking.id))
    if not mine:
        return
    off = mine
    if booking.state == "booked" and (there := meeting_problem.load(event, at)) is not None:
        guest = there.problem.guests[booking.id]
        off = [one for one in mine if one.seat > guest.people or one.slot_id not in guest.free]
    cancelled(event, off, "booking" if booking.state != "booked" else "clash", at, secret, by=booking.person_id)


def cancelled(
    event: Event, meetings: Iterable[Meeting], why: str, at: datetime, secret: bytes, *, by: int | None
) -> int:  # fmt: skip
    """Cancels meetings; whoever was told of one hears of it, each once. How many there were."""
    told = []
    for one in meetings:
        told += [one] if one.state == "told" else []
        one.become("cancelled", at=at, by=by, why=why)
    off = {one.booking_id: one.booking for one in told}
    if why != "booking":  # who cancelled their booking has a mail that says so
        for booking in off.values():
            telling.tell("meeting_off", booking, event, at, secret)
    for buyer in {one.buyer_id: one.buyer for one in told}.values():
        tell_buyer(event, buyer, at, secret)
    plan = MeetingPlan.of(event.id)
    if told and plan is not None and plan.told_at is not None and not plan.open(at):
        plan.become("wanted", {"wanted_at": at, "wanted_by": None}, by=by, at=at)
    if told:
        releasing.release(event, at)
    return len(told)


def tell_buyer(event: Event, buyer: EventBuyer, at: datetime, secret: bytes) -> None:
    """Where a buyer’s day stands now; who has no address is told by the organiser."""
    if buyer.email:
        key = links.of_buyer(buyer, secret)
        compose.put("events/buyer", to=buyer.email, about=event.subject, at=at, event=event, buyer=buyer, key=key)


def called_off(event: Event, at: datetime, secret: bytes) -> None:
    """The event does not take place: its buyers hear of it, too."""
    for buyer in {one.buyer_id: one.buyer for one in Meeting.of(event.id) if one.state == "told"}.values():
        tell_buyer(event, buyer, at, secret)


def moved(event: Event, by: timedelta) -> None:
    """The event takes place earlier or later, and its meetings with it."""
    plan = MeetingPlan.of(event.id)
    if plan is not None and by:
        plan.move(by)
        BuyerTime.move(event.id, by)


def give_up(booking: Booking, meeting_id: int, *, now: datetime, secret: bytes) -> None:
    """One meeting less; the others stay. Nothing happens where it does not stand any more."""
    with writing():
        event = Event.fresh(booking.event_id)
        mine = list(Meeting.full().where(Meeting.booking == booking.id, Meeting.id == meeting_id))
        cancelled(event, mine, "booking", now, secret, by=booking.person_id)


def close(secret: bytes, now: datetime) -> int:
    """The worker’s: nobody meets a buyer alone about what is out to tender. How many meetings were called off."""
    live = (Meeting.state == "told") & (Event.state == "published") & (Event.starts_at > now)
    rows: Any = Meeting.select(Meeting.event).join(Event).where(live).distinct().tuples()
    off = 0
    for (event_id,) in list(rows):
        with writing():
            event = Event.fresh(event_id)
            there = meeting_problem.load(event, now)
            closed = [one for one in there.meetings if one.buyer_id in there.closed] if there else []
            if closed:
                off += cancelled(event, closed, "tender", now, secret, by=None)
    return off
