"""Which other authorities may use a framework that one has let."""

from datetime import datetime
from typing import Self

from peewee import DeferredForeignKey, ForeignKeyField

from models.authority import Authority
from models.register import beside
from models.store import Base, unique


class FrameworkUser(Base):
    """One authority that may call off from one framework."""

    contract = DeferredForeignKey("Contract", column_name="contract_id", object_id_name="contract_id", index=False)
    authority = ForeignKeyField(Authority)
    contract_id: int
    authority_id: int

    @classmethod
    def of(cls, contract_id: int) -> list[Authority]:
        """Who may use a framework, in the order of the alphabet."""
        return beside.of(cls, contract_id)

    @classmethod
    def allow(cls, contract_id: int, authority_id: int, *, by: int | None, at: datetime) -> Self:
        """From now on it may. Raises AlreadyDone when it may already, ValueError for what is no framework."""
        contract = cls._meta.fields["contract"].rel_model.get_by_id(contract_id)
        if not contract.is_framework:
            raise ValueError("Only a framework or a dynamic market has users.")
        made: Self = beside.add(cls, contract, authority_id, "framework.opened", by=by, at=at)
        return made

    def stop(self, *, by: int | None, at: datetime) -> None:
        """It may no longer; its call-offs go on. Raises AlreadyDone."""
        beside.drop(self, "framework.closed", by=by, at=at)


unique(FrameworkUser, FrameworkUser.contract, FrameworkUser.authority, name="an_authority_uses_a_framework_once")
