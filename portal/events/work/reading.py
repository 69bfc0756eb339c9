"""Events as people read them, and the bookings of one as its organisers do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.authority import Authority
from models.events import terms
from models.events.booking import Attendee, Booking, BookingNeed
from models.events.change import EventChange
from models.events.event import Event
from models.events.feedback import FeedbackCount
from models.events.paper import EventHost, EventPaper
from models.events.session import EventSession
from models.events.tally import EventTally
from portal.events.summing import Groups, grouped
from portal.events.work import pipeline, places
from portal.events.work.pipeline import Upcoming


@dataclass(frozen=True)
class Read:
    """An event with what stands beside it."""

    event: Event
    sessions: Sequence[EventSession]
    changes: Sequence[EventChange]
    hosts: Sequence[Authority]
    contracts: Sequence[Upcoming]
    papers: Sequence[EventPaper]
    tally: EventTally | None


@dataclass(frozen=True)
class Line:
    """A booking with its people and sessions."""

    booking: Booking
    people: Sequence[Attendee]
    sessions: Sequence[EventSession]


def read(event: Event) -> Read:
    """Six queries."""
    return Read(
        event, EventSession.of(event.id), EventChange.of(event.id), EventHost.of(event.id), pipeline.linked(event),
        EventPaper.of(event.id), EventTally.of(event.id),
    )  # fmt: skip


def feedback(read: Read) -> Mapping[str, Groups | None] | None:
    """What people thought, in sum; None while somebody can still answer."""
    if read.tally is None or read.tally.feedback_at is None:
        return None
    return {question: grouped(counts) for question, counts in FeedbackCount.of(read.event.id).items()}


def published() -> Any:
    """Events that everybody may read; to be narrowed."""
    return Event.full().where(Event.state != "draft")


def coming_and_past(now: datetime) -> tuple[list[Event], list[Event]]:
    """What is coming, the next one first; what was, the last one first."""
    events = list(published().order_by(Event.starts_at, Event.id))
    coming = [one for one in events if one.ends_at > now and one.state == "published"]
    past = [one for one in reversed(events) if one not in coming]
    return coming, past


def at_desk(authorities: Sequence[int]) -> Any:
    """Events of these authorities, newest first; to be narrowed."""
    return Event.full().where(Authority.id << list(authorities)).order_by(Event.created_at.desc(), Event.id.desc())


def seen(authorities: Sequence[int]) -> Any:
    """Events of these authorities, and those to which they invite with another, once these are published: of them they
    read how many come, and the list for the door."""
    with_others = Event.id << EventHost.events(authorities)
    mine = (Authority.id << list(authorities)) | (with_others & (Event.state != "draft"))
    return Event.full().where(mine).order_by(Event.created_at.desc(), Event.id.desc())


def lines(event: Event) -> dict[str, list[Line]]:
    """Live bookings by state; each with its people. Three queries."""
    bookings = Booking.live(event.id)
    bookings.sort(key=lambda one: (one.queued_at or one.made_at, one.id))
    wanted = places.sessions_of(bookings)
    people: dict[int, list[Attendee]] = {}
    for one in Attendee.of([booking.id for booking in bookings]):
        people.setdefault(one.booking_id, []).append(one)
    found: dict[str, list[Line]] = {}
    for state in terms.LIVE:
        for booking in bookings:
            if booking.state == state:
                found.setdefault(state, []).append(Line(booking, people.get(booking.id, []), wanted[booking.id]))
    return found


def line(booking: Booking) -> Line:
    """One booking with its people and sessions."""
    return Line(booking, Attendee.of([booking.id]), booking.sessions())


def position(booking: Booking) -> int:
    """How many wait before it, and one; 0 where it does not wait."""
    queue = [one.id for one in Booking.queue(booking.event_id)]
    return queue.index(booking.id) + 1 if booking.id in queue else 0


def need(booking: Booking) -> BookingNeed | None:
    """What was said of access, diet and language, for whoever said it."""
    return BookingNeed.get_or_none(BookingNeed.booking == booking.id)
