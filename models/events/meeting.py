"""A meeting of one buyer and somebody of a booking: proposed by the matching, told, cancelled."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import SQL, BooleanField, Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import Stale
from models.events.booking import Booking
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.events.meeting_plan import MeetingSlot
from models.store import Base, must_be_writing, unique

STATES = ("proposed", "told", "cancelled")
HOW = ("matched", "booked")
WHY = ("", "booking", "buyer", "clash", "tender")
"""Why it is cancelled: the booking was, the buyer cannot, it fits no longer, a tender is live."""


class Meeting(Base):
    """`seat` counts the people of the booking, in the order in which they are named: as many meet at once as come.
    `newcomer`: the organisation had no contract with the buyer’s authority; `small`: it is an SME or a VCSE."""

    public_id = UUIDField(unique=True, default=uuid4)
    event = ForeignKeyField(Event)
    slot = ForeignKeyField(MeetingSlot, index=False)
    buyer = ForeignKeyField(EventBuyer, index=False)
    booking = ForeignKeyField(Booking)
    seat = IntegerField()
    state = TextField(default="proposed")
    how = TextField(default="matched")
    newcomer = BooleanField(default=False)
    small = BooleanField(default=False)
    made_at = DateTimeField()
    told_at = DateTimeField(null=True)
    cancelled_at = DateTimeField(null=True)
    cancelled_why = TextField(default="")
    version = IntegerField(default=1)
    event_id: int
    slot_id: int
    buyer_id: int
    booking_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"state IN {STATES}", "the_state_of_a_meeting_is_known"),
            Check(f"how IN {HOW}", "how_a_meeting_came_about_is_known"),
            Check("seat > 0", "who_meets_is_counted_from_one"),
            Check("state <> 'told' OR told_at IS NOT NULL", "a_meeting_that_was_told_says_since_when"),
            Check("(state = 'cancelled') = (cancelled_at IS NOT NULL)", "a_cancelled_meeting_says_since_when"),
            Check(
                f"cancelled_why IN {WHY} AND (state = 'cancelled') = (cancelled_why <> '')",
                "a_cancelled_meeting_says_why",
            ),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"meeting:{self.public_id}"

    @classmethod
    def _joined(cls) -> Any:
        query = cls.select(cls, MeetingSlot, EventBuyer, Booking).join(MeetingSlot).switch(cls).join(EventBuyer)
        return query.switch(cls).join(Booking)

    @classmethod
    def full(cls) -> Any:
        """Live ones with slot, buyer and booking; to be narrowed."""
        return cls._joined().where(cls.state != "cancelled")

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event that stand, in the order of the day."""
        return list(cls.full().where(cls.event == event_id).order_by(MeetingSlot.number, EventBuyer.number))

    @classmethod
    def of_booking(cls, booking_id: int) -> list[Self]:
        """What the people of a booking were told, in the order of the day."""
        mine = (cls.booking == booking_id) & (cls.state == "told")
        return list(cls.full().where(mine).order_by(MeetingSlot.number, EventBuyer.number))

    @classmethod
    def heard_of(cls, booking_id: int) -> list[Self]:
        """What the people of a booking were told of, what was called off since then, too."""
        mine = (cls.booking == booking_id) & cls.told_at.is_null(False)  # noqa: FBT003
        return list(cls._joined().where(mine).order_by(MeetingSlot.number, cls.id))

    @classmethod
    def heard_by(cls, buyer_id: int) -> list[Self]:
        """What a buyer was told of, what was called off since then, too."""
        theirs = (cls.buyer == buyer_id) & cls.told_at.is_null(False)  # noqa: FBT003
        return list(cls._joined().where(theirs).order_by(MeetingSlot.number, cls.id))

    @classmethod
    def counts(cls, event_id: int) -> dict[str, int]:
        """What is published: how many were told, of those with organisations without a contract, of those with an SME
        or a VCSE. Nothing where there are none."""
        told = list(cls.select().where(cls.event == event_id, cls.state == "told"))
        new = [one.small for one in told if one.newcomer]
        return {"all": len(told), "newcomers": len(new), "small": sum(new)} if told else {}

    @classmethod
    def make(cls, event_id: int, at: datetime, **values: Any) -> Self:
        """One more; whoever has two at once, and a pair that meets twice, is refused by the tables."""
        must_be_writing()
        made: Self = cls.create(event=event_id, made_at=at, **values)
        return made

    @classmethod
    def forget_proposals(cls, event_id: int) -> None:
        """Those that nobody was told of make room for others."""
        must_be_writing()
        cls.delete().where(cls.event == event_id, cls.state == "proposed").execute()

    def become(self, state: str, *, at: datetime, by: int | None, why: str = "") -> None:
        """Told, or cancelled and why, in one statement. Raises Stale where it is not as it was seen."""
        must_be_writing()
        values: dict[str, Any] = {"state": state, "version": self.version + 1}
        values |= {"told_at": at} if state == "told" else {"cancelled_at": at, "cancelled_why": why}
        seen = (Meeting.id == self.id) & (Meeting.state == self.state) & (Meeting.version == self.version)
        if not Meeting.update(**values).where(seen).execute():
            raise Stale(Meeting.get_by_id(self.id).version)
        before = self.state
        for name, value in values.items():
            setattr(self, name, value)
        AuditEvent.append("meeting.changed", self.subject, by, at, before=before, after=state)


_STANDS = SQL("state <> 'cancelled'")
unique(Meeting, Meeting.slot, Meeting.buyer, name="a_buyer_is_in_one_meeting_at_a_time", where=_STANDS)
unique(Meeting, Meeting.slot, Meeting.booking, Meeting.seat, name="nobody_is_in_two_meetings_at_a_time", where=_STANDS)
unique(Meeting, Meeting.buyer, Meeting.booking, name="a_buyer_and_an_organisation_meet_once", where=_STANDS)
