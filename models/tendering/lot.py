"""The lots of a tender, and the other authorities that buy with the one that runs it."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple, Self

from peewee import JOIN, BigIntegerField, Check, ForeignKeyField, IntegerField, TextField

from models.authority import Authority
from models.store import Base, must_be_writing, unique
from models.tendering.joint_answer import JointAnswer
from models.tendering.tender import Tender


class NewLot(NamedTuple):
    """A lot as it is entered; money in pence."""

    title: str
    description: str = ""
    value_pence: int | None = None
    awards: int | None = None


class Lot(Base):
    """A part of a tender that can be bid for alone. `awards` is how many winners it may have at most."""

    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    title = TextField()
    description = TextField(default="")
    value_pence = BigIntegerField(null=True)
    awards = IntegerField(null=True)
    tender_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "lots_of_a_tender_are_numbered_from_one"),
            Check("title <> ''", "a_lot_has_a_title"),
            Check("value_pence >= 0", "a_lot_is_worth_no_less_than_nothing"),
            Check("awards > 0", "a_lot_is_awarded_at_least_once"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """In their order."""
        return list(cls.select().where(cls.tender == tender_id).order_by(cls.number))

    @classmethod
    def put(cls, tender_id: int, lots: Sequence[NewLot]) -> None:
        """These, in this order, in the place of all that stood there."""
        must_be_writing()
        cls.delete().where(cls.tender == tender_id).execute()
        for number, lot in enumerate(lots, 1):
            cls.create(tender=tender_id, number=number, **lot._asdict())


class JointBuyer(Base):
    """Another authority that buys jointly; the one that runs it is `tender.authority`."""

    tender = ForeignKeyField(Tender, index=False)
    authority = ForeignKeyField(Authority)
    tender_id: int
    authority_id: int

    @classmethod
    def of(cls, tender_id: int) -> list[Authority]:
        """Those that buy jointly, by name."""
        query: Any = Authority.select().join(cls).where(cls.tender == tender_id).order_by(Authority.name)
        return list(query)

    @classmethod
    def buying(cls, tender_id: int) -> list[Authority]:
        """Those of them that have not said that it is a mistake, by name."""
        said = JointAnswer.of(tender_id)
        return [authority for authority in cls.of(tender_id) if said.get(authority.id, True)]

    @classmethod
    def put(cls, tender: Tender, authorities: Sequence[int]) -> list[int]:
        """These in the place of all that stood there; which of them are named for the first time. Raises ValueError
        for the one that runs it."""
        must_be_writing()
        if tender.authority_id in authorities:
            raise ValueError("Who runs a tender does not take part in it as another.")
        known = {one.id for one in cls.of(tender.id)}
        cls.delete().where(cls.tender == tender.id, cls.authority.not_in(list(authorities) or [0])).execute()
        JointAnswer.forget(tender.id, list(authorities))
        new = [authority for authority in dict.fromkeys(authorities) if authority not in known]
        for authority in new:
            cls.create(tender=tender, authority=authority)
        return new

    @classmethod
    def tenders(cls, authorities: Sequence[int]) -> Any:
        """Ids of tenders that any of these authorities buys jointly with another, and did not say that it does not;
        for a query."""
        agreed: Any = JointAnswer.agreed
        return cls._with_answers(authorities).where(agreed.is_null() | agreed)

    @classmethod
    def unanswered(cls, authorities: Sequence[int]) -> Any:
        """Ids of tenders as whose joint buyer one of these authorities is named, and has not said whether it is."""
        agreed: Any = JointAnswer.agreed
        return cls._with_answers(authorities).where(agreed.is_null())

    @classmethod
    def _with_answers(cls, authorities: Sequence[int]) -> Any:
        same = (JointAnswer.tender == cls.tender) & (JointAnswer.authority == cls.authority)
        query: Any = cls.select(cls.tender).join(JointAnswer, JOIN.LEFT_OUTER, on=same)
        return query.where(cls.authority << list(authorities))


unique(Lot, Lot.tender, Lot.number, name="lots_of_a_tender_are_numbered_once")
unique(JointBuyer, JointBuyer.tender, JointBuyer.authority, name="an_authority_takes_part_in_a_tender_once")
