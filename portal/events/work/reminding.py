"""Mails about an event that is near, and about one that was: each once, by whatever worker, or none at all.

The row that says so and the mail are written in one transaction, booking by booking."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from models.authority import Authority
from models.calendar import to_london, today
from models.events.booking import Attendee, Booking
from models.events.event import Event
from models.events.feedback import FeedbackGiven
from models.events.reminder import BookingReminder
from models.events.tally import EventTally
from models.store import writing
from portal.events.work import feedback, telling

FROM_HOUR, UNTIL_HOUR = 8, 20
"""In London; nobody’s telephone rings at night."""
BEFORE = {"week": 7, "day": 1}
"""Days before the start from which on each is due."""


def kind_on(day: date, starts_on: date, told_on: date) -> str | None:
    """Which reminder of a booking falls on a day, None for none. Pure. None about what was booked or changed since it
    was due: they have only just had a mail."""
    kinds = [kind for kind, days in BEFORE.items() if starts_on - timedelta(days=days) <= day <= starts_on]
    if not kinds or told_on >= starts_on - timedelta(days=BEFORE[kinds[-1]]):
        return None
    return kinds[-1]


def remind(secret: bytes, now: datetime) -> int:
    """Puts today’s mails into the outbox; how many."""
    if not FROM_HOUR <= to_london(now).hour < UNTIL_HOUR:
        return 0
    due = list(_due(now))
    sent = BookingReminder.sent([booking.id for booking, _ in due])
    fresh = [(one, kind) for one, kind in due if (one.id, kind, one.event.starts_at) not in sent]
    return sum(_tell(booking, kind, now, secret) for booking, kind in fresh)


def _due(now: datetime) -> Iterator[tuple[Booking, str]]:
    """Bookings with a place at events that are near or were just held, and what they are written to about."""
    day = today(now)
    near = (Event.starts_at > now) & (Event.starts_at < now + timedelta(days=max(BEFORE.values()) + 2))
    was = (Event.ends_at < now) & (Event.ends_at > now - timedelta(days=feedback.DAYS + 2))
    for booking in _booked(((Event.state == "published") & near) | ((Event.state == "held") & was)):
        event: Any = booking.event
        if event.state == "held":
            if today(event.ends_at) < day and feedback.is_open(event, now):
                yield booking, "feedback"
        elif kind := kind_on(day, today(event.starts_at), today(booking.changed_at)):
            yield booking, kind


def _booked(these: Any) -> list[Booking]:
    query: Any = Booking.select(Booking, Event, Authority).join(Event).join(Authority)
    return list(query.where(Booking.state == "booked", these).order_by(Booking.id))


def _tell(booking: Booking, kind: str, now: datetime, secret: bytes) -> bool:
    """One mail and its row, or neither; nothing where it was cancelled or moved meanwhile."""
    with writing():
        event = Event.fresh(booking.event_id)
        fresh: Booking = Booking.get_by_id(booking.id)
        starts: Any = booking.event.starts_at
        still = event.state == booking.event.state and event.starts_at == starts and fresh.state == "booked"
        if not still or (kind == "feedback" and not _to_be_asked(fresh, event)):
            return False
        if not BookingReminder.put(fresh, kind, starts, now):
            return False
        telling.tell("feedback" if kind == "feedback" else "soon", fresh, event, now, secret, kind=kind)
        return True


def _to_be_asked(booking: Booking, event: Event) -> bool:
    """Not who has answered, and not who is known not to have come."""
    if FeedbackGiven.select().where(FeedbackGiven.booking == booking.id).exists():
        return False
    tally = EventTally.of(event.id)
    counted = tally is not None and tally.closed_at is not None
    return not counted or any(one.came_at for one in Attendee.of([booking.id]))
