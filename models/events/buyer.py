"""Buyers at an event, and who wishes to meet whom: organisations a buyer, buyers an organisation, each in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    JOIN,
    BooleanField,
    Check,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import NotNow
from models.events.booking import Booking
from models.events.event import Event
from models.events.meeting_plan import Span, shift
from models.person import Person
from models.register.versions import only, step
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender

WHY = 600


class EventBuyer(Base):
    """Somebody who buys and can be met. `name` is shown to all who may wish: a role, or a name where they agreed.
    `authority` is whose contracts count; about a `tender` that is live nobody is met; from `left_at` on they do not
    come after all, and what was told of them stays readable."""

    public_id = UUIDField(unique=True, default=uuid4)
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    name = TextField()
    buys = TextField(default="")
    authority = ForeignKeyField(Authority, index=False)
    tender = ForeignKeyField(Tender, null=True, index=False)
    email = TextField(default="")
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    left_at = DateTimeField(null=True)
    event_id: int
    authority_id: int
    tender_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "a_buyer_is_shown_by_a_name"),
            Check("number > 0", "buyers_are_counted_from_one"),
            Check("email = lower(email)", "a_buyers_address_is_in_lower_case"),
        ]

    COLUMNS: ClassVar = frozenset(("name", "buys", "tender", "email", "authority"))

    def open(self, at: datetime) -> bool:
        """Whether they may be met: not while the tender that they are about is live."""
        return self.tender is None or not self.tender.live(at)

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event who come, in order, with their tenders."""
        return [one for one in cls.every(event_id) if one.left_at is None]

    @classmethod
    def every(cls, event_id: int) -> list[Self]:
        """Those who do not come after all, too."""
        query: Any = cls.select(cls, Tender).join(Tender, JOIN.LEFT_OUTER).where(cls.event == event_id)
        return list(query.order_by(cls.number))

    @classmethod
    def any_at(cls, event_id: int) -> bool:
        """Whether anybody can be met at an event."""
        return bool(cls.select().where(cls.event == event_id, cls.left_at.is_null()).exists())

    @classmethod
    def add(cls, event: Event, values: Mapping[str, object], times: Sequence[Span], *, by: int, at: datetime) -> Self:
        """One more; no times of their own: as long as there are meetings."""
        must_be_writing()
        only(values, cls.COLUMNS, "a buyer")
        number = max([one.number for one in cls.every(event.id)], default=0) + 1
        made: Self = cls.create(
            event=event, number=number, changed_by=by, changed_at=at, **{"authority": event.authority_id, **values}
        )
        BuyerTime.put(made.id, times)
        AuditEvent.append("meetings.buyer_added", event.subject, by, at, after=str(made.public_id))
        return made

    def change(
        self, values: Mapping[str, object], times: Sequence[Span], *, by: int, at: datetime, version: int
    ) -> None:
        """What is known of them. Raises Stale."""
        only(values, self.COLUMNS, "a buyer")
        step(self, values, by=by, at=at, version=version)
        BuyerTime.put(self.id, times)
        AuditEvent.append("meetings.buyer_changed", self.event.subject, by, at, after=str(self.public_id))

    def away(self, times: Sequence[Span], *, at: datetime) -> None:
        """They say themselves that they are there at these times only. Raises Stale."""
        step(self, {}, by=None, at=at, version=self.version)
        BuyerTime.put(self.id, times)
        AuditEvent.append("meetings.buyer_away", self.event.subject, None, at, after=str(self.public_id))

    def leave(self, *, by: int | None, at: datetime, version: int) -> None:
        """They do not come after all; `by` nobody: they said so themselves. Raises Stale, NotNow where that was said
        before."""
        if self.left_at is not None:
            raise NotNow("left")
        step(self, {"left_at": at}, by=by, at=at, version=version)
        AuditEvent.append("meetings.buyer_left", self.event.subject, by, at, after=str(self.public_id))


class BuyerTime(Base):
    """From when to when a buyer is there."""

    buyer = ForeignKeyField(EventBuyer)
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    buyer_id: int

    class Meta:
        constraints: ClassVar = [Check("ends_at > starts_at", "a_buyers_time_ends_after_it_starts")]

    @classmethod
    def put(cls, buyer_id: int, times: Sequence[Span]) -> None:
        """In the place of those that were known."""
        must_be_writing()
        cls.delete().where(cls.buyer == buyer_id).execute()
        for since, until in times:
            cls.create(buyer=buyer_id, starts_at=since, ends_at=until)

    @classmethod
    def move(cls, event_id: int, by: timedelta) -> None:
        """Those of an event, earlier or later."""
        must_be_writing()
        shift(cls, cls.buyer << EventBuyer.select(EventBuyer.id).where(EventBuyer.event == event_id), by)

    @classmethod
    def of(cls, buyer_ids: Sequence[int]) -> dict[int, list[Span]]:
        """Id of a buyer -> their times."""
        found: dict[int, list[Span]] = {one: [] for one in buyer_ids}
        for row in cls.select().where(cls.buyer << list(buyer_ids)).order_by(cls.starts_at):
            found[row.buyer_id].append((row.starts_at, row.ends_at))
        return found


