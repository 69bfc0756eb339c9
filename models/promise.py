"""“We will have read it by …”: the day that a receipt promised, and the day on which the council answered.

Kept as it was promised: when a council changes how long it takes, what it promised before stays as it was.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import Case, Check, DateField, ForeignKeyField, ModelIndex, TextField, fn

from models.authority import Authority
from models.calendar import add_working_days, today
from models.store import Base, must_be_writing, unique
from models.submission import Submission

if TYPE_CHECKING:
    from models.monitoring_return import Return


def promised(arrived_at: datetime, working_days: int, nation: str) -> date:
    """The last of so many working days of a nation after the day, in London, on which something arrived."""
    return add_working_days(today(arrived_at), working_days, nation)


class Promise(Base):
    """That of one submission. Answered is accepted or sent back; `dropped_on` is the day when a newer submission, with
    a promise of its own, took its place or the return was withdrawn: such a one counts only where its own day had
    gone by."""

    submission = ForeignKeyField(Submission, index=False)
    authority = ForeignKeyField(Authority, index=False)
    period_key = TextField()
    promised_on = DateField()
    answered_on = DateField(null=True)
    dropped_on = DateField(null=True)
    submission_id: int
    authority_id: int

    class Meta:
        constraints: ClassVar = [
            Check("answered_on IS NULL OR dropped_on IS NULL", "a_promise_is_answered_or_dropped"),
        ]

    @classmethod
    def make(cls, ret: "Return", submission: Submission) -> None:
        """Promise to read a submission; what was promised of the one before it was dropped."""
        must_be_writing()
        authority = ret.authority
        day = promised(submission.arrived_at, authority.read_within_days, authority.nation)
        cls.create(submission=submission, authority=authority, period_key=ret.period_key, promised_on=day)

    @classmethod
    def answer(cls, return_id: int, at: datetime) -> None:
        """The council accepted a return or sent it back."""
        cls._close(return_id, answered_on=today(at))

    @classmethod
    def drop(cls, return_id: int, at: datetime) -> None:
        """Nothing is to be read any more."""
        cls._close(return_id, dropped_on=today(at))

    @classmethod
    def counts(
        cls, authorities: Collection[int], on: date, period_key: str | None = None
    ) -> dict[str, tuple[int, int, int]]:
        """Period key -> how many promises were kept, were not, and still can be, as they stand on a day; of one period
        or of all. One query."""
        kept = cls.answered_on <= cls.promised_on
        late = (cls.answered_on > cls.promised_on) | (cls.dropped_on > cls.promised_on)
        waiting = cls.answered_on.is_null() & cls.dropped_on.is_null()
        broken = late | (waiting & (cls.promised_on < on))
        sums = [fn.SUM(Case(None, [(rule, 1)], 0)) for rule in (kept, broken, waiting & (cls.promised_on >= on))]
        mine = cls.authority << list(authorities)
        mine = mine if period_key is None else mine & (cls.period_key == period_key)
        rows: Any = cls.select(cls.period_key, *sums).where(mine).group_by(cls.period_key)
        return {key: (int(kept), int(broken), int(open_)) for key, kept, broken, open_ in rows.tuples()}

    @classmethod
    def _close(cls, return_id: int, **values: date) -> None:
        must_be_writing()
        sent = Submission.select(Submission.id).where(Submission.return_ == return_id)
        waiting = cls.answered_on.is_null() & cls.dropped_on.is_null()
        cls.update(**values).where(cls.submission.in_(sent) & waiting).execute()


unique(Promise, Promise.submission, name="one_promise_a_submission")
Promise.add_index(
    ModelIndex(Promise, (Promise.authority, Promise.period_key, Promise.promised_on), name="promises_of_a_period")
)
