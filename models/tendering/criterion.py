"""What bids are judged by: criteria with weights that add up to 100, and how many words an answer may have."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Self

from peewee import Check, ForeignKeyField, IntegerField, TextField

from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender

KINDS = ("price", "quality", "social_value")


class NewCriterion(NamedTuple):
    """A criterion as it is entered; the weight in per cent."""

    title: str
    kind: str
    weight: int
    words: int | None = None
    good: str = ""


class Criterion(Base):
    """One criterion. `words` is the limit of an answer; `good` says what a good answer shows."""

    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    title = TextField()
    kind = TextField()
    weight = IntegerField()
    words = IntegerField(null=True)
    good = TextField(default="")
    tender_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "criteria_are_numbered_from_one"),
            Check("title <> ''", "a_criterion_has_a_title"),
            Check(f"kind IN {KINDS}", "the_kind_of_a_criterion_is_known"),
            Check("weight BETWEEN 0 AND 100", "a_weight_is_a_percentage"),
            Check("words > 0", "an_answer_may_have_some_words"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """In their order."""
        return list(cls.select().where(cls.tender == tender_id).order_by(cls.number))

    @classmethod
    def put(cls, tender_id: int, criteria: Sequence[NewCriterion]) -> None:
        """These, in this order, in the place of all that stood there."""
        must_be_writing()
        cls.delete().where(cls.tender == tender_id).execute()
        for number, criterion in enumerate(criteria, 1):
            cls.create(tender=tender_id, number=number, **criterion._asdict())


unique(Criterion, Criterion.tender, Criterion.number, name="criteria_of_a_tender_are_numbered_once")
