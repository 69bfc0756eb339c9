"""A booking: one organisation’s people at one event, known by a link of which only a digest is kept.

pending (30 minutes, until the mail’s link is used) -> booked | lapsed; asked (nothing is kept for it) -> booked,
waiting; waiting -> offered -> booked | waiting no more (lapsed); each of them -> cancelled.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import SQL, BooleanField, Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import Stale
from models.events import terms
from models.events.event import Event
from models.events.session import EventSession
from models.person import Person
from models.provider import Provider
from models.store import Base, must_be_writing, unique

HELD = timedelta(minutes=30)
_LEGAL = re.compile(r"\b(ltd|limited|cic|plc|llp|cio|the)\b")


def key_of(organisation: str) -> str:
    """Under what the people of an organisation are counted: its name without case, signs and “Ltd”."""
    said = re.sub(r"[^\w\s]", "", organisation.casefold())
    return " ".join(_LEGAL.sub(" ", said).split()) or organisation.casefold()


@dataclass(frozen=True)
class NewAttendee:
    """Somebody who would come."""

    name: str
    role: str = ""


class Booking(Base):
    """`people` is how many come; their names stand in `Attendee`. `salt` makes the link, `link_digest` finds it."""

    public_id = UUIDField(unique=True, default=uuid4)
    event = ForeignKeyField(Event, index=False)
    organisation = TextField()
    organisation_key = TextField()
    provider = ForeignKeyField(Provider, null=True)
    person = ForeignKeyField(Person, null=True)
    email = TextField()
    size = TextField(default="")
    vcse = BooleanField(default=False)
    services = TextField(default="")
    meet = TextField(default="")
    parking = BooleanField(null=True)
    people = IntegerField()
    state = TextField()
    salt = TextField()
    link_digest = TextField()
    made_at = DateTimeField()
    until = DateTimeField(null=True)
    queued_at = DateTimeField(null=True)
    sequence = IntegerField(default=0)
    version = IntegerField(default=1)
    changed_at = DateTimeField()
    event_id: int
    provider_id: int | None
    person_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("organisation <> '' AND organisation_key <> ''", "a_booking_says_for_whom"),
            Check("email = lower(email) AND email <> ''", "a_booking_has_an_address_in_lower_case"),
            Check(f"size IN {terms.SIZES}", "the_size_of_an_organisation_is_known"),
            Check(f"state IN {terms.BOOKING_STATES}", "the_state_of_a_booking_is_known"),
            Check("people > 0", "a_booking_is_for_somebody"),
            Check(
                "(state IN ('pending', 'offered')) = (until IS NOT NULL)", "what_is_kept_for_a_while_says_until_when"
            ),
            Check("state NOT IN ('waiting', 'offered') OR queued_at IS NOT NULL", "who_waits_waits_since_some_time"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"booking:{self.public_id}"

    @property
    def holds(self) -> bool:
        """Whether places are kept for it."""
        return self.state in terms.HOLDS

    @classmethod
    def full(cls) -> Any:
        """Bookings with their event and its authority; to be narrowed."""
        return cls.select(cls, Event).join(Event)

    @classmethod
    def found(cls, link_digest: str) -> Self | None:
        """The one that a link leads to."""
        return cls.get_or_none(cls.link_digest == link_digest)

    @classmethod
    def live(cls, event_id: int) -> list[Self]:
        """Those of an event that are neither over nor cancelled, in the order in which they came."""
        here = (cls.event == event_id) & (cls.state << terms.LIVE)
        return list(cls.select().where(here).order_by(cls.id))

    @classmethod
    def queue(cls, event_id: int) -> list[Self]:
        """Who waits, the first one first."""
        here = (cls.event == event_id) & (cls.state == "waiting")
        return list(cls.select().where(here).order_by(cls.queued_at, cls.id))

    @classmethod
    def make(cls, event: Event, values: dict[str, object], people: Sequence[NewAttendee], *, at: datetime) -> Self:
        """Keep one, in the state that `values` say, with those who would come."""
        must_be_writing()
        made: Self = cls.create(event=event, people=len(people), made_at=at, changed_at=at, **values)
        Attendee.put(made, people)
        AuditEvent.append("booking.made", made.subject, made.person_id, at, after=made.state)
        return made

    def become(self, state: str, *, at: datetime, by: int | None = None, **values: object) -> None:
        """Another state, in one statement. Raises Stale where it is not as it was seen. What names people of a
        booking that is over goes at once."""
        must_be_writing()
        before = self.state
        told = {"until": None, "version": self.version + 1, "changed_at": at, **values, "state": state}
        seen = (Booking.id == self.id) & (Booking.state == before) & (Booking.version == self.version)
        if not Booking.update(**told).where(seen).execute():
            raise Stale(Booking.get_by_id(self.id).version)
        for name, value in told.items():
            setattr(self, name, value)
        if state in ("lapsed", "cancelled"):
            Attendee.put(self, ())
            BookingNeed.put(self, "", "", "")
        AuditEvent.append("booking.changed", self.subject, by, at, before=before, after=state)

    def sessions(self) -> list[EventSession]:
        """The sessions that it is for."""
        mine = BookingSession.booking == self.id
        query: Any = EventSession.select().join(BookingSession).where(mine).order_by(EventSession.number)
        return list(query)


class Attendee(Base):
    """Somebody who comes. `number` counts the people of one organisation at one event, so that no two have one seat."""

    event = ForeignKeyField(Event, index=False)
    booking = ForeignKeyField(Booking)
    organisation_key = TextField()
    number = IntegerField()
    name = TextField()
    role = TextField(default="")
    came_at = DateTimeField(null=True)
    booking_id: int

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "who_comes_has_a_name"),
            Check("number > 0", "the_people_of_an_organisation_are_counted_from_one"),
        ]

    @classmethod
    def put(cls, booking: Booking, people: Sequence[NewAttendee]) -> None:
        """In the place of those whom the booking had, on the numbers that its organisation has free. Who is named as
        before and is here stays here."""
        must_be_writing()
        here = {one.name: one.came_at for one in cls.of([booking.id])}
        cls.delete().where(cls.booking == booking.id).execute()
        taken = {one.number for one in cls.theirs(booking.event_id, booking.organisation_key)}
        free = [number for number in range(1, len(taken) + len(people) + 1) if number not in taken]
        for number, one in zip(free, people, strict=False):
            cls.create(
                event=booking.event_id, booking=booking, organisation_key=booking.organisation_key, number=number,
                name=one.name, role=one.role, came_at=here.get(one.name),
            )  # fmt: skip

    @classmethod
    def theirs(cls, event_id: int, organisation_key: str) -> list[Self]:
        """The people of an organisation at an event, whether they have places or wait."""
        return list(cls.select().where(cls.event == event_id, cls.organisation_key == organisation_key))

    @classmethod
    def of(cls, booking_ids: Sequence[int]) -> list[Self]:
        """The people of these bookings."""
        return list(cls.select().where(cls.booking << list(booking_ids)).order_by(cls.id))


class BookingSession(Base):
    """A session that a booking is for, with all its people."""

    booking = ForeignKeyField(Booking, index=False)
    session = ForeignKeyField(EventSession)
    booking_id: int
    session_id: int

    @classmethod
    def put(cls, booking: Booking, sessions: Sequence[EventSession]) -> None:
        """In the place of those that it was for."""
        must_be_writing()
        cls.delete().where(cls.booking == booking.id).execute()
        for session in sessions:
            cls.create(booking=booking, session=session)


class BookingNeed(Base):
    """What somebody needs to take part: health and belief. The organiser alone reads it, no list has it, and it is
    deleted after the event."""

    booking = ForeignKeyField(Booking, index=False)
    access = TextField(default="")
    diet = TextField(default="")
    language = TextField(default="")
    booking_id: int

    @classmethod
    def put(cls, booking: Booking, access: str, diet: str, language: str) -> None:
        """In the place of what was said before; nothing is kept where nothing is needed."""
        must_be_writing()
        cls.delete().where(cls.booking == booking.id).execute()
        if access or diet or language:
            cls.create(booking=booking, access=access, diet=diet, language=language)

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event, with their bookings."""
        query: Any = cls.select(cls, Booking).join(Booking).where(Booking.event == event_id)
        return list(query.order_by(Booking.organisation, cls.id))

    @classmethod
    def clear(cls, event: Event, at: datetime) -> int:
        """Delete what was said for an event that is over; how much there was."""
        must_be_writing()
        mine = Booking.select(Booking.id).where(Booking.event == event.id)
        gone = int(cls.delete().where(cls.booking << mine).execute())
        Event.update(cleared_at=at).where(Event.id == event.id).execute()
        AuditEvent.append("event.needs_deleted", event.subject, None, at, after=str(gone))
        return gone


unique(Booking, Booking.link_digest, name="each_link_leads_to_one_booking")
unique(
    Booking, Booking.event, Booking.email, name="one_booking_an_address_at_an_event",
    where=SQL(f"state IN {terms.LIVE}"),
)  # fmt: skip
unique(
    Attendee,
    Attendee.event,
    Attendee.organisation_key,
    Attendee.number,
    name="the_people_of_an_organisation_count_once",
)
unique(BookingSession, BookingSession.booking, BookingSession.session, name="a_booking_is_for_a_session_once")
unique(BookingNeed, BookingNeed.booking, name="a_booking_says_what_it_needs_once")
