"""Payments, and the two things by which they are sorted: who was paid, and what for.

A payee is a supplier by its number or its exact name, or because an officer said so; nothing is ever guessed. What a
payment was for is sorted by the words of its department and purpose, which an officer gives a service.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import (
    BigIntegerField,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    Value,
)

from models.audit import AuditEvent
from models.authority import Authority, Service
from models.conflicts import Stale
from models.person import Person
from models.register import bulk
from models.register.supplier import Supplier
from models.spending.share import SpendShare
from models.spending.taking_in import SpendImport
from models.store import Base, must_be_writing, unique

MATCHED_BY = ("number", "name", "person", "")
REDACTED = "REDACTED"
"""In place of a name that was covered."""


class Payee(Base):
    """Who was paid, under a name as it was published; `key` is the name by its letters, with the number where the file
    has one. `covered`: the name was redacted. `like` is a supplier whose name differs by habit only: a person decides,
    and `decided_at` says that one has."""

    authority = ForeignKeyField(Authority, index=False)
    key = TextField()
    name = TextField()
    company_number = TextField(null=True)
    covered = BooleanField(default=False)
    supplier = ForeignKeyField(Supplier, null=True)
    matched_by = TextField(default="")
    like = ForeignKeyField(Supplier, null=True, index=False)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)
    version = IntegerField(default=1)
    authority_id: int
    supplier_id: int | None
    like_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"matched_by IN {MATCHED_BY}", "how_a_payee_was_matched_is_known"),
            Check("(supplier_id IS NULL) = (matched_by = '')", "a_payee_that_is_a_supplier_says_why"),
            Check("NOT covered OR supplier_id IS NULL", "a_covered_name_is_nobody"),
            Check("(decided_by_id IS NULL) = (decided_at IS NULL)", "who_decided_about_a_payee_is_known"),
        ]

    @property
    def open(self) -> bool:
        """Whether it may be a supplier, and nobody has said so yet."""
        return self.supplier_id is None and self.like_id is not None and self.decided_at is None

    def decide(self, supplier_id: int | None, *, by: int, at: datetime, version: int) -> None:
        """An officer says which supplier it is, or that it is none. Raises Stale."""
        must_be_writing()
        values = {"supplier": supplier_id, "matched_by": "person" if supplier_id else ""}
        query = Payee.update(**values, decided_by=by, decided_at=at, version=version + 1)
        if not query.where(Payee.id == self.id, Payee.version == version).execute():
            raise Stale(0)
        after = Supplier.get_by_id(supplier_id).subject if supplier_id else "no supplier"
        AuditEvent.append("payee.decided", f"payee:{self.authority_id}/{self.id}", by, at, after=after)

    @classmethod
    def forget_unpaid(cls, authority_id: int) -> None:
        """Those to whom no payment is known any more: their names are not kept. One that an edition has counted stays
        as nobody in particular, so that its number is never somebody else’s."""
        must_be_writing()
        unpaid = (cls.authority == authority_id) & cls.id.not_in(Payment.select(Payment.payee))
        counted = SpendShare.select(SpendShare.whose).where(SpendShare.whose.startswith("p"))
        nobody = {"name": REDACTED, "covered": True, "company_number": None, "supplier": None, "matched_by": "",
                  "like": None, "key": Value("taken out ").concat(cls.id.cast("TEXT"))}  # fmt: skip
        whose = Value("p").concat(cls.id.cast("TEXT"))
        cls.delete().where(unpaid & whose.not_in(counted)).execute()
        cls.update(**nobody, version=cls.version + 1).where(unpaid & ~cls.covered).execute()


unique(Payee, Payee.authority, Payee.key, name="a_payee_is_known_once")


class Purpose(Base):
    """The words of department, service and purpose, together; `service` once it is known. `told`: an officer said it,
    even if that is that it is none of the services."""

    authority = ForeignKeyField(Authority, index=False)
    words = TextField()
    service = ForeignKeyField(Service, null=True)
    told = BooleanField(default=False)
    version = IntegerField(default=1)
    authority_id: int
    service_id: int | None

    def sort(self, service_id: int | None, *, by: int, at: datetime, version: int) -> None:
        """An officer says which service it is, or that it is none of them. Raises Stale."""
        must_be_writing()
        query = Purpose.update(service=service_id, told=True, version=version + 1)
        if not query.where(Purpose.id == self.id, Purpose.version == version).execute():
            raise Stale(0)
        after = Service.get_by_id(service_id).key if service_id else "none"
        AuditEvent.append("purpose.sorted", f"purpose:{self.authority_id}/{self.id}", by, at, after=after)

    @classmethod
    def forget_unpaid(cls, authority_id: int) -> None:
        """Those of no payment that is still known."""
        must_be_writing()
        unpaid = cls.id.not_in(Payment.select(Payment.purpose))
        cls.delete().where((cls.authority == authority_id) & unpaid).execute()


unique(Purpose, Purpose.authority, Purpose.words, name="a_purpose_is_known_once")


class Payment(Base):
    """One line of a spending file; `pence` is below nothing where money came back. `key` is a digest of everything but
    the amount; what the file says of what exactly was bought is not kept: such words may name somebody."""

    authority = ForeignKeyField(Authority, index=False)
    taken_in = ForeignKeyField(SpendImport, index=False)
    row = IntegerField()
    key = TextField()
    paid_on = DateField()
    period_key = TextField()
    reference = TextField(default="")
    payee = ForeignKeyField(Payee)
    purpose = ForeignKeyField(Purpose)
    pence = BigIntegerField()
    authority_id: int
    payee_id: int
    purpose_id: int

    class Meta:
        constraints: ClassVar = [Check("row > 0", "a_payment_stands_in_a_row")]

    @classmethod
    def there(cls, authority_id: int) -> Self | None:
        """Any payment of an authority; None where no spending file of it was taken in."""
        found: Self | None = cls.select().where(cls.authority == authority_id).first()
        return found

    @classmethod
    def change(cls, taken_in: int, changes: Mapping[int, tuple[int, int]]) -> None:
        """Id of a payment -> its new row and pence, as a later file says; what it was is kept beside it."""
        must_be_writing()
        for batch in bulk.batches(changes):
            before = bulk.by_id(cls, batch)
            kept = ({"payment": id_, "changed_in": taken_in, **_said(row)} for id_, row in before.items())
            bulk.insert(PaymentBefore, kept)
        for number, (row, pence) in changes.items():
            cls.update(row=row, pence=pence, taken_in=taken_in).where(cls.id == number).execute()

    @classmethod
    def take_out(cls, taken_in: int) -> None:
        """Undo what one file did: what it changed is as it was before, what it brought is gone."""
        must_be_writing()
        changed = PaymentBefore.changed_in == taken_in
        for batch in bulk.batches(list(PaymentBefore.select().where(changed))):
            for before in batch:
                was = {"row": before.row, "pence": before.pence, "taken_in": before.taken_in_id}
                cls.update(**was).where(cls.id == before.payment_id).execute()
        PaymentBefore.delete().where(changed).execute()
        cls.delete().where(cls.taken_in == taken_in).execute()


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("row", "pence", "taken_in")}


Payment.add_index(Payment.index(Payment.authority, Payment.paid_on, name="payment_paid_on"))
Payment.add_index(Payment.index(Payment.authority, Payment.period_key, name="payment_quarter"))


class PaymentBefore(Base):
    """What a payment was before the file `changed_in` said something else of it: as it stood in the file `taken_in`."""

    payment = ForeignKeyField(Payment)
    changed_in = ForeignKeyField(SpendImport)
    taken_in = ForeignKeyField(SpendImport, index=False)
    row = IntegerField()
    pence = BigIntegerField()
    payment_id: int
    taken_in_id: int

    class Meta:
        constraints: ClassVar = [Check("row > 0", "a_payment_stood_in_a_row")]
