"""What was released of an event."""

from typing import ClassVar

from peewee import Check, ForeignKeyField

from models.events.event import Event
from models.released import Released
from models.store import unique


class ReleasedEvent(Released):
    """An event as everybody read it from `at` on."""

    ABOUT = "event"
    event = ForeignKeyField(Event, index=False)
    event_id: int

    class Meta:
        constraints: ClassVar = [Check("number > 0", "releases_of_an_event_are_numbered_from_one")]


unique(ReleasedEvent, ReleasedEvent.event, ReleasedEvent.number, name="releases_of_an_event_are_numbered_once")
