"""When one-to-one meetings take place at an event: slots of 15 minutes with 5 to change, breaks, and the days on which
what is left can be booked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent
from models.conflicts import NotNow
from models.events.event import Event
from models.person import Person
from models.register.versions import step
from models.store import Base, must_be_writing, unique

Span = tuple[datetime, datetime]
"""From, to."""

MINUTES, CHANGE = 15, 5


def apart(one: Span, other: Span, between: timedelta = timedelta()) -> bool:
    """Whether two spans leave so much time between them."""
    return one[1] + between <= other[0] or other[1] + between <= one[0]


def slots(starts_at: datetime, ends_at: datetime, minutes: int, change: int, breaks: Sequence[Span]) -> list[Span]:
    """The slots of a day: one after the other with the time to change between, none into a break. Pure."""
    length, found, at = timedelta(minutes=minutes), [], starts_at
    while at + length <= ends_at:
        over = [until for since, until in breaks if not apart((at, at + length), (since, until))]
        if over:
            at = max(over)
            continue
        found.append((at, at + length))
        at += length + timedelta(minutes=change)
    return found


def shift(table: Any, where: Any, by: timedelta) -> None:
    """Rows of a table with `starts_at` and `ends_at`, earlier or later."""
    for row in table.select().where(where):
        times = {"starts_at": row.starts_at + by, "ends_at": row.ends_at + by}
        table.update(**times).where(table.id == row.id).execute()


class MeetingPlan(Base):
    """The plan of one event. `most`: how many meetings one booking gets at most. `wanted_at`: a matching is to be
    worked out, `ran_at` when one was last, `wrong` why it could not be. Between `opens_at` and `closes_at` people book
    what is left."""

    event = ForeignKeyField(Event, index=False)
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    minutes = IntegerField(default=MINUTES)
    change_minutes = IntegerField(default=CHANGE)
    most = IntegerField(null=True)
    wanted_at = DateTimeField(null=True)
    wanted_by = ForeignKeyField(Person, null=True, index=False)
    ran_at = DateTimeField(null=True)
    wrong = TextField(default="")
    told_at = DateTimeField(null=True)
    opens_at = DateTimeField(null=True)
    closes_at = DateTimeField(null=True)
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    event_id: int
    wanted_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("ends_at > starts_at", "meetings_end_after_they_start"),
            Check("minutes BETWEEN 5 AND 120", "a_meeting_has_a_length"),
            Check("change_minutes BETWEEN 0 AND 60", "there_is_time_to_change"),
            Check("most > 0", "somebody_may_have_a_meeting"),
            Check(
                "(opens_at IS NULL) = (closes_at IS NULL) AND (closes_at IS NULL OR closes_at > opens_at)",
                "what_is_left_is_booked_within_a_time",
            ),
        ]

    @property
    def change(self) -> timedelta:
        """How long people have to change."""
        return timedelta(minutes=self.change_minutes)

    @classmethod
    def of(cls, event_id: int) -> Self | None:
        """That of an event, if it has one."""
        return cls.get_or_none(cls.event == event_id)

    @property
    def breaks(self) -> list[Span]:
        """When nobody meets."""
        rows: Any = MeetingBreak.select().where(MeetingBreak.plan == self.id).order_by(MeetingBreak.starts_at)
        return [(row.starts_at, row.ends_at) for row in rows]

    def open(self, at: datetime) -> bool:
        """Whether what is left can be booked at this instant."""
        return self.opens_at is not None and self.closes_at is not None and self.opens_at <= at <= self.closes_at

    @classmethod
    def put(
        cls, event: Event, values: dict[str, object], breaks: Sequence[Span], *, by: int, at: datetime, version: int
    ) -> Self:
        """Draw up the slots anew; version 0 where there is no plan yet. Raises Stale."""
        must_be_writing()
        plan = cls.of(event.id)
        if plan is None:
            plan = cls.create(event=event, changed_by=by, changed_at=at, **values)
        else:
            step(plan, values, by=by, at=at, version=version)
        MeetingBreak.delete().where(MeetingBreak.plan == plan.id).execute()
        for since, until in breaks:
            MeetingBreak.create(plan=plan, starts_at=since, ends_at=until)
        MeetingSlot.put(event.id, slots(plan.starts_at, plan.ends_at, plan.minutes, plan.change_minutes, breaks))
        AuditEvent.append("meetings.planned", event.subject, by, at)
        return plan

    def move(self, by: timedelta) -> None:
        """All of it, earlier or later, together with its event. `by` whichever way, so it is computed here: dates in
        SQL differ between the stores."""
        must_be_writing()
        self.starts_at, self.ends_at = self.starts_at + by, self.ends_at + by
        MeetingPlan.update(starts_at=self.starts_at, ends_at=self.ends_at).where(MeetingPlan.id == self.id).execute()
        shift(MeetingBreak, MeetingBreak.plan == self.id, by)
        shift(MeetingSlot, MeetingSlot.event == self.event_id, by)

    def become(
        self, verb: str, values: Mapping[str, object], *, by: int | None, at: datetime, version: int | None = None
    ) -> None:
        """Something else of it, noted; `version` as a person saw it. Raises Stale."""
        step(self, values, by=by, at=at, version=self.version if version is None else version)
        AuditEvent.append(f"meetings.{verb}", self.event.subject, by, at)


class MeetingBreak(Base):
    """When nobody meets."""

    plan = ForeignKeyField(MeetingPlan)
    starts_at = DateTimeField()
    ends_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [Check("ends_at > starts_at", "a_break_ends_after_it_starts")]


class MeetingSlot(Base):
    """When people meet, the same for all buyers, so that all change at once."""

    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    event_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "slots_are_counted_from_one"),
            Check("ends_at > starts_at", "a_slot_ends_after_it_starts"),
        ]

    @property
    def span(self) -> Span:
        """From, to."""
        return self.starts_at, self.ends_at

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event, in order."""
        return list(cls.select().where(cls.event == event_id).order_by(cls.number))

    @classmethod
    def put(cls, event_id: int, spans: Sequence[Span]) -> None:
        """In the place of those that there were. Raises NotNow for spans that overlap."""
        must_be_writing()
        if any(not apart(one, other) for one, other in pairwise(spans)):
            raise NotNow("slots overlap")
        cls.delete().where(cls.event == event_id).execute()
        for number, (since, until) in enumerate(spans, 1):
            cls.create(event=event_id, number=number, starts_at=since, ends_at=until)


unique(MeetingPlan, MeetingPlan.event, name="an_event_has_one_plan_of_meetings")
unique(MeetingSlot, MeetingSlot.event, MeetingSlot.number, name="slots_of_an_event_are_numbered_once")
