"""What was taken in from a file: how many rows became what, and everything that was odd about them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority
from models.person import Person
from models.register import bulk
from models.store import Base


@dataclass(frozen=True)
class Counts:
    """Rows of the file, each counted once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged + self.rejected


@dataclass(frozen=True)
class NewFinding:
    """Something odd: the number of the row as a spreadsheet shows it (None: the file as a whole), the column by its
    header, the value as it stood there, what is wrong with it, and what was done."""

    row: int | None
    column: str
    value: str
    problem: str
    action: str


class Import(Base):
    """One file that was taken in, or refused as a whole. `by` is None on the command line; `authority` is the one that
    rows belong to which name none."""

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    file_name = TextField()
    file_digest = TextField()
    state = TextField()
    read = IntegerField()
    new = IntegerField()
    changed = IntegerField()
    unchanged = IntegerField()
    rejected = IntegerField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()
    authority_id: int
    by_id: int | None

    class Meta:
        table_name = "register_import"
        constraints: ClassVar = [
            Check("state IN ('applied', 'refused')", "a_file_is_applied_or_refused"),
            Check("read = new + changed + unchanged + rejected", "every_row_that_was_read_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "rows_are_counted_from_nought"),
            Check("state = 'applied' OR new + changed = 0", "a_refused_file_changes_nothing"),
        ]

    @property
    def subject(self) -> str:
        return f"import:{self.public_id}"

    @classmethod
    def keep(
        cls, authority_id: int, file_name: str, file_digest: str, counts: Counts, findings: Sequence[NewFinding] = (),
        *, by: int | None, at: datetime, state: str = "applied",
    ) -> Self:  # fmt: skip
        """Write down what came of a file, with its findings. This is the one audit event of all that it changes."""
        numbers = {**asdict(counts), "read": counts.read}
        what = {"authority": authority_id, "file_name": file_name, "file_digest": file_digest, "state": state}
        taken = cls.create(**what, **numbers, by=by, at=at)
        bulk.insert(Finding, [{"import_": taken.id, **asdict(finding)} for finding in findings])
        said = ", ".join(f"{name} {number}" for name, number in numbers.items())
        AuditEvent.append(f"register.{state}", taken.subject, by, at, after=f"{file_digest}: {said}")
        return taken


class Finding(Base):
    """One finding of an import."""

    import_ = ForeignKeyField(Import, column_name="import_id", object_id_name="import_id")
    row = IntegerField(null=True)
    column = TextField()
    value = TextField()
    problem = TextField()
    action = TextField()
    import_id: int

    class Meta:
        constraints: ClassVar = [Check("row > 0", "a_row_is_numbered_as_a_spreadsheet_does")]
