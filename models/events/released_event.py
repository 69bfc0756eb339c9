"""What was released of an event, each time it changed for everybody: plain JSON, never changed."""

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField, fn

from models.authority import Authority
from models.events.event import Event
from models.store import Base, must_be_writing, unique


class ReleasedEvent(Base):
    """An event as everybody read it from `at` on. `data` is canonical JSON, `digest` its SHA-256."""

    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    data = TextField()
    digest = TextField()
    at = DateTimeField()
    event_id: int

    class Meta:
        constraints: ClassVar = [Check("number > 0", "releases_of_an_event_are_numbered_from_one")]

    @classmethod
    def release(cls, event: Event, data: str, *, at: datetime) -> Self | None:
        """One more, if anything is different from the last one."""
        must_be_writing()
        last = cls.last(event.id)
        if last is not None and last.data == data:
            return None
        digest = sha256(data.encode()).hexdigest()
        made: Self = cls.create(event=event, number=last.number + 1 if last else 1, data=data, digest=digest, at=at)
        return made

    @classmethod
    def last(cls, event_id: int) -> Self | None:
        """What everybody reads of an event now."""
        found: Self | None = cls.select().where(cls.event == event_id).order_by(cls.number.desc()).first()
        return found

    @classmethod
    def newest(cls) -> list[Self]:
        """The last one of every event, in the order of their addresses."""
        later = cls.alias()
        newer = later.select(1).where(later.event == cls.event, later.number > cls.number)
        query: Any = cls.select(cls, Event, Authority).join(Event).join(Authority).where(~fn.EXISTS(newer))
        return list(query.order_by(Authority.slug, Event.slug))


unique(ReleasedEvent, ReleasedEvent.event, ReleasedEvent.number, name="releases_of_an_event_are_numbered_once")
