"""What an organisation has that ends on a day (registration, policy, check, insurance): told once, kept current.

The one insurance of the profile itself (Provider.insurance_expires_on) is reminded of like these, as “insurance”.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import Check, DateField, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.provider import Provider
from models.reminder import ReminderMail
from models.store import Base, must_be_writing, unique

KINDS = ("registration", "policy", "check", "insurance", "other")
LONGEST = 80
"""Characters of what it is called."""
INSURANCE = "insurance"
"""What stands in place of a public id for the insurance of the profile."""

BEGINS = {"thirty_before": -30, "seven_before": -7, "day_after": 1, "over": 8}
"""Days from the end on which each reminder has its turn; from the last on there is none."""
REMINDERS = tuple(BEGINS)[:-1]
SOON = timedelta(days=30)


def kind_on(day: date, ends_on: date, said_on: date | None) -> str | None:
    """Which reminder of an end falls on a day, None for none. Pure.

    Each keeps its turn for some days, so that none is lost when nothing runs for a while; and nobody is reminded of
    what they said once its turn had come.
    """
    begins = {kind: ends_on + timedelta(days=days) for kind, days in BEGINS.items()}
    kind = next((name for name in reversed(begins) if begins[name] <= day), "over")
    too_new = said_on is not None and kind != "over" and said_on >= begins[kind]
    return None if kind == "over" or too_new else kind


class Ending(Base):
    """One thing and the last day on which it holds. `said_on` is the day on which somebody told us that."""

    public_id = UUIDField(unique=True, default=uuid4)
    provider = ForeignKeyField(Provider)
    kind = TextField()
    name = TextField()
    ends_on = DateField()
    said_on = DateField()
    stopped_at = DateTimeField(null=True)
    provider_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"kind IN {KINDS}", "the_kind_of_what_ends_is_known"),
            Check(f"length(name) BETWEEN 1 AND {LONGEST}", "what_ends_has_a_name"),
        ]

    @property
    def subject(self) -> str:
        return f"ending:{self.public_id}"

    @classmethod
    def add(cls, provider: int, kind: str, name: str, ends_on: date, *, by: int, at: datetime, today: date) -> Self:
        """One more thing that ends."""
        must_be_writing()
        what = {"kind": kind, "name": name, "ends_on": ends_on, "said_on": today}
        ending: Self = cls.create(provider=provider, **what)
        AuditEvent.append("ending.added", ending.subject, by, at, after=f"{kind}, {ends_on}")
        return ending

    def renew(self, ends_on: date, *, by: int, at: datetime, today: date) -> None:
        """It runs until another day now. Raises AlreadyDone where it is not kept any more."""
        must_be_writing()
        live = (Ending.id == self.id) & Ending.stopped_at.is_null()
        if not Ending.update(ends_on=ends_on, said_on=today).where(live).execute():
            raise AlreadyDone
        AuditEvent.append("ending.renewed", self.subject, by, at, before=f"{self.ends_on}", after=f"{ends_on}")
        self.ends_on, self.said_on = ends_on, today

    def stop(self, *, by: int, at: datetime) -> None:
        """It is of no concern any more; nobody is reminded of it. Raises AlreadyDone."""
        must_be_writing()
        live = (Ending.id == self.id) & Ending.stopped_at.is_null()
        if not Ending.update(stopped_at=at).where(live).execute():
            raise AlreadyDone
        self.stopped_at = at
        AuditEvent.append("ending.stopped", self.subject, by, at)


class EndingReminder(Base):
    """One such thing in one summary mail: `what` is its public id, or “insurance”. Another day is another matter."""

    mail = ForeignKeyField(ReminderMail)
    provider = ForeignKeyField(Provider, index=False)
    what = TextField()
    kind = TextField()
    ends_on = DateField()
    to = TextField()
    provider_id: int

    class Meta:
        constraints: ClassVar = [Check(f"kind IN {REMINDERS}", "the_kind_of_a_reminder_of_an_end_is_known")]

    @classmethod
    def sent(cls, providers: Iterable[int]) -> set[tuple[int, str, str, date, str]]:
        """(provider, what, kind, last day, address) of every reminder of these providers’ things; one query."""
        columns = (cls.provider, cls.what, cls.kind, cls.ends_on, cls.to)
        rows: Any = cls.select(*columns).where(cls.provider << list(providers)).tuples()
        return set(rows)


unique(
    EndingReminder, EndingReminder.provider, EndingReminder.what, EndingReminder.ends_on, EndingReminder.kind,
    EndingReminder.to, name="of_each_end_a_kind_of_reminder_is_sent_once",
)  # fmt: skip
