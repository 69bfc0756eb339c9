"""The public record as the pages read it: editions, and of every contract the newest line that stands in one.

What lists need is kept in memory, small; whole rows are read from the record when a page shows them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from flask import current_app

from models.public import record as tables
from portal.publishing.line import Line, line_of
from portal.publishing.words import FRAMEWORKS

Row = dict[str, Any]
"""A released row, as `portal/releasing/rows.py` shapes it."""
Key = tuple[str, str]
"""Slug of an authority and slug of its contract."""
Stood = tuple[str, bytes]
"""Key of a quarter, and a contract as it was released in it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A quarter of one authority, in its newest revision. Days are ISO texts."""

    authority: str
    period_key: str
    label: str
    starts_on: str
    last_day: str
    as_at: str
    closed_on: str
    closed_at: str
    closed_late: bool
    revision: int
    digest: str
    revisions: tuple[Row, ...]  # revision, closed_on, closed_at, reason; oldest first

    @property
    def quarter(self) -> str:
        """The quarter as it stands in addresses: 2026-27-q2."""
        return self.period_key.lower()


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter with the editions of all authorities that closed it."""

    slug: str
    period_key: str
    label: str
    last_day: str
    editions: tuple[Edition, ...]


class Register:
    """Everything that the site says, read once from the record at `path`, which must be open (`open_record`)."""

    def __init__(self) -> None:
        self.authorities = {row["slug"]: row for row in self._newest(tables.Authority)}
        self.services = {row["key"]: row for row in self._newest(tables.Service)}
        self.editions = {(one.authority, one.period_key): one for one in self._editions()}
        self.quarters = self._quarters()
        self.newest = {one.authority: one for one in sorted(self.editions.values(), key=lambda e: e.period_key)}
        self.suppliers = {slug: orjson.loads(data) for slug, data in _all(tables.Supplier, "slug", "data")}
        self.removed = _dicts(tables.Removed)
        self.latest: dict[Key, Line] = {}
        self.formerly: dict[str, str] = {}  # slug of a supplier that was merged -> slug of what it is part of now
        self.ever_frameworks: set[Key] = set()  # whatever any edition calls one
        self.once_named: dict[str, set[Key]] = defaultdict(set)  # slug of a supplier -> what it was once named for
        self.grouped: set[tuple[str, str, str]] = set()  # supplier, and name and number of a group it was ever part of
        self.by_supplier: dict[str, list[Line]] = defaultdict(list)
        self.by_service: dict[str, list[Line]] = defaultdict(list)
        self.by_framework: dict[Key, list[Line]] = defaultdict(list)
        self._ahead: dict[Key, list[Stood]] = {}
        for line in self._lines():
            self._keep(line)

    def _keep(self, line: Line) -> None:
        self.latest[line.key] = line
        for slug in dict.fromkeys(part.slug for part in line.suppliers):  # one may have several lots
            self.by_supplier[slug].append(line)
        for part in line.suppliers:
            if part.formerly:
                self.formerly.update(dict.fromkeys(part.formerly, part.slug))
        if line.service:
            self.by_service[line.service].append(line)
        if line.within:
            self.by_framework[line.within].append(line)

    def _notice(self, authority: str, row: Row) -> None:
        """What lists of today no longer say of a contract."""
        if row["arrangement"] in FRAMEWORKS:
            self.ever_frameworks.add((authority, row["slug"]))
        for part in row["suppliers"]:
            if part["group_name"] or part["group_number"]:
                self.grouped.add((part["slug"], part["group_name"] or "", part["group_number"] or ""))

    def is_current(self, line: Line) -> bool:
        """Whether it stands in the newest edition of its authority."""
        return self.newest[line.authority].period_key == line.period_key

    def current(self, lines: list[Line] | None = None) -> list[Line]:
        """Of these lines (of all), those that stand in the newest edition of their authority."""
        return [line for line in (self.latest.values() if lines is None else lines) if self.is_current(line)]

    def lines(self, period_key: str) -> list[Line]:
        """The lines of one quarter, of all authorities, as they stood in it; where a contract reads the same in every
        edition, its newest line."""
        if all(self.newest[one.authority] is one for one in self.quarter(period_key).editions):
            return [line for line in self.latest.values() if line.period_key == period_key]
        return [line for line in _lines_of(self, period_key) if line.authority in self.newest]

    def only(self, authority: str) -> "Register":
        """The same register as if no other authority had one; names of all stay known."""
        found = copy(self)
        found.editions = {key: one for key, one in self.editions.items() if key[0] == authority}
        found.newest = {authority: self.newest[authority]}
        found.quarters = found._quarters()
        found.latest = {key: line for key, line in self.latest.items() if key[0] == authority}
        return found

    def quarter(self, period_key: str) -> Quarter:
        """The quarter with this key, in either case. Raises KeyError where nobody closed it."""
        return self.quarters[period_key.lower()]

    def history(self, key: Key) -> list[tuple[Edition, Row]]:
        """A contract in every edition that it stands in, newest first."""
        if key not in self._ahead:
            self._ahead = _read_ahead(*key)
        found, last, row = [], b"", {}
        for period, data in self._ahead[key]:
            if data != last:  # most quarters change nothing
                last, row = data, orjson.loads(data)
            found.append((self.editions[key[0], period], row))
        return found[::-1]

    def row(self, line: Line) -> Row:
        """Everything that is released of a contract, as it stood in the edition of the line."""
        ((data,),) = _rows(ONE, line.authority, line.period_key, line.slug)
        row: Row = orjson.loads(data)
        return row

    def rows_of(self, lines: Iterable[Line]) -> dict[Key, Row]:
        """The same of several, in one question to the record for those of one edition."""
        slugs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in lines:
            slugs[line.authority, line.period_key].append(line.slug)
        found: dict[Key, Row] = {}
        for (authority, period), some in slugs.items():
            for slug, data in _rows(THESE, authority, period, orjson.dumps(some).decode()):
                found[authority, slug] = orjson.loads(data)
        return found

    def released(self, edition: Edition) -> Iterator[tuple[str, bytes]]:
        """The contracts of an edition as they were released, in the order of their slugs."""
        return _rows(EDITION, edition.authority, edition.period_key)  # type: ignore[no-any-return]

    def released_between(self, edition: Edition, first: str, last: str) -> list[tuple[str, bytes]]:
        """Those of them from one slug to another, both among them."""
        return _rows(SOME, edition.authority, edition.period_key, first, last).fetchall()  # type: ignore[no-any-return]

    def slugs(self, edition: Edition) -> list[str]:
        """Of the contracts of an edition, in their order."""
        return [slug for (slug,) in _rows(SLUGS, edition.authority, edition.period_key)]

    def rows(self, edition: Edition) -> Iterator[Row]:
        """The same, read."""
        return (orjson.loads(data) for _, data in self.released(edition))

    def other(self, table: type[tables.Released], edition: Edition) -> list[Row]:
        """Rows of another kind of an edition: `Withheld`, `Totals`, `Service`, `Authority`."""
        here = (table.authority == edition.authority) & (table.period_key == edition.period_key)
        return [orjson.loads(row.data) for row in table.select(table.data).where(here).order_by(table.slug)]

    def _lines(self) -> Iterator[Line]:
        """The newest line of every contract; its mark changes when anything in any of its editions does, and with whose
        it is."""
        for (authority, _slug), found in groupby(_rows(ALL), key=itemgetter(0, 1)):
            mark, last, changes, newest = blake2b(authority.encode(), digest_size=8), b"", 0, ""
            row: Row = {}
            for _authority, _slug, newest, data in found:
                mark.update(newest.encode())
                if data != last:
                    for part in row.get("suppliers", ()):
                        self.once_named[part["slug"]].add((authority, row["slug"]))
                    last, changes, row = data, changes + 1, orjson.loads(data)
                    mark.update(data)
                    self._notice(authority, row)
            yield line_of(authority, newest, row, mark.hexdigest(), steady=changes == 1)

    def _newest(self, table: type[tables.Released]) -> list[Row]:
        """Rows of a kind, oldest edition first: the last one of a slug counts."""
        query = table.select(table.data).order_by(table.period_key, table.authority, table.slug)
        return [orjson.loads(row.data) for row in query]

    def _editions(self) -> Iterator[Edition]:
        revisions = defaultdict(list)
        for row in _dicts(tables.Revision):
            revisions[row.pop("authority"), row.pop("period_key")].append(row)
        for row in _dicts(tables.Edition):
            late = bool(row.pop("closed_late"))
            yield Edition(**row, closed_late=late, revisions=tuple(revisions[row["authority"], row["period_key"]]))

    def _quarters(self) -> dict[str, Quarter]:
        """Newest first, by their slugs."""
        found: dict[str, list[Edition]] = defaultdict(list)
        for one in self.editions.values():
            found[one.quarter].append(one)
        return {
            slug: Quarter(slug, e[0].period_key, e[0].label, e[0].last_day, tuple(sorted(e, key=self._name_of)))
            for slug, e in sorted(found.items(), reverse=True)
        }

    def _name_of(self, edition: Edition) -> str:
        return str(self.authorities[edition.authority]["name"])


