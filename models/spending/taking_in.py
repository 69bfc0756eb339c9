"""A spending file that was taken in, what was odd about it, and that it was taken out again."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    JOIN,
    BigIntegerField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone, NotNow
from models.person import Person
from models.register import bulk
from models.register.taking_in import Counts, NewFinding
from models.store import Base, must_be_writing


class SpendImport(Base):
    """One file, from the first to the last day on which it says that anything was paid. `by` is None on the command
    line; `pence`, what its payments come to, for files of a time when that was not kept."""

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
    pence = BigIntegerField(null=True)
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()
    authority_id: int
    by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("read = new + changed + unchanged + rejected", "every_payment_that_was_read_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "payments_are_counted_from_nought"),
            Check("first_on <= last_on", "a_spending_file_begins_before_it_ends"),
        ]

    @property
    def subject(self) -> str:
        return f"spending:{self.public_id}"

    @classmethod
    def of(cls, authorities: Sequence[int]) -> Any:
        """Those of these authorities, the newest first: who took each in, and `out` where it was taken out again."""
        whose = Authority.id, Authority.name, Authority.public_id
        query = cls.select(cls, *whose, Person, SpendTakenOut).join(Authority).switch(cls)
        query = query.left_outer_join(Person, on=cls.by).switch(cls)
        query = query.join(SpendTakenOut, JOIN.LEFT_OUTER, on=(SpendTakenOut.file == cls.id), attr="out")
        return query.where(cls.authority << list(authorities)).order_by(cls.id.desc())

    @classmethod
    def same(cls, authority_id: int, digest: str) -> Self | None:
        """The last time that this very file was taken in for an authority, unless it was taken out again."""
        found: Self | None = cls.of([authority_id]).where(cls.file_digest == digest, SpendTakenOut.id.is_null()).first()
        return found

    def built_upon(self) -> Self | None:
        """The newest file that was taken in after this one, is still there, and spoke of payments that were known on
        some of the same days: it has to go first."""
        later = (SpendImport.id > self.id) & (SpendImport.changed + SpendImport.unchanged > 0)
        days = (SpendImport.first_on <= self.last_on) & (SpendImport.last_on >= self.first_on)
        query = SpendImport.of([self.authority_id]).where(later & days & SpendTakenOut.id.is_null())
        found: Self | None = query.first()
        return found

    @classmethod
    def keep(
        cls, authority_id: int, file: tuple[str, str], days: tuple[date, date], counts: Counts,
        findings: Sequence[NewFinding], *, pence: int, by: int | None, at: datetime,
    ) -> Self:  # fmt: skip
        """Write down what came of a file (name, digest): the one audit event of all that it changes."""
        must_be_writing()
        numbers = {**asdict(counts), "read": counts.read}
        what = {"authority": authority_id, "file_name": file[0], "file_digest": file[1]}
        taken: Self = cls.create(**what, first_on=days[0], last_on=days[1], **numbers, pence=pence, by=by, at=at)
        bulk.insert(SpendFinding, [{"import_": taken.id, **asdict(finding)} for finding in findings])
        said = ", ".join(f"{name} {number}" for name, number in numbers.items())
        AuditEvent.append("spending.taken_in", taken.subject, by, at, after=f"{file[1]}: {said}")
        return taken

    def take_out(self, why: str, *, by: int, at: datetime) -> None:
        """It was wrong: write down who says so and why. What was odd about it is forgotten: such values may name
        somebody. Raises AlreadyDone, and NotNow where a later file is built upon it."""
        must_be_writing()
        if done := SpendTakenOut.get_or_none(SpendTakenOut.file == self.id):
            raise AlreadyDone(done)
        if self.built_upon():
            raise NotNow("a later file")
        SpendTakenOut.create(file=self.id, why=why, by=by, at=at)
        SpendFinding.delete().where(SpendFinding.import_ == self.id).execute()
        AuditEvent.append("spending.taken_out", self.subject, by, at, words=why)


class SpendTakenOut(Base):
    """A file whose payments were taken out again, and why."""

    file = ForeignKeyField(SpendImport, unique=True)
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    file_id: int

    class Meta:
        constraints: ClassVar = [Check("why <> ''", "why_a_spending_file_was_wrong_is_said")]


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
