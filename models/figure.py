"""The figures that were received: what the last submission of each return says of each number, in columns.

Written in the transaction of the submission, so that a council’s pages add up in SQL and never open a payload. Nothing
of a draft ever stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from peewee import Check, DateField, DoubleField, ForeignKeyField, ModelIndex, TextField

from models.authority import Authority, Service
from models.provider import Provider
from models.store import Base, must_be_writing, unique
from models.submission import Submission

if TYPE_CHECKING:
    from models.monitoring_return import Return

STATUSES = ("given", "not_available", "not_applicable")


@dataclass(frozen=True)
class NewFigure:
    """What a submission says of one figure. `number` only where it is given; `whole` is what a ratio is out of;
    `expected_on` goes with not_available."""

    key: str
    status: str
    number: float | None = None
    whole: float | None = None
    expected_on: date | None = None


class Figure(Base):
    """One figure of one return, of its last `submission`; a later submission takes its place, a withdrawal takes it
    away. Authority, provider, service, set and period are those of the return, so that one index answers a page."""

    submission = ForeignKeyField(Submission)
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider, index=False)
    service = ForeignKeyField(Service, index=False)
    set_key = TextField()
    period_key = TextField()
    key = TextField()
    status = TextField()
    number = DoubleField(null=True)
    whole = DoubleField(null=True)
    expected_on = DateField(null=True)
    submission_id: int
    authority_id: int
    provider_id: int
    service_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"status IN {STATUSES}", "the_status_of_a_figure_is_known"),
            Check("(status = 'given') = (number IS NOT NULL)", "a_figure_that_is_given_is_a_number"),
            Check("whole IS NULL OR number IS NOT NULL", "only_a_given_figure_is_out_of_something"),
        ]

    @classmethod
    def keep(cls, ret: "Return", submission: Submission, figures: Sequence[NewFigure]) -> None:
        """Write what the last submission of a return says; what the one before it said was forgotten."""
        must_be_writing()
        unit = (submission.id, ret.authority_id, ret.provider_id, ret.service_id, ret.set_key, ret.period_key)
        rows = [(*unit, one.key, one.status, one.number, one.whole, one.expected_on) for one in figures]
        if rows:
            cls.insert_many(rows, fields=[getattr(cls, name) for name in COLUMNS]).execute()

    @classmethod
    def forget(cls, return_id: int) -> None:
        """What was sent before counts no more: something newer was, or the return is asked for no more."""
        must_be_writing()
        sent = Submission.select(Submission.id).where(Submission.return_ == return_id)
        cls.delete().where(cls.submission.in_(sent)).execute()


COLUMNS = (
    "submission", "authority", "provider", "service", "set_key", "period_key", "key", "status", "number", "whole",
    "expected_on",
)  # fmt: skip

unique(Figure, Figure.submission, Figure.key, name="a_submission_says_a_figure_once")
Figure.add_index(
    ModelIndex(
        Figure,
        (Figure.authority, Figure.set_key, Figure.period_key, Figure.key, Figure.status, Figure.service,
         Figure.number, Figure.whole),
        name="figures_of_a_set_and_period",
    )
)  # fmt: skip
Figure.add_index(
    ModelIndex(
        Figure, (Figure.provider, Figure.authority, Figure.set_key, Figure.period_key), name="figures_of_a_provider"
    )
)
Figure.add_index(
    ModelIndex(
        Figure,
        (Figure.authority, Figure.period_key),
        name="figures_that_are_to_come",
        where=Figure.number.is_null(),
    )
)
