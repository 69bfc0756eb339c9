"""The sessions of an event, each with places of its own if it says so; one may repeat another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.conflicts import NotNow
from models.events.event import Event
from models.store import Base, must_be_writing, unique


@dataclass(frozen=True)
class NewSession:
    """What somebody wrote of a session; `repeats` is the number of the one that it repeats, or None."""

    title: str
    starts_at: datetime
    ends_at: datetime
    places: int | None = None
    repeats: int | None = None


class EventSession(Base):
    """One session. No `places` of its own: as many as the event has."""

    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    title = TextField()
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    places = IntegerField(null=True)
    taken = IntegerField(default=0)
    repeats = IntegerField(null=True)
    event_id: int

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_session_has_a_title"),
            Check("ends_at > starts_at", "a_session_ends_after_it_starts"),
            Check("taken >= 0 AND (places IS NULL OR taken <= places)", "a_session_has_its_places"),
            Check("repeats <> number", "a_session_repeats_another_one"),
        ]

    @property
    def left(self) -> int | None:
        """Places that nobody holds; None where only those of the event count."""
        return None if self.places is None else self.places - self.taken

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event, in order."""
        return list(cls.select().where(cls.event == event_id).order_by(cls.number))

    @classmethod
    def put(cls, event: Event, sessions: Sequence[NewSession]) -> None:
        """In the place of those that a draft had. Raises NotNow once it is published."""
        must_be_writing()
        if event.state != "draft":
            raise NotNow(event.state)
        cls.delete().where(cls.event == event.id).execute()
        for number, one in enumerate(sessions, 1):
            cls.create(event=event, number=number, **vars(one))

    @classmethod
    def retell(cls, event: Event, sessions: Sequence[NewSession]) -> None:
        """Change those of a published event, one by one. Raises NotNow for fewer than there are, or too few places."""
        must_be_writing()
        there = cls.of(event.id)
        if len(sessions) < len(there):
            raise NotNow("sessions booked")
        for number, one in enumerate(sessions, 1):
            found = there[number - 1] if number <= len(there) else None
            if found is None:
                cls.create(event=event, number=number, **vars(one))
                continue
            room = True if one.places is None else cls.taken <= one.places
            if not cls.update(**vars(one)).where(cls.id == found.id, room).execute():
                raise NotNow("places taken")

    def take(self, people: int) -> bool:
        """Take places, in one statement; whether there were as many."""
        room: Any = EventSession.places.is_null() | (EventSession.taken + people <= EventSession.places)
        return self._count(people, room)

    def give_back(self, people: int) -> None:
        """Places that nobody holds any more."""
        self._count(-people, EventSession.taken >= people)

    def _count(self, people: int, while_: Any) -> bool:
        must_be_writing()
        query = EventSession.update(taken=EventSession.taken + people).where(EventSession.id == self.id, while_)
        if not query.execute():
            return False
        self.taken += people
        return True

    def has_room(self, people: int) -> bool:
        """Whether so many people would find a place."""
        return self.left is None or self.left >= people


unique(EventSession, EventSession.event, EventSession.number, name="sessions_of_an_event_are_numbered_once")
