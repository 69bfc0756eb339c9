"""In whose care something is: which officer looks after a provider, a contract or one return, since when; and how it
was handed over, with a note for the council alone.

A return’s officer stands on the return; what stands here of returns is how that came about.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField

from models.authority import Authority
from models.handover import Handover
from models.monitoring_return import Return
from models.person import LOOKS_AFTER, Membership, Person
from models.provider import Provider
from models.register.contract import Contract
from models.store import Base, must_be_writing, unique

OF = ("provider_id", "contract_id", "return_id")


def _only(column: str) -> str:
    return " AND ".join(f"{name} IS {'NOT ' if name == column else ''}NULL" for name in OF)


class Care(Base):
    """One provider, contract or return in one officer’s care, from `began_at` until `ended_at`."""

    authority = ForeignKeyField(Authority)
    provider = ForeignKeyField(Provider, null=True, index=False)
    contract = ForeignKeyField(Contract, null=True, index=False)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", null=True, index=False)
    officer = ForeignKeyField(Person, index=False)
    handover = ForeignKeyField(Handover)
    began_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    authority_id: int
    provider_id: int | None
    contract_id: int | None
    return_id: int | None
    officer_id: int
    handover_id: int

    class Meta:
        constraints: ClassVar = [
            Check(" OR ".join(f"({_only(column)})" for column in OF), "care_is_for_one_thing"),
            Check("ended_at >= began_at", "care_ends_after_it_began"),
        ]

    @classmethod
    def give(cls, handover: Handover, thing: "Provider | Contract | Return", *, at: datetime) -> Self:
        """One thing goes into the care of whom `handover` names; where it was in somebody’s before, that ends.

        Where a return changes hands, its officer is another from now on.
        """
        must_be_writing()
        column = _column(thing)
        same = (getattr(cls, column) == thing.id) & (cls.authority == handover.authority_id)
        cls.update(ended_at=at).where(same, cls.ended_at.is_null()).execute()
        if isinstance(thing, Return):
            thing.give_to(handover.to_id, by=handover.by_id, at=at)
        row = {"authority": handover.authority_id, column: thing, "officer": handover.to_id}
        care: Self = cls.create(**row, handover=handover, began_at=at)
        return care

    @classmethod
    def live(cls, authorities: Iterable[int]) -> list[Self]:
        """Every provider and contract in somebody’s care at these authorities, with the officer; one query."""
        query = cls.select(cls, Person.id, Person.public_id, Person.name, Person.email).join(Person, on=cls.officer)
        here = (cls.authority << list(authorities)) & cls.ended_at.is_null() & cls.return_.is_null()
        return list(query.where(here).order_by(cls.id))

    @classmethod
    def of_providers(cls, providers: Iterable[int]) -> list[Self]:
        """Who looks after these providers, at each authority, since when; one query."""
        query = cls.select(cls, Person.id, Person.name, Authority).join(Person, on=cls.officer).switch(cls)
        these = (cls.provider << list(providers)) & cls.ended_at.is_null()
        return list(query.join(Authority).where(these).order_by(Authority.name))

    @classmethod
    def officer_for(cls, authority_id: int, providers: Iterable[int]) -> dict[int, Person]:
        """Provider id -> the officer in whose care it is at an authority, if they still work there; one query."""
        works = Membership.live().select(Membership.person).where(Membership.authority == authority_id)
        mine = (cls.authority == authority_id) & (cls.provider << list(providers)) & cls.ended_at.is_null()
        mine &= cls.officer << works.where(Membership.role << LOOKS_AFTER)
        found: Any = cls.select(cls, Person).join(Person, on=cls.officer).where(mine)
        return {care.provider_id: care.officer for care in found}


def _column(thing: "Provider | Contract | Return") -> str:
    if isinstance(thing, Provider):
        return "provider"
    return "contract" if isinstance(thing, Contract) else "return_"


for _field, _name in (
    (Care.provider, "a_provider_is_in_one_officers_care"),
    (Care.contract, "a_contract_is_in_one_officers_care"),
    (Care.return_, "a_return_is_in_one_officers_care"),
):
    unique(Care, _field, Care.authority, name=_name, where=Care.ended_at.is_null())
