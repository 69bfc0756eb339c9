"""The public record: one SQLite file, written from nothing from plain rows, the same bytes for the same rows.

It has a base class and a proxy of its own, and imports nothing else of `models`.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import CompositeKey, DatabaseProxy, IntegerField, Model, SqliteDatabase, TextField

record = DatabaseProxy()

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a table -> its rows: column -> text, whole number or None. Days are ISO texts, money is pence."""


class Record(Model):
    """What every table of the public record has in common: the database that it lives in, and no other."""

    class Meta:
        database = record
        legacy_table_names = False


class Edition(Record):
    """A closed quarter of an authority, in its newest revision."""

    authority = TextField()
    period_key = TextField()
    label = TextField()
    starts_on = TextField()
    last_day = TextField()
    as_at = TextField()
    closed_on = TextField()
    closed_at = TextField()
    closed_late = IntegerField()
    revision = IntegerField()
    digest = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "period_key")


class Revision(Record):
    """One revision of an edition, with its reason; the first one, number 0, has none."""

    authority = TextField()
    period_key = TextField()
    revision = IntegerField()
    closed_on = TextField()
    closed_at = TextField()
    reason = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("authority", "period_key", "revision")


class Corrected(Record):
    """A contract that one revision of an edition changed, added or left out; what it said before is not told."""

    authority = TextField()
    period_key = TextField()
    revision = IntegerField()
    slug = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "period_key", "revision", "slug")


class Once(Record):
    """A page that an edition had before one of its revisions left it out: its kind and what stands in its address."""

    authority = TextField()
    period_key = TextField()
    revision = IntegerField()
    kind = TextField()
    slug = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "period_key", "kind", "slug")


class Correction(Record):
    """What the council answered when somebody said that a page is wrong; `data` is canonical JSON. Nothing says who."""

    authority = TextField()
    slug = TextField()
    released_at = TextField()
    data = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "slug")


class Removed(Record):
    """A contract that was removed for a legal reason from every edition: its address, the day, the reason."""

    authority = TextField()
    slug = TextField()
    removed_on = TextField()
    reason = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "slug")


class Released(Record):
    """A row of an edition; `data` is its canonical JSON, as it was released."""

    authority = TextField()
    period_key = TextField()
    slug = TextField()
    data = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "period_key", "slug")


class Contract(Released):
    """A contract in an edition."""

    class Meta:
        indexes = ((("authority", "slug", "period_key"), False),)


class Service(Released):
    """A service in an edition; its slug is the key of the service."""


class Authority(Released):
    """An authority as its edition describes it."""


class Withheld(Released):
    """What an edition leaves out, counted."""


class Totals(Released):
    """Purchases for one person, by service and half-year only."""


class Market(Released):
    """What an authority says of itself as a buyer."""


class Spend(Released):
    """What was paid in a quarter, by service only; its slug is the key of the service, or “all”."""


class Asked(Released):
    """A set of questions that an authority uses, and how much it asks; its slug is the key of the set."""


class Supplier(Record):
    """A supplier as the newest edition that names it describes it."""

    slug = TextField(primary_key=True)
    data = TextField()


class Award(Record):
    """What a supplier was awarded of a contract; no lot is an empty text, an unknown value is null."""

    authority = TextField()
    period_key = TextField()
    contract = TextField()
    supplier = TextField()
    lot = TextField()
    value_pence = IntegerField(null=True)
    awarded_on = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("authority", "period_key", "contract", "supplier", "lot")


class AsReleased(Record):
    """Something of an authority as it was released last; `data` is canonical JSON. It has no table itself."""

    authority = TextField()
    slug = TextField()
    released_at = TextField()
    data = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "slug")


class Tender(AsReleased):
    """A tender."""


class Conduct(Record):
    """How a council kept its own promises; `data` is canonical JSON."""

    authority = TextField(primary_key=True)
    released_at = TextField()
    data = TextField()


class Answer(Record):
    """One version of a question with its answer about a tender; nothing says who asked, or when."""

    authority = TextField()
    tender = TextField()
    slug = TextField()
    version = IntegerField()
    data = TextField()

    class Meta:
        primary_key = CompositeKey("authority", "tender", "slug", "version")


class Event(AsReleased):
    """An event. Nothing says who comes, or what places are left."""


class Forum(AsReleased):
    """A providers’ forum. Nothing says who takes part."""


TABLES: dict[str, type[Record]] = {
    "answer": Answer,
    "asked": Asked,
    "authority": Authority,
    "award": Award,
    "conduct": Conduct,
    "contract": Contract,
    "corrected": Corrected,
    "correction": Correction,
    "edition": Edition,
    "event": Event,
    "forum": Forum,
    "market": Market,
    "once": Once,
    "removed": Removed,
    "revision": Revision,
    "service": Service,
    "spend": Spend,
    "supplier": Supplier,
    "tender": Tender,
    "totals": Totals,
    "withheld": Withheld,
}


def write_record(path: Path, rows: Rows) -> None:
    """Write the record to `path` from nothing; what stood there is replaced in one step, or stays if this fails.

    Raises ValueError for a table or column that the record does not have, or a column that is missing.
    """
    _refuse_strangers(rows)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    try:
        pragmas = {"page_size": 4096, "journal_mode": "off", "synchronous": "full"}
        with _at(SqliteDatabase(str(new), pragmas=pragmas)) as database:
            _fill(database, rows)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def open_record(path: Path) -> Iterator[None]:
    """The record at `path`, to be read only, for as long as the block lasts."""
    with _at(SqliteDatabase(f"{path.resolve().as_uri()}?mode=ro", uri=True)):
        yield


@contextmanager
def _at(database: SqliteDatabase) -> Iterator[SqliteDatabase]:
    """The record’s proxy stands on `database`, for this block."""
    record.initialize(database)
    try:
        with database.connection_context():
            yield database
    finally:
        record.initialize(None)


def _fill(database: SqliteDatabase, rows: Rows) -> None:
    database.create_tables([TABLES[name] for name in sorted(TABLES)])
    with database.atomic():
        for name in sorted(TABLES):
            columns = TABLES[name]._meta.sorted_field_names
            ordered = sorted(([row[c] for c in columns] for row in rows.get(name, ())), key=_order)
            database.connection().executemany(_insert(TABLES[name]), ordered)
    database.execute_sql("VACUUM")


def _insert(table: type[Record]) -> str:
    """Plain SQL: peewee would take twenty times as long to write it for each row."""
    fields = table._meta.sorted_fields
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    return f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({", ".join("?" * len(fields))})'  # noqa: S608  ours


def _order(row: Sequence[Any]) -> list[str]:
    return [str(value) for value in row]


def _refuse_strangers(rows: Rows) -> None:
    for name, found in rows.items():
        if name not in TABLES:
            raise ValueError(f"The record has no table “{name}”.")
        columns = set(TABLES[name]._meta.sorted_field_names)
        for row in found:
            if set(row) != columns:
                raise ValueError(f"A row of “{name}” has other columns: {sorted(set(row) ^ columns)}.")
