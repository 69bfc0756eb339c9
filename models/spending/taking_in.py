"""A spending file that was taken in, and what was odd about it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority
from models.person import Person
from models.register import bulk
from models.register.taking_in import Counts, NewFinding
from models.store import Base, must_be_writing


class SpendImport(Base):
    """One file, from the first to the last day on which it says that anything was paid. `by` is None on the command
    line."""

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    file_name = TextField()
    file_digest = TextField()
    first_on = DateField()
    last_on = DateField()
    read = IntegerField()
    new = IntegerField()
    changed = IntegerField()
    unchanged = IntegerField()
    rejected = IntegerField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()
    authority_id: int

    class Meta:
        constraints: ClassVar = [
            Check("read = new + changed + unchanged + rejected", "every_payment_that_was_read_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "payments_are_counted_from_nought"),
            Check("first_on <= last_on", "a_spending_file_begins_before_it_ends"),
        ]

    @classmethod
    def keep(
        cls, authority_id: int, file: tuple[str, str], days: tuple[date, date], counts: Counts,
        findings: Sequence[NewFinding], *, by: int | None, at: datetime,
    ) -> Self:  # fmt: skip
        """Write down what came of a file (name, digest): the one audit event of all that it changes."""
        must_be_writing()
        numbers = {**asdict(counts), "read": counts.read}
        what = {"authority": authority_id, "file_name": file[0], "file_digest": file[1]}
        taken: Self = cls.create(**what, first_on=days[0], last_on=days[1], **numbers, by=by, at=at)
        bulk.insert(SpendFinding, [{"import_": taken.id, **asdict(finding)} for finding in findings])
        said = ", ".join(f"{name} {number}" for name, number in numbers.items())
        AuditEvent.append("spending.taken_in", f"spending:{taken.public_id}", by, at, after=f"{file[1]}: {said}")
        return taken


class SpendFinding(Base):
    """One thing that was odd."""

    import_ = ForeignKeyField(SpendImport, column_name="import_id", object_id_name="import_id")
    row = IntegerField(null=True)
    column = TextField()
    value = TextField()
    problem = TextField()
    action = TextField()
    import_id: int

    class Meta:
        constraints: ClassVar = [Check("row > 0", "a_row_of_spending_is_numbered_as_a_spreadsheet_does")]