def register() -> Register:
    """What the application that is running shows."""
    found: Register = current_app.extensions["register"]
    return found


# Constant SQL: peewee would take longer to write these than SQLite to answer them.
ALL = "SELECT authority, slug, period_key, CAST(data AS BLOB) FROM contract ORDER BY authority, slug, period_key"
HISTORY = "SELECT period_key, CAST(data AS BLOB) FROM contract WHERE authority = ? AND slug = ? ORDER BY period_key"
AHEAD = (
    "SELECT slug, period_key, CAST(data AS BLOB) FROM contract WHERE authority = ? AND slug >= ?"
    " ORDER BY slug, period_key LIMIT 64"
)
EDITION = "SELECT slug, CAST(data AS BLOB) FROM contract WHERE authority = ? AND period_key = ? ORDER BY slug"
SLUGS = "SELECT slug FROM contract WHERE authority = ? AND period_key = ? ORDER BY slug"
SOME = (
    "SELECT slug, CAST(data AS BLOB) FROM contract WHERE authority = ? AND period_key = ? AND slug BETWEEN ? AND ? "
    "ORDER BY slug"
)
STOOD = "SELECT authority, slug FROM contract WHERE period_key = ? ORDER BY authority, slug"
THESE = (
    "SELECT slug, CAST(data AS BLOB) FROM contract WHERE authority = ? AND period_key = ? "
    "AND slug IN (SELECT value FROM json_each(?))"
)
ONE = "SELECT data FROM contract WHERE authority = ? AND period_key = ? AND slug = ?"


