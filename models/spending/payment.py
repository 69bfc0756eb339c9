"""Payments, and the two things by which they are sorted: who was paid, and what for.

A payee is a supplier by its number or its exact name, or because an officer said so; nothing is ever guessed. What a
payment was for is sorted by the words of its department and purpose, which an officer gives a service.
"""

from datetime import datetime
from typing import ClassVar, Self

from peewee import (
    BigIntegerField,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.audit import AuditEvent
from models.authority import Authority, Service
from models.conflicts import Stale
from models.person import Person
from models.register.supplier import Supplier
from models.spending.taking_in import SpendImport
from models.store import Base, must_be_writing, unique

MATCHED_BY = ("number", "name", "person", "")


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


Payment.add_index(Payment.index(Payment.authority, Payment.paid_on, name="payment_paid_on"))
Payment.add_index(Payment.index(Payment.authority, Payment.period_key, name="payment_quarter"))
