"""Which other authorities may use a framework that one has let."""

from datetime import datetime
from typing import Self

from peewee import DeferredForeignKey, ForeignKeyField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone
from models.store import Base, must_be_writing, unique


class FrameworkUser(Base):
    """One authority that may call off from one framework."""

    contract = DeferredForeignKey("Contract", column_name="contract_id", object_id_name="contract_id", index=False)
    authority = ForeignKeyField(Authority)
    contract_id: int
    authority_id: int

    @classmethod
    def of(cls, contract_id: int) -> list[Authority]:
        """Who may use a framework, in the order of the alphabet."""
        query = Authority.select().join(cls).where(cls.contract == contract_id)
        return list(query.order_by(Authority.name))

    @classmethod
    def allow(cls, contract_id: int, authority_id: int, *, by: int | None, at: datetime) -> Self:
        """From now on it may. Raises AlreadyDone when it may already, ValueError for what is no framework."""
        must_be_writing()
        contract = cls._meta.fields["contract"].rel_model.get_by_id(contract_id)
        if not contract.is_framework:
            raise ValueError("Only a framework or a dynamic market has users.")
        if user := cls.get_or_none(cls.contract == contract_id, cls.authority == authority_id):
            raise AlreadyDone(user)
        after = Authority.get_by_id(authority_id).slug
        AuditEvent.append("framework.opened", contract.subject, by, at, after=after)
        return cls.create(contract=contract_id, authority=authority_id)

    def stop(self, *, by: int | None, at: datetime) -> None:
        """It may no longer; its call-offs go on. Raises AlreadyDone."""
        must_be_writing()
        if not FrameworkUser.delete().where(FrameworkUser.id == self.id).execute():
            raise AlreadyDone
        AuditEvent.append("framework.closed", self.contract.subject, by, at, before=self.authority.slug)


unique(FrameworkUser, FrameworkUser.contract, FrameworkUser.authority, name="an_authority_uses_a_framework_once")