class MeetingWish(Base):
    """A buyer whom the people of a booking would like to meet, in order, and why."""

    booking = ForeignKeyField(Booking, index=False)
    buyer = ForeignKeyField(EventBuyer)
    rank = IntegerField()
    why = TextField(default="")
    booking_id: int
    buyer_id: int

    class Meta:
        constraints: ClassVar = [
            Check("rank > 0", "wishes_to_meet_are_counted_from_one"),
            Check(f"length(why) <= {WHY}", "a_wish_to_meet_is_short"),
        ]

    @property
    def pair(self) -> tuple[int, int]:
        """Buyer and booking."""
        return self.buyer_id, self.booking_id

    @classmethod
    def put(cls, booking_id: int, wishes: Sequence[tuple[int, str]]) -> None:
        """Buyers in order, each with why, in the place of what was wished before."""
        must_be_writing()
        cls.delete().where(cls.booking == booking_id).execute()
        for rank, (buyer_id, why) in enumerate(wishes, 1):
            cls.create(booking=booking_id, buyer=buyer_id, rank=rank, why=why)

    @classmethod
    def of(cls, booking_ids: Sequence[int]) -> list[Self]:
        """Those of these bookings, in order."""
        return list(cls.select().where(cls.booking << list(booking_ids)).order_by(cls.booking, cls.rank))


class BuyerWish(Base):
    """An organisation that a buyer would like to meet, in order; without a rank one that they would rather not, and
    why."""

    buyer = ForeignKeyField(EventBuyer, index=False)
    booking = ForeignKeyField(Booking)
    rank = IntegerField(null=True)
    why = TextField(default="")
    buyer_id: int
    booking_id: int

    class Meta:
        constraints: ClassVar = [
            Check("rank > 0", "wishes_of_a_buyer_are_counted_from_one"),
            Check("rank IS NOT NULL OR why <> ''", "who_declines_to_meet_says_why"),
            Check(f"length(why) <= {WHY}", "a_wish_of_a_buyer_is_short"),
        ]

    @property
    def pair(self) -> tuple[int, int]:
        """Buyer and booking."""
        return self.buyer_id, self.booking_id

    @classmethod
    def put(
        cls, buyer: EventBuyer, wished: Sequence[int], declined: Mapping[int, str], *, by: int, at: datetime
    ) -> None:
        """Bookings in order, and those that they would rather not meet, in the place of what was said before."""
        must_be_writing()
        cls.delete().where(cls.buyer == buyer.id).execute()
        for rank, booking_id in enumerate(wished, 1):
            cls.create(buyer=buyer, booking=booking_id, rank=rank)
        for booking_id, why in declined.items():
            cls.create(buyer=buyer, booking=booking_id, why=why)
        AuditEvent.append("meetings.buyer_wishes", buyer.event.subject, by, at, after=str(buyer.public_id))

    @classmethod
    def of(cls, buyer_ids: Sequence[int]) -> list[Self]:
        """Those of these buyers, in order."""
        return list(cls.select().where(cls.buyer << list(buyer_ids)).order_by(cls.buyer, cls.rank, cls.id))


class BookingStanding(Base):
    """What an officer put right: whether the organisation of a booking has a contract with an authority. Else the
    register says so."""

    booking = ForeignKeyField(Booking, index=False)
    authority = ForeignKeyField(Authority, index=False)
    contract = BooleanField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    booking_id: int
    authority_id: int

    @classmethod
    def put(cls, booking: Booking, authority_id: int, contract: bool, *, by: int, at: datetime) -> None:
        """In the place of what was said before."""
        must_be_writing()
        cls.delete().where(cls.booking == booking.id, cls.authority == authority_id).execute()
        cls.create(booking=booking, authority=authority_id, contract=contract, by=by, at=at)
        AuditEvent.append("meetings.standing", booking.subject, by, at, after=str(contract))


unique(EventBuyer, EventBuyer.event, EventBuyer.number, name="buyers_of_an_event_are_numbered_once")
unique(MeetingWish, MeetingWish.booking, MeetingWish.buyer, name="a_booking_wishes_a_buyer_once")
unique(MeetingWish, MeetingWish.booking, MeetingWish.rank, name="a_booking_has_one_wish_a_rank")
unique(BuyerWish, BuyerWish.buyer, BuyerWish.booking, name="a_buyer_wishes_an_organisation_once")
unique(BuyerWish, BuyerWish.buyer, BuyerWish.rank, name="a_buyer_has_one_wish_a_rank")
unique(
    BookingStanding, BookingStanding.booking, BookingStanding.authority,
    name="whether_a_booking_has_a_contract_is_said_once",
)  # fmt: skip
