"""Many rows in few statements. The SQL is built once for each number of rows: building it costs peewee ten times what
running it does. Values go to the database as they are, so foreign keys are given as ids."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from typing import Any, TypeVar

from peewee import EXCLUDED

from models.prepared import Prepared
from models.store import Base, must_be_writing

AT_ONCE = 500
"""Rows in one statement: with 60 columns still below the 32,766 values that SQLite takes."""

Item = TypeVar("Item")
Row = Mapping[str, object]


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, AT_ONCE at a time."""
    rest = iter(items)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def column(query: Any) -> list[Any]:
    """The one column that a query selects."""
    return [value for (value,) in query.tuples()]


def by_id(table: type[Base], ids: Sequence[int | None]) -> dict[int, dict[str, Any]]:
    """Whole rows, as `update` wants them back; one query."""
    rows: Any = table.select().where(table.id << ids)
    return {row["id"]: row for row in rows.dicts()}


def insert(table: type[Base], rows: Iterable[Row], key: str = "id") -> dict[Any, int]:
    """Insert rows that all have the same columns; what was left out gets its default. Gives key -> id."""
    sql = partial(_insertion, table, key)
    return {found[1]: found[0] for found in _run(sql, _completed(table, rows))}


def update(table: type[Base], rows: Iterable[Row]) -> set[int]:
    """Write whole rows, `id` and the new `version` among them, over those at the version before. Gives the ids of those
    that were; the others have moved on."""
    return {found[0] for found in _run(partial(_update, table), rows)}


def _run(sql: Callable[[tuple[str, ...]], "Prepared[Any]"], rows: Iterable[Row]) -> Iterator[Any]:
    must_be_writing()
    for batch in batches(rows):
        columns = tuple(batch[0])
        yield from sql(columns).rows(values=[row[column] for row in batch for column in columns])


def _completed(table: type[Base], rows: Iterable[Row]) -> Iterator[Row]:
    defaults = {field.name: value for field, value in table._meta.defaults.items() if not callable(value)}
    made = {field.name: value for field, value in table._meta.defaults.items() if callable(value)}
    return ({**defaults, **{name: make() for name, make in made.items()}, **row} for row in rows)


@cache
def _insertion(table: type[Base], key: str, columns: tuple[str, ...]) -> "Prepared[Any]":
    def make(values: list[Any]) -> Any:
        return _rows(table, columns, values).returning(table.id, getattr(table, key)).tuples()

    return Prepared(make)


@cache
def _update(table: type[Base], columns: tuple[str, ...]) -> "Prepared[Any]":
    def make(values: list[Any]) -> Any:
        over = [getattr(table, name) for name in columns if name != "id"]
        seen = table.version == EXCLUDED.version - 1  # type: ignore[attr-defined]
        query = _rows(table, columns, values).on_conflict(conflict_target=[table.id], preserve=over, where=seen)
        return query.returning(table.id).tuples()

    return Prepared(make)


def _rows(table: type[Base], columns: tuple[str, ...], values: list[Any]) -> Any:
    width = len(columns)
    rows = [tuple(values[start : start + width]) for start in range(0, len(values), width)]
    return table.insert_many(rows, fields=[getattr(table, name) for name in columns])
