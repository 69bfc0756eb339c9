"""That a contract, or a lot of it, went to a supplier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from peewee import BigIntegerField, Check, DateField, DeferredForeignKey, ForeignKeyField, TextField

from models.register.supplier import Supplier
from models.store import Base, must_be_writing, unique


@dataclass(frozen=True)
class NewAward:
    """One award that is to be kept: to which supplier (id), of which lot (“” where there are none), for how much."""

    supplier_id: int
    lot: str = ""
    value_pence: int | None = None
    awarded_on: date | None = None


class Award(Base):
    """One award. `value_pence` is its share of the value, None where nobody has said."""

    contract = DeferredForeignKey("Contract", column_name="contract_id", object_id_name="contract_id", index=False)
    supplier = ForeignKeyField(Supplier)
    lot = TextField(default="")
    value_pence = BigIntegerField(null=True)
    awarded_on = DateField(null=True)
    contract_id: int
    supplier_id: int

    class Meta:
        constraints: ClassVar = [Check("value_pence >= 0", "an_award_is_worth_no_less_than_nothing")]

    @classmethod
    def of(cls, where: Any) -> dict[int, list[Self]]:
        """Contract id -> its awards with their suppliers, by lot and name, of the contracts for which `where` is true;
        one query."""
        contract = cls._meta.fields["contract"].rel_model
        query = cls.select(cls, Supplier).join(Supplier).switch(cls).join(contract, on=(cls.contract == contract.id))
        found: dict[int, list[Self]] = {}
        for award in query.where(where).order_by(cls.lot, Supplier.name, cls.id):
            found.setdefault(award.contract_id, []).append(award)
        return found

    @classmethod
    def put(cls, contract_id: int, awards: Sequence[NewAward]) -> None:
        """These are the awards of a contract, and no others."""
        must_be_writing()
        cls.delete().where(cls.contract == contract_id).execute()
        if awards:
            cls.insert_many([{"contract": contract_id, **columns(one)} for one in dict.fromkeys(awards)]).execute()

    @classmethod
    def move(cls, gone: int, kept: int) -> list[str]:
        """Give one supplier’s awards to another (ids). Where both had one of the same lot, that of `kept` stands, and
        what it did not say is filled in; values that were different are given back in words."""
        must_be_writing()
        mine = {(award.contract_id, award.lot): award for award in cls.select().where(cls.supplier == kept)}
        lost = []
        for award in cls.select().where(cls.supplier == gone):
            if stays := mine.get((award.contract_id, award.lot)):
                lost += stays._swallow(award)
        cls.update(supplier=kept).where(cls.supplier == gone).execute()
        return lost

    def _swallow(self, other: "Award") -> list[str]:
        Award.delete().where(Award.id == other.id).execute()
        blank = {name: getattr(other, name) for name in ("value_pence", "awarded_on") if getattr(self, name) is None}
        if blank:
            Award.update(**blank).where(Award.id == self.id).execute()
        values = (self.value_pence, other.value_pence)
        if None in values or values[0] == values[1]:
            return []
        return [f"{other.contract.subject}: {other.value_pence} pence"]


unique(Award, Award.contract, Award.supplier, Award.lot, name="a_lot_goes_to_a_supplier_once")


def columns(award: NewAward) -> dict[str, object]:
    """The columns of the table that an award fills, but for the contract."""
    return {
        "supplier": award.supplier_id,
        "lot": award.lot,
        "value_pence": award.value_pence,
        "awarded_on": award.awarded_on,
    }
