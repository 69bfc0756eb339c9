"""Who came: people of bookings, ticked at the door, and people who had not booked. What two doors say is one truth: the
earlier time stands."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from peewee import BooleanField, Check, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.events.booking import Attendee, Booking
from models.events.event import Event
from models.person import Person
from models.store import Base, must_be_writing

LONGEST = 300
SAME = timedelta(minutes=1)
"""What a phone says twice comes with its own small delays: within a minute it is one arrival."""


def came(one: Attendee, booking: Booking, arrived: datetime, *, by: int, at: datetime) -> bool:
    """They are here since `arrived`; False where that, or an earlier time, is known already."""
    must_be_writing()
    later: Any = Attendee.came_at.is_null() | (Attendee.came_at > arrived + SAME)
    if not Attendee.update(came_at=arrived).where(Attendee.id == one.id, later).execute():
        return False
    one.came_at = arrived
    AuditEvent.append("booking.came", booking.subject, by, at, after=str(one.number))
    return True


def not_here(one: Attendee, booking: Booking, *, by: int, at: datetime) -> bool:
    """They were ticked by mistake; False where nobody had."""
    must_be_writing()
    if not Attendee.update(came_at=None).where(Attendee.id == one.id, ~Attendee.came_at.is_null()).execute():
        return False
    one.came_at = None
    AuditEvent.append("booking.not_here", booking.subject, by, at, before=str(one.number))
    return True


class WalkIn(Base):
    """Somebody who came without a booking. `has_place`: a place was left for them; else they came over the number of
    places, and that is how it is kept. `public_id` is given by the phone at the door, so that one is never two."""

    public_id = UUIDField(unique=True)
    event = ForeignKeyField(Event)
    organisation = TextField(default="")
    name = TextField(default="")
    has_place = BooleanField()
    came_at = DateTimeField()
    by = ForeignKeyField(Person, index=False)
    event_id: int

    class Meta:
        constraints: ClassVar = [
            Check(
                f"length(organisation) <= {LONGEST} AND length(name) <= {LONGEST}", "who_walks_in_is_named_in_a_line"
            ),
        ]

    @classmethod
    def add(
        cls, event: Event, public_id: UUID, organisation: str, name: str, arrived: datetime, *, by: int, at: datetime
    ) -> Self:
        """One person; the same one once, named later where they were not named at first."""
        must_be_writing()
        known: Self | None = cls.get_or_none(cls.public_id == public_id, cls.event == event.id)
        if known is not None:
            known.call(organisation, name)
            return known
        made: Self = cls.create(
            public_id=public_id, event=event, organisation=organisation, name=name, has_place=event.take(1),
            came_at=arrived, by=by,
        )  # fmt: skip
        AuditEvent.append("event.walked_in", event.subject, by, at, after="place" if made.has_place else "no place")
        return made

    def call(self, organisation: str, name: str) -> None:
        """What they are called, as far as that is said now."""
        told = {"organisation": organisation or self.organisation, "name": name or self.name}
        WalkIn.update(**told).where(WalkIn.id == self.id).execute()
        self.organisation, self.name = told["organisation"], told["name"]

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event, in the order in which they came."""
        return list(cls.select().where(cls.event == event_id).order_by(cls.came_at, cls.id))
