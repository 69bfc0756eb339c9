"""Taking down what should never have been published: one person asks, another does it, and it is gone from every
edition at once."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, IntegrityError, TextField, UUIDField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Taken, broken_rule
from models.person import Person
from models.register.contract import TAKEN_DOWN, Contract
from models.register.edition import Edition, EditionRow
from models.store import Base, must_be_writing, store, unique

HELD_REASON = TAKEN_DOWN


class TakeDown(Base):
    """asked -> done, by another person | withdrawn. `reason` is the law that asks for it, and is published."""

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    kind = TextField(default="contract")
    slug = TextField()
    reason = TextField()
    asked_by = ForeignKeyField(Person, index=False)
    asked_at = DateTimeField()
    agreed_by = ForeignKeyField(Person, null=True, index=False)
    agreed_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)
    authority_id: int
    asked_by_id: int
    agreed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("reason <> ''", "a_take_down_names_its_reason"),
            Check("agreed_by_id <> asked_by_id", "one_person_asks_and_another_agrees"),
            Check("(agreed_by_id IS NULL) = (agreed_at IS NULL)", "an_agreement_says_whose_and_when"),
            Check("agreed_at IS NULL OR withdrawn_at IS NULL", "a_take_down_is_done_or_withdrawn"),
        ]

    @property
    def subject(self) -> str:
        return f"{self.kind}:{self.authority.slug}/{self.slug}"

    @classmethod
    def ask(cls, authority_id: int, slug: str, reason: str, *, by: int, at: datetime, kind: str = "contract") -> Self:
        """One person asks. Raises NotNow("unknown") when no edition has such a row, AlreadyDone when all of them are
        taken down, Taken when somebody asked already."""
        must_be_writing()
        there = [row.taken_down_at for row in _rows(authority_id, kind, slug)]
        if not there:
            raise NotNow("unknown")
        if all(there):
            raise AlreadyDone
        try:
            with store.atomic():
                asked = cls.create(
                    authority=authority_id, kind=kind, slug=slug, reason=reason, asked_by=by, asked_at=at
                )
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        AuditEvent.append("take_down.asked", asked.subject, by, at, words=reason)
        return asked

    @classmethod
    def waiting(cls, authority_id: int) -> list[Self]:
        """What was asked at an authority and waits for another person, oldest first."""
        open_still = (cls.authority == authority_id) & cls.agreed_at.is_null() & cls.withdrawn_at.is_null()
        return list(cls.select(cls, Person).join(Person, on=cls.asked_by).where(open_still).order_by(cls.id))

    def agree(self, *, by: int, at: datetime) -> int:
        """Another person does it: the rows are emptied in every edition, and the contract is held. How many rows.

        Raises NeedsAnother for the one who asked, AlreadyDone when it was done or withdrawn. Call
        `models.store.forget()` afterwards, and publish.
        """
        if by == self.asked_by_id:
            raise NeedsAnother
        AuditHead.take()  # no revision is closed meanwhile
        self._settle(agreed_by=by, agreed_at=at)
        rows = [row.id for row in _rows(self.authority_id, self.kind, self.slug) if row.data is not None]
        gone = {"data": None, "taken_down_at": at, "reason": self.reason}
        emptied = (
            EditionRow.update(**gone, asked_by=self.asked_by_id, agreed_by=by).where(EditionRow.id << rows).execute()
        )
        AuditEvent.append("take_down.done", self.subject, by, at, after=f"{emptied} rows")
        if self.kind == "contract":
            self._hold(by, at)
        return int(emptied)

    def withdraw(self, *, by: int, at: datetime) -> None:
        """Nothing is taken down after all. Raises AlreadyDone when it was done or withdrawn."""
        self._settle(withdrawn_at=at)
        AuditEvent.append("take_down.withdrawn", self.subject, by, at)

    def _settle(self, **values: object) -> None:
        must_be_writing()
        waits = (TakeDown.id == self.id) & TakeDown.agreed_at.is_null() & TakeDown.withdrawn_at.is_null()
        if not TakeDown.update(**values).where(waits).execute():
            raise AlreadyDone(TakeDown.get_by_id(self.id))
        for name, value in values.items():
            setattr(self, name, value)

    def _hold(self, by: int, at: datetime) -> None:
        contract = Contract.of(self.authority_id, self.slug)
        if contract and contract.held_reason != HELD_REASON:
            contract.hold(HELD_REASON, str(self.public_id), by=by, at=at, version=contract.version)


unique(
    TakeDown, TakeDown.authority, TakeDown.kind, TakeDown.slug,
    name="a_take_down_is_asked_for_once", where=TakeDown.agreed_at.is_null() & TakeDown.withdrawn_at.is_null(),
)  # fmt: skip


def _rows(authority_id: int, kind: str, slug: str) -> list[EditionRow]:
    here = (Edition.authority == authority_id) & (EditionRow.kind == kind) & (EditionRow.slug == slug)
    return list(EditionRow.select().join(Edition).where(here))
