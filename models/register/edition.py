"""An edition: a quarter of the register, closed. A correction is a new revision with a reason; nothing is ever updated.

Written by `portal.releasing` only, which also says what a row holds.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateField, DateTimeField, ForeignKeyField, IntegerField, IntegrityError, TextField, fn

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone, NotNow, broken_rule
from models.person import Person
from models.register import bulk
from models.store import Base, must_be_writing, store, unique


@dataclass(frozen=True)
class NewRow:
    """One released row: its kind (“contract”), its slug at this authority, and its data as canonical JSON."""

    kind: str
    slug: str
    data: str


class Edition(Base):
    """One revision of one quarter of one authority. `as_at` is the day that everything relative counts from;
    `closed_at` the instant at which a person closed it. `digest` covers the digests of its rows."""

    authority = ForeignKeyField(Authority)
    period_key = TextField()
    revision = IntegerField(default=0)
    as_at = DateField()
    reason = TextField(null=True)
    closed_at = DateTimeField()
    by = ForeignKeyField(Person, null=True, index=False)
    digest = TextField()
    authority_id: int
    by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("revision >= 0", "revisions_are_counted_from_nought"),
            Check("(revision = 0) = (reason IS NULL)", "a_revision_says_why"),
            Check("length(reason) > 0", "a_reason_of_a_revision_says_something"),
        ]

    @property
    def subject(self) -> str:
        return f"edition:{self.authority.slug}/{self.period_key}/{self.revision}"

    @classmethod
    def close(
        cls, authority_id: int, period_key: str, rows: Sequence[NewRow], *, as_at: date, by: int | None, at: datetime
    ) -> Self:
        """Close a quarter for the first time. Raises AlreadyDone, with the newest revision, when it is closed."""
        if newest := cls.newest(authority_id, period_key):
            raise AlreadyDone(newest)
        return cls._write(authority_id, period_key, rows, revision=0, reason=None, as_at=as_at, by=by, at=at)

    @classmethod
    def revise(
        cls, authority_id: int, period_key: str, rows: Sequence[NewRow], *, reason: str, as_at: date, by: int | None,
        at: datetime,
    ) -> Self:  # fmt: skip
        """Correct a closed quarter. Raises NotNow when it was never closed, AlreadyDone when somebody was quicker."""
        newest = cls.newest(authority_id, period_key)
        if newest is None:
            raise NotNow("not closed")
        revision = newest.revision + 1
        return cls._write(authority_id, period_key, rows, revision=revision, reason=reason, as_at=as_at, by=by, at=at)

    @classmethod
    def _write(cls, authority_id: int, period_key: str, rows: Sequence[NewRow], **values: Any) -> Self:
        must_be_writing()
        digests = {(row.kind, row.slug): digest_of(row.data) for row in rows}
        whole = digest_of_all(digests)
        stamp = {"closed_at": values.pop("at"), "digest": whole}
        try:
            with store.atomic():
                edition = cls.create(authority=authority_id, period_key=period_key, **values, **stamp)
        except IntegrityError as error:
            if broken_rule(error) != "a_quarter_has_each_revision_once":
                raise
            raise AlreadyDone(cls.newest(authority_id, period_key)) from error
        sealed = ({**asdict(row), "digest": digests[row.kind, row.slug]} for row in rows)
        bulk.insert(EditionRow, ({"edition": edition.id, **row} for row in sealed))
        action = "edition.corrected" if edition.revision else "edition.closed"
        after = f"{len(rows)} rows, {whole}"
        AuditEvent.append(action, edition.subject, edition.by_id, edition.closed_at, after=after, words=edition.reason)
        return edition

    @classmethod
    def newest(cls, authority_id: int, period_key: str) -> Self | None:
        """The last revision of a quarter, or None when it was never closed."""
        mine = cls.select().where(cls.authority == authority_id, cls.period_key == period_key)
        found: Self | None = mine.order_by(cls.revision.desc()).first()
        return found

    @classmethod
    def newest_key(cls, authority_id: int) -> str | None:
        """The last quarter that an authority closed, whenever it did so."""
        found: str | None = cls.select(fn.MAX(cls.period_key)).where(cls.authority == authority_id).scalar()
        return found

    def before(self) -> Self | None:
        """The quarter before it that the same authority closed, in its last revision."""
        earlier = (Edition.authority == self.authority_id) & (Edition.period_key < self.period_key)
        found: Self | None = (
            Edition.select().where(earlier).order_by(Edition.period_key.desc(), Edition.revision.desc()).first()
        )
        return found

    @classmethod
    def latest(cls) -> list[Self]:
        """The last revision of every closed quarter, with its authority, oldest quarter first; one query."""
        other = cls.alias()
        last = other.select(fn.MAX(other.revision)).where(
            other.authority == cls.authority, other.period_key == cls.period_key
        )
        query = cls.select(cls, Authority).join(Authority).where(cls.revision == last)
        return list(query.order_by(cls.period_key, Authority.slug))

    @classmethod
    def revisions(cls, authority_id: int, period_key: str) -> list[Self]:
        """All revisions of a quarter, the first one first."""
        mine = cls.select().where(cls.authority == authority_id, cls.period_key == period_key)
        return list(mine.order_by(cls.revision))

    def rows(self, kind: str | None = None) -> "list[EditionRow]":
        """Its rows by kind and slug, those that were taken down among them; one query."""
        mine = EditionRow.select().where(EditionRow.edition == self.id)
        return list((mine.where(EditionRow.kind == kind) if kind else mine).order_by(EditionRow.kind, EditionRow.slug))


unique(Edition, Edition.authority, Edition.period_key, Edition.revision, name="a_quarter_has_each_revision_once")


class EditionRow(Base):
    """One released row. Taking it down empties `data` and leaves the digest; nothing else ever changes it."""

    edition = ForeignKeyField(Edition, index=False)
    kind = TextField()
    slug = TextField(index=True)
    data = TextField(null=True)
    digest = TextField()
    taken_down_at = DateTimeField(null=True)
    reason = TextField(null=True)
    asked_by = ForeignKeyField(Person, null=True, index=False)
    agreed_by = ForeignKeyField(Person, null=True, index=False)
    edition_id: int
    asked_by_id: int | None
    agreed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("(data IS NULL) = (taken_down_at IS NOT NULL)", "a_row_is_there_or_says_when_it_was_taken_down"),
            Check(
                "taken_down_at IS NULL"
                " OR (reason IS NOT NULL AND asked_by_id IS NOT NULL AND agreed_by_id IS NOT NULL)",
                "what_was_taken_down_says_why_and_by_whom",
            ),
            Check("asked_by_id <> agreed_by_id", "two_people_take_a_row_down"),
        ]


unique(EditionRow, EditionRow.edition, EditionRow.kind, EditionRow.slug, name="an_edition_has_a_row_once")


def digest_of(data: str) -> str:
    """SHA-256 (hex) of the data of a row."""
    return hashlib.sha256(data.encode()).hexdigest()


def digest_of_all(digests: dict[tuple[str, str], str]) -> str:
    """SHA-256 (hex) of an edition, from (kind, slug) -> digest of each row; the order does not matter."""
    lines = (f"{kind} {slug} {digest}\n" for (kind, slug), digest in sorted(digests.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def breaks() -> list[str]:
    """What is wrong with the editions, a sentence each; empty when every row and every edition has its digest."""
    found = []
    for edition in Edition.select(Edition, Authority).join(Authority).order_by(Edition.id):
        rows = edition.rows()
        found += [
            f"The {row.kind} {row.slug} in {edition.subject} is not what was released."
            for row in rows
            if row.data is not None and digest_of(row.data) != row.digest
        ]
        if digest_of_all({(row.kind, row.slug): row.digest for row in rows}) != edition.digest:
            found.append(f"The rows of {edition.subject} are not those that were closed.")
    return found
