"""Tokens for every text column of every table, found by looking at the tables, and the search for them in bytes.

A token is PREFIX and ten letters that belong to a table, a column and a row. Letters survive the encodings of HTML and
URLs as they are; those that change letters are searched for one by one.
"""

import base64
import html
import re
import sqlite3
import string
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes
from uuid import UUID, uuid4

import peewee

from models.schema import TABLES

PREFIX = "zqvokhu"
SHAPE = re.compile(rf"{PREFIX}[a-z]{{10}}".encode(), re.IGNORECASE)


class Where(NamedTuple):
    """Where a token was put."""

    table: str
    column: str
    row: int


def token(where: Where) -> str:
    digest = sha256(repr(tuple(where)).encode()).digest()
    return PREFIX + "".join(string.ascii_lowercase[byte % 26] for byte in digest[:10])


class Planter:
    """Puts tokens into the store that is open. `refused`: columns that a rule of their table keeps to certain words."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.planted: dict[str, Where] = {}
        self.refused: set[tuple[str, str]] = set()

    def plant(
        self, table: type[peewee.Model], *, leave: Iterable[tuple[int, str]] = (), but: Iterable[str] = ()
    ) -> None:
        """Into every text column of every row of a table, which gets a row if it has none; not into the columns `but`,
        nor into those that `leave` names with their row."""
        if not table.select().exists():
            self._first_row(table)
        for row in table.select().order_by(table._meta.primary_key):
            for field in text_fields(table):
                if field.name not in but and (row._pk, field.name) not in set(leave):
                    self._put(table, field, row._pk)

    def said(self, table: str, column: str, row: int = 0) -> str:
        """A token for words that go the way of the product, and not straight into the table."""
        where = Where(table, column, row)
        self.planted[token(where)] = where
        return token(where)

    def _put(self, table: type[peewee.Model], field: peewee.Field, row: int) -> None:
        where = Where(table._meta.table_name, field.name, row)
        value: Any = token(where).encode() if isinstance(field, peewee.BlobField) else token(where)
        try:
            with table._meta.database.atomic():
                table.update({field: value}).where(table._meta.primary_key == row).execute()
            self.planted[token(where)] = where
        except peewee.IntegrityError:
            self.refused.add((where.table, where.column))

    def _first_row(self, table: type[peewee.Model]) -> int:
        """A row of anything, whatever the rules say: nobody reads it but who should not."""
        database = table._meta.database
        values = {field.name: self._value(field) for field in table._meta.sorted_fields if not field.null}
        values = {name: value for name, value in values.items() if value is not None}
        database.execute_sql("PRAGMA ignore_check_constraints = ON")
        made: int = table.insert(values).execute()
        database.execute_sql("PRAGMA ignore_check_constraints = OFF")
        return made

    def _value(self, field: peewee.Field) -> Any:
        if isinstance(field, peewee.ForeignKeyField):
            there = field.rel_model.select().first()
            return there._pk if there else self._first_row(field.rel_model)
        if isinstance(field, peewee.AutoField):
            return None
        kinds = (
            (peewee.DateTimeField, self.now), (peewee.DateField, date(2026, 1, 1)), (peewee.UUIDField, uuid4()),
            (peewee.BlobField, b""), (peewee.TextField, "x"), (peewee.BooleanField, False), (peewee.IntegerField, 1),
            (peewee.DoubleField, 1.0),
        )  # fmt: skip
        return next(value for kind, value in kinds if isinstance(field, kind))


def text_fields(table: type[peewee.Model]) -> list[peewee.Field]:
    return [
        f for f in table._meta.sorted_fields if isinstance(f, peewee.TextField | peewee.CharField | peewee.BlobField)
    ]


def rules_of(table_name: str) -> str:
    """The CHECKs of a table, as text."""
    table = next(one for one in TABLES if one._meta.table_name == table_name)
    return " ".join(str(getattr(node, "sql", node)) for check in table._meta.constraints or () for node in check.nodes)


def uuids() -> set[UUID]:
    """Every public id that stands in the store."""
    found = set()
    for table in TABLES:
        for field in table._meta.sorted_fields:
            if isinstance(field, peewee.UUIDField):
                found.update(value for (value,) in table.select(field).tuples() if value)
    return found


def in_folder(*folders: Path) -> Iterator[bytes]:
    """Every byte of every file, and every name; of SQLite files the texts as well, which may lie in pieces."""
    for folder in folders:
        for path in (folder, *sorted(folder.rglob("*"))):
            yield str(path).encode()
            if path.is_file():
                yield path.read_bytes()
            if path.suffix == ".sqlite" and path.is_file():
                with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
                    yield "\n".join(database.iterdump()).encode()
                database.close()


def found_in(contents: Iterable[bytes]) -> set[str]:
    """Every token in any of them: as it is, in capitals, under markup, encoded for a URL, for HTML, in base64."""
    found: set[str] = set()
    for content in contents:
        for seen in (content, unquote_to_bytes(content), _unescaped(content), re.sub(rb"<[^>]*>", b"", content)):
            found.update(one.decode().lower() for one in SHAPE.findall(seen))
        found.update(_in_base64(content))
    return found


def _unescaped(content: bytes) -> bytes:
    return html.unescape(content.decode("latin-1")).encode("latin-1", "ignore") if b"&" in content else b""


def _in_base64(content: bytes) -> Iterator[str]:
    """The prefix in base64 at each of the three places that it can begin at; then what is around it, read."""
    for before in range(3):
        for prefix in (PREFIX, PREFIX.upper()):
            start = -(-before * 8 // 6)
            whole = base64.b64encode(b"\0" * before + prefix.encode())
            needle = whole[start : (before + len(prefix)) * 8 // 6]
            for hit in re.finditer(re.escape(needle), content):
                began = hit.start() - start
                run = re.match(rb"[A-Za-z0-9+/_-]*", content[max(began, 0) :])
                text = run[0].replace(b"-", b"+").replace(b"_", b"/") if run else b""
                read = base64.b64decode(text + b"A" * (-len(text) % 4))
                yield from (one.decode().lower() for one in SHAPE.findall(read))
