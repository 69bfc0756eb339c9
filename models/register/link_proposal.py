"""That a supplier of the register may be a provider with accounts: proposed by a number, a contract or a name, decided
by a person, never linked silently.
"""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.provider import Provider
from models.register.supplier import Supplier
from models.store import Base, must_be_writing, unique

WHY = ("same_company_number", "same_charity_number", "same_contract", "same_name")
"""Same contract means: the authority’s own list names the reference of a contract of this supplier."""


class LinkProposal(Base):
    """One pair. It is asked about once: a no is remembered."""

    public_id = UUIDField(unique=True, default=uuid4)
    supplier = ForeignKeyField(Supplier, index=False)
    provider = ForeignKeyField(Provider)
    why = TextField()
    made_at = DateTimeField()
    answer = TextField(null=True)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)
    supplier_id: int
    provider_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"why IN {WHY}", "why_a_supplier_may_be_a_provider_is_known"),
            Check("answer IN ('yes', 'no')", "a_supplier_is_a_provider_or_is_not"),
            Check(
                "(answer IS NULL) = (decided_by_id IS NULL) AND (answer IS NULL) = (decided_at IS NULL)",
                "an_answer_about_a_link_says_whose_and_when",
            ),
        ]

    @classmethod
    def propose(cls, supplier_id: int, provider_id: int, why: str, at: datetime) -> bool:
        """Ask whether they are one; whether that is new."""
        must_be_writing()
        row = {"supplier": supplier_id, "provider": provider_id, "why": why, "made_at": at, "public_id": uuid4()}
        return bool(cls.insert(**row).on_conflict_ignore().as_rowcount().execute())

    @classmethod
    def waiting(cls, suppliers: Any) -> list[Self]:
        """Those about these suppliers (ids, or a query of them) that nobody has decided, with both; one query.

        What was linked or merged in another way meanwhile is left out.
        """
        query = cls.select(cls, Supplier, Provider).join(Supplier).switch(cls).join(Provider)
        free = Supplier.provider.is_null() & Supplier.merged_into.is_null()
        return list(query.where(cls.supplier << suppliers, cls.answer.is_null(), free).order_by(cls.id))

    def decide(self, answer: str, *, by: int, at: datetime) -> None:
        """`yes` links them, `no` is remembered. Raises AlreadyDone, and what `Supplier.link` raises."""
        must_be_writing()
        open_still = (LinkProposal.id == self.id) & LinkProposal.answer.is_null()
        values = {"answer": answer, "decided_by": by, "decided_at": at}
        if not LinkProposal.update(**values).where(open_still).execute():
            raise AlreadyDone(LinkProposal.get_by_id(self.id))
        if answer == "yes":
            self.supplier.link(self.provider_id, by=by, at=at, version=self.supplier.version)
        else:
            AuditEvent.append("supplier.not_linked", self.supplier.subject, by, at, after=self.provider.subject)


unique(LinkProposal, LinkProposal.supplier, LinkProposal.provider, name="a_link_is_proposed_once")
