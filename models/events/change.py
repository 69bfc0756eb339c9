"""What those who booked were told of an event: what changed, why, and how it was before."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.events.event import Event
from models.person import Person
from models.store import Base, must_be_writing, unique

LONGEST = 2000


class EventChange(Base):
    """One change; `difference` is JSON: column -> [before, after], without the online link, which is not public."""

    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    reason = TextField()
    difference = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    event_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"length(reason) BETWEEN 1 AND {LONGEST}", "who_changes_an_event_says_why"),
            Check("number > 0", "changes_of_an_event_are_counted_from_one"),
        ]

    @classmethod
    def note(
        cls, event: Event, reason: str, difference: Mapping[str, tuple[Any, Any]], *, by: int, at: datetime
    ) -> Self:
        """Keep it, with the number that the event’s sequence has by now."""
        must_be_writing()
        written = json.dumps(difference, ensure_ascii=False, sort_keys=True, default=str)
        made: Self = cls.create(event=event, number=event.sequence, reason=reason, difference=written, by=by, at=at)
        return made

    @property
    def changes(self) -> dict[str, list[Any]]:
        """Column -> before and after."""
        found: dict[str, list[Any]] = json.loads(self.difference)
        return found

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event, newest first."""
        return list(cls.select().where(cls.event == event_id).order_by(cls.number.desc()))


unique(EventChange, EventChange.event, EventChange.number, name="changes_of_an_event_are_numbered_once")
