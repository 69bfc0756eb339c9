"""So many days after an event (a setting) its people are forgotten; what remains is counts."""

from datetime import datetime, timedelta

from models.events import forgetting
from models.events.event import Event
from models.events.tally import EventTally
from models.store import writing
from portal.events.work import counting
from portal.releasing import events as releasing


def forget(days: int, now: datetime) -> int:
    """The worker’s: events that ended so long ago. How many were forgotten."""
    there = EventTally.forgotten_at.is_null() & (Event.state << ("held", "cancelled"))
    old = Event.select(Event.id).left_outer_join(EventTally).where(Event.ends_at < now - timedelta(days=days), there)
    rows = [event.id for event in old]
    for event_id in rows:
        with writing():
            event = Event.fresh(event_id)
            tally = counting.count(event)
            if tally.mark("forgotten_at", now):
                forgetting.forget(event)
                releasing.release(event, now)
    return len(rows)
