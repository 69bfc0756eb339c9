"""Three questions after the event, answered once by whoever booked; said in sum once nobody can answer any more, so
that nobody sees from one day to the next what somebody added."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from models.calendar import end_of_day, today
from models.conflicts import NotNow
from models.events.booking import Booking
from models.events.event import Event
from models.events.feedback import FeedbackCount, FeedbackGiven
from models.events.tally import EventTally
from models.store import writing
from portal.events.work import counting
from portal.releasing import events as releasing

DAYS = 14
"""So many days after its end an event is asked about."""


def closes_at(event: Event) -> datetime:
    """The last instant at which somebody can answer."""
    if event.ends_at is None:
        raise ValueError("A draft is not asked about.")
    return end_of_day(today(event.ends_at) + timedelta(days=DAYS))


def is_open(event: Event, now: datetime) -> bool:
    """Whether people can say what they thought."""
    over = event.ends_at is not None and event.ends_at <= now
    return over and event.state in ("published", "held") and now <= closes_at(event)


def given(booking: Booking) -> bool:
    """Whether they have answered."""
    return bool(FeedbackGiven.select().where(FeedbackGiven.booking == booking.id).exists())


def give(booking: Booking, answers: Mapping[str, str], *, now: datetime) -> None:
    """Counts the answers, without whose they are. Raises NotNow, AlreadyDone."""
    with writing():
        event = Event.fresh(booking.event_id)
        fresh = Booking.get_by_id(booking.id)
        if not is_open(event, now) or fresh.state != "booked":
            raise NotNow(fresh.state)
        FeedbackCount.give(event, fresh, answers)


def publish(now: datetime) -> int:
    """The worker’s: says in sum what people thought of events that nobody is asked about any more. How many."""
    there = EventTally.feedback_at.is_null() & EventTally.forgotten_at.is_null()
    over = Event.select().left_outer_join(EventTally).where(Event.state == "held", there)
    rows = [event.id for event in over if now > closes_at(event)]
    for event_id in rows:
        with writing():
            event = Event.fresh(event_id)
            tally = EventTally.of(event.id) or counting.count(event)
            if tally.mark("feedback_at", now):
                releasing.release(event, now)
    return len(rows)
