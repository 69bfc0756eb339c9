"""Meetings for the tests: two buyers of Fairshire’s, an hour of slots, four bookings."""

from datetime import datetime, timedelta
from typing import Any

from models.events.booking import Booking
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, Span
from portal.events.work import meeting_problem, meetings
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, book, fresh

MINUTE = timedelta(minutes=1)


def plan(event: Event, cast: Cast, now: datetime, *, minutes: int = 60, breaks: list[Span] | None = None) -> None:
    """Slots from the start of the event."""
    assert event.starts_at is not None
    found = MeetingPlan.of(event.id)
    values: dict[str, object] = {"starts_at": event.starts_at, "ends_at": event.starts_at + minutes * MINUTE}
    seen = found.version if found else 0
    meetings.plan(event, values, breaks or [], by=cast.kofi.id, now=now, version=seen)


def buyer(event: Event, cast: Cast, now: datetime, name: str = "Lodgings", **more: Any) -> EventBuyer:
    """Somebody who buys."""
    values = {"name": name, "buys": "Hosts for young people", "email": f"{name.lower()}@fairshire.example", **more}
    return meetings.add_buyer(event, values, [], by=cast.kofi.id, now=now)


def run(event: Event, cast: Cast, now: datetime) -> list[Meeting]:
    """Worked out; the meetings as they stand."""
    meetings.want(event, by=cast.kofi.id, now=now, version=version(event))
    assert meetings.work_out(now) == 1
    return Meeting.of(event.id)


def tell(event: Event, cast: Cast, now: datetime) -> int:
    """Everybody hears of it."""
    return meetings.tell(event, by=cast.kofi.id, now=now, version=version(event), secret=SECRET)


def window(event: Event, cast: Cast, now: datetime) -> None:
    """What is left can be booked for ten days, from now on."""
    meetings.open_what_is_left(
        event, now, now + timedelta(days=10), by=cast.kofi.id, now=now, version=version(event), secret=SECRET
    )


def version(event: Event) -> int:
    """Of the plan."""
    found = MeetingPlan.of(event.id)
    assert found is not None
    return found.version


def standing(event: Event, now: datetime) -> meeting_problem.Meetings:
    """Everything about them."""
    found = meeting_problem.load(fresh(event), now)
    assert found is not None
    return found


def pairs(found: list[Meeting]) -> list[tuple[str, str]]:
    """Who meets whom, by buyer and organisation."""
    return sorted((one.buyer.name, one.booking.organisation) for one in found)


def booked(event: Event, now: datetime, *names: str, **more: Any) -> list[Booking]:
    """Organisations that have a place."""
    return [book(event, name, now, **more) for name in names]
