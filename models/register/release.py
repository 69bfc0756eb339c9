"""That a named person let a contract pass which the publication guard had held."""

from typing import Any, Self

from peewee import DateTimeField, DeferredForeignKey, ForeignKeyField, TextField

from models.person import Person
from models.store import Base, unique


class Release(Base):
    """It is remembered by the exact text (its digest) and by why it was held: when either changes, the guard asks
    again."""

    contract = DeferredForeignKey("Contract", column_name="contract_id", object_id_name="contract_id", index=False)
    digest = TextField()
    reason = TextField()
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    contract_id: int
    by_id: int

    @classmethod
    def covers(cls, contract_id: int, digest: str, reason: str) -> bool:
        """Whether just this text was let pass when it was held for this reason."""
        mine = (cls.contract == contract_id) & (cls.digest == digest) & (cls.reason == reason)
        return bool(cls.select().where(mine).exists())

    @classmethod
    def remembered(cls, authority_id: int) -> frozenset[tuple[int, str, str]]:
        """Contract id, digest and reason of everything that was let pass at an authority; one query."""
        rows: Any = cls.select(cls.contract, cls.digest, cls.reason)
        return frozenset(_at(rows, authority_id).tuples())

    @classmethod
    def of(cls, authority_id: int) -> list[Self]:
        """What was let pass at an authority, with contract and person, oldest first: for the yearly look through."""
        query = cls.select(cls, _contracts(), Person).join(Person).switch(cls)
        return list(_at(query, authority_id).order_by(cls.at, cls.id))


def _contracts() -> Any:
    return Release._meta.fields["contract"].rel_model


def _at(query: Any, authority_id: int) -> Any:
    contract = _contracts()
    return query.join(contract, on=(Release.contract == contract.id)).where(contract.authority == authority_id)


unique(Release, Release.contract, Release.digest, Release.reason, name="a_text_is_released_once")
