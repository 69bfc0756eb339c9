"""The public record: one SQLite file, written from nothing from plain rows, the same bytes for the same rows.

It imports nothing else of `models`, and asks SQLite itself: each build would wait for an ORM, and for the servers that
one knows, to be loaded.
"""

import os
import sqlite3
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, ClassVar, Self

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a table -> its rows: column -> text, whole number or None. Days are ISO texts, money is pence."""

KINDS: Mapping[object, str] = {
    str: "TEXT NOT NULL", int: "INTEGER NOT NULL", str | None: "TEXT", int | None: "INTEGER",
}  # fmt: skip
"""What a column may hold, as Python and as SQLite say it."""

_open: ContextVar[sqlite3.Connection] = ContextVar("open record")


class Record:
    """What every table of the public record has in common; one object is one of its rows. `KEY`: the columns by which a
    row is known, and in whose order rows come; `COLUMNS`: name -> kind of each."""

    KEY: ClassVar[tuple[str, ...]] = ()
    COLUMNS: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        kinds = ChainMap(*(vars(one).get("__annotations__", {}) for one in cls.__mro__))
        cls.COLUMNS = {name: KINDS[kind] for name, kind in kinds.items() if kind in KINDS}

    def __init__(self, *values: Any) -> None:
        vars(self).update(zip(self.COLUMNS, values, strict=True))

    @classmethod
    def table(cls) -> str:
        """Its name in the file."""
        return cls.__name__.lower()

    @classmethod
    def rows(cls, *order: str, **where: str) -> list[Self]:
        """The rows whose columns hold just this, by the columns of `order`, else of the key."""
        held = f" WHERE {' AND '.join(f'{name} = ?' for name in where)}" if where else ""
        sql = f"SELECT {', '.join(cls.COLUMNS)} FROM {cls.table()}{held} ORDER BY {', '.join(order or cls.KEY)}"  # noqa: S608  ours
        return [cls(*values) for values in ask(sql, *where.values())]


class Edition(Record):
    """A closed quarter of an authority, in its newest revision."""

    KEY = ("authority", "period_key")

    authority: str
    period_key: str
    label: str
    starts_on: str
    last_day: str
    as_at: str
    closed_on: str
    closed_at: str
    closed_late: int
    revision: int
    digest: str


class Revision(Record):
    """One revision of an edition, with its reason; the first one, number 0, has none."""

    KEY = ("authority", "period_key", "revision")

    authority: str
    period_key: str
    revision: int
    closed_on: str
    closed_at: str
    reason: str | None


class Corrected(Record):
    """A contract that one revision of an edition changed, added or left out; what it said before is not told."""

    KEY = ("authority", "period_key", "revision", "slug")

    authority: str
    period_key: str
    revision: int
    slug: str


class Once(Record):
    """A page that an edition had before one of its revisions left it out: its kind and what stands in its address."""

    KEY = ("authority", "period_key", "kind", "slug")

    authority: str
    period_key: str
    revision: int
    kind: str
    slug: str


class Correction(Record):
    """What the council answered when somebody said that a page is wrong; `data` is canonical JSON. Nothing says who."""

    KEY = ("authority", "slug")

    authority: str
    slug: str
    released_at: str
    data: str


class Removed(Record):
    """A contract that was removed for a legal reason from every edition: its address, the day, the reason."""

    KEY = ("authority", "slug")

    authority: str
    slug: str
    removed_on: str
    reason: str


class Released(Record):
    """A row of an edition; `data` is its canonical JSON, as it was released."""

    KEY = ("authority", "period_key", "slug")

    authority: str
    period_key: str
    slug: str
    data: str


class Contract(Released):
    """A contract in an edition."""


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

    KEY = ("slug",)

    slug: str
    data: str


class Award(Record):
    """What a supplier was awarded of a contract; no lot is an empty text, an unknown value is null."""

    KEY = ("authority", "period_key", "contract", "supplier", "lot")

    authority: str
    period_key: str
    contract: str
    supplier: str
    lot: str
    value_pence: int | None
    awarded_on: str | None


class AsReleased(Record):
    """Something of an authority as it was released last; `data` is canonical JSON. It has no table itself."""

    KEY = ("authority", "slug")

    authority: str
    slug: str
    released_at: str
    data: str


class Tender(AsReleased):
    """A tender."""


class Conduct(Record):
    """How a council kept its own promises; `data` is canonical JSON."""

    KEY = ("authority",)

    authority: str
    released_at: str
    data: str


class Answer(Record):
    """One version of a question with its answer about a tender; nothing says who asked, or when."""

    KEY = ("authority", "tender", "slug", "version")

    authority: str
    tender: str
    slug: str
    version: int
    data: str


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


def ask(sql: str, *values: str) -> sqlite3.Cursor:
    """What SQLite answers from the record that is open. Raises LookupError where none is."""
    return _open.get().execute(sql, values)


def write_record(path: Path, rows: Rows) -> None:
    """Write the record to `path` from nothing; what stood there is replaced in one step, or stays if this fails.

    Raises ValueError for a table or column that the record does not have, or a column that is missing.
    """
    _refuse_strangers(rows)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as database:
            _fill(database, rows)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def open_record(path: Path) -> Iterator[None]:
    """The record at `path`, to be read only, for as long as the block lasts."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", isolation_level=None, uri=True)) as database:
        token = _open.set(database)
        try:
            yield
        finally:
            _open.reset(token)


def _fill(database: sqlite3.Connection, rows: Rows) -> None:
    for pragma in ("page_size = 4096", "journal_mode = off", "synchronous = full"):
        database.execute(f"PRAGMA {pragma}")
    for _, table in sorted(TABLES.items()):
        database.execute(_made(table))
    database.execute(BY_CONTRACT)
    database.execute("BEGIN")
    for name, table in sorted(TABLES.items()):
        ordered = sorted(([row[column] for column in table.COLUMNS] for row in rows.get(name, ())), key=_order)
        marks = ", ".join("?" * len(table.COLUMNS))
        database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', ordered)  # noqa: S608  ours
    database.execute("COMMIT")
    database.execute("VACUUM")


def _made(table: type[Record]) -> str:
    """How a table is made."""
    columns = [f'"{name}" {kind}' for name, kind in table.COLUMNS.items()]
    key = ", ".join(f'"{name}"' for name in table.KEY)
    return f'CREATE TABLE "{table.table()}" ({", ".join(columns)}, PRIMARY KEY ({key}))'


BY_CONTRACT = 'CREATE INDEX "contract_authority_slug_period_key" ON "contract" ("authority", "slug", "period_key")'


def _order(row: Sequence[Any]) -> list[str]:
    return [str(value) for value in row]


def _refuse_strangers(rows: Rows) -> None:
    for name, found in rows.items():
        if name not in TABLES:
            raise ValueError(f"The record has no table “{name}”.")
        columns = TABLES[name].COLUMNS.keys()
        for row in found:
            if row.keys() != columns:
                raise ValueError(f"A row of “{name}” has other columns: {sorted(row.keys() ^ columns)}.")
