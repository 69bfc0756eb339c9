"""That somebody was reminded: each return, kind and due day once, and no more than one mail an address and day.

The mail stands in the outbox and its reminders here, or neither: one transaction writes both.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from peewee import Check, DateField, DateTimeField, ForeignKeyField, IntegrityError, TextField

from models.calendar import add_working_days, working_day
from models.monitoring_return import Return
from models.store import Base, must_be_writing, store, unique

BEFORE, AFTER = ("seven_before", "one_before"), ("one_after", "five_after")
KINDS = (*BEFORE, *AFTER)
"""Working days before the due day, and after it."""
BEGINS = {"seven_before": -7, "one_before": -1, "one_after": 1, "five_after": 5, "over": 10}
"""The working day, counted from the due day, on which each has its turn; from the last on there is none."""
FARTHEST = timedelta(days=35)
"""No reminder falls farther from its due day than this, whatever holidays lie between."""


def kind_on(day: date, due_on: date, nation: str, asked_on: date) -> str | None:
    """Which reminder of a return falls on a day, None for none. Pure.

    Each has some days, so that one is not lost when nothing runs for a while: from seven working days before until the
    one before, until the due day; from one after until five after, until ten after. None on a day that is not a working
    day, and none before the due day about what was only just asked for.
    """
    if not working_day(day, nation):
        return None
    begins = {kind: add_working_days(due_on, days, nation) for kind, days in BEGINS.items()}
    kind = [name for name, begin in begins.items() if begin <= day][-1:]
    if not kind or kind[0] == "over" or (kind[0] in BEFORE and asked_on >= begins[kind[0]]):
        return None
    return kind[0]


class ReminderMail(Base):
    """One summary mail to one address on one day in London."""

    to = TextField()
    day = DateField()
    at = DateTimeField()

    @classmethod
    def put(
        cls, to: str, day: date, reminders: Iterable[tuple[int, str, date]], at: datetime,
        beside: Callable[[Self], object] | None = None,
    ) -> Self | None:  # fmt: skip
        """That this address gets its mail of that day, about these (return id, kind, due day); `beside` notes what else
        stands in it.

        None, and nothing written, where it had one that day or was reminded of any of these before: then no mail may
        be written either.
        """
        must_be_writing()
        try:
            with store.atomic():
                mail: Self = cls.create(to=to, day=day, at=at)
                for return_id, kind, due_on in reminders:
                    Reminder.create(mail=mail, return_=return_id, kind=kind, due_on=due_on, to=to)
                if beside:
                    beside(mail)
        except IntegrityError:
            return None
        return mail

    @classmethod
    def had(cls, day: date) -> set[str]:
        """The addresses that had their mail of a day; one query."""
        return {row.to for row in cls.select(cls.to).where(cls.day == day)}


class Reminder(Base):
    """One return in one such mail. `due_on` is the due day that it reminded of: a later one is another matter."""

    mail = ForeignKeyField(ReminderMail)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    kind = TextField()
    due_on = DateField()
    to = TextField()
    return_id: int

    class Meta:
        constraints: ClassVar = [Check(f"kind IN {KINDS}", "the_kind_of_a_reminder_is_known")]

    @classmethod
    def sent(cls, returns: Iterable[int]) -> set[tuple[int, str, date, str]]:
        """(return id, kind, due day, address) of every reminder of these returns; one query."""
        columns = (cls.return_, cls.kind, cls.due_on, cls.to)
        rows: Any = cls.select(*columns).where(cls.return_ << list(returns)).tuples()
        return set(rows)


unique(ReminderMail, ReminderMail.to, ReminderMail.day, name="one_summary_mail_an_address_and_day")
unique(
    Reminder, Reminder.return_, Reminder.kind, Reminder.due_on, Reminder.to,
    name="of_each_return_and_due_day_a_kind_of_reminder_is_sent_once",
)  # fmt: skip