@lru_cache(maxsize=1)
def _lines_of(of: Register, period_key: str) -> list[Line]:
    """Most say what they say in the newest edition: only the others are read. Their marks are those of all editions."""
    stood = _rows(STOOD, of.quarter(period_key).period_key).fetchall()
    return [_stood(of, of.latest[key], of.quarter(period_key).period_key) for key in stood if key in of.latest]


def _stood(of: Register, newest: Line, period_key: str) -> Line:
    if newest.steady:
        return newest
    row = of.row(replace(newest, period_key=period_key))
    return line_of(newest.authority, period_key, row, newest.mark)


def _read_ahead(authority: str, slug: str) -> dict[Key, list[Stood]]:
    """A contract in every edition, oldest first, and those that stand after it: pages are made in their order."""
    found: dict[Key, list[Stood]] = {}
    for slug_of, period, data in _rows(AHEAD, authority, slug):
        found.setdefault((authority, slug_of), []).append((period, data))
    if found:
        found.popitem()  # it may be cut off
    if (authority, slug) not in found:
        found[authority, slug] = _rows(HISTORY, authority, slug).fetchall()
    return found


def _rows(sql: str, *values: str) -> Any:
    return tables.record.connection().execute(sql, values)


def _all(table: type[tables.Record], *columns: str) -> list[tuple[Any, ...]]:
    query: Any = table.select(*(getattr(table, column) for column in columns)).tuples()
    return list(query)


def _dicts(table: type[tables.Record]) -> list[Row]:
    query: Any = table.select().order_by(*table._meta.get_primary_keys()).dicts()
    return list(query)
