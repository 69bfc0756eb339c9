"""Queries of the hottest pages, whose SQL text is built once: building it costs peewee far more than running it."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from peewee import Value

from models.rows import Reader, reader
from models.store import engine

Row = TypeVar("Row")


class _Slot:
    """Stands in the parameters of a query where a value of each run belongs."""

    def __init__(self, name: str, place: int | None) -> None:
        self.name, self.place = name, place

    def fill(self, given: dict[str, Any]) -> Any:
        value = given[self.name]
        return value if self.place is None else value[self.place]


class _Built:
    """A query of one shape: its SQL, its parameters, and how its rows are read, which the first one tells."""

    def __init__(self, query: Any) -> None:
        self._query = query
        self._sql, self._parameters = query.sql()
        self._read: Reader | None = None

    def run(self, given: dict[str, Any]) -> Any:
        values = [one.fill(given) if isinstance(one, _Slot) else one for one in self._parameters]
        return engine().execute_sql(self._sql, values)  # type: ignore[no-untyped-call]

    def rows(self, given: dict[str, Any]) -> list[Any]:
        cursor = self.run(given)
        if (first := cursor.fetchone()) is None:
            return []
        if self._read is None:
            self._read = self._reader(cursor)
        return [self._read(row) for row in (first, *cursor.fetchall())]

    def _reader(self, cursor: Any) -> Reader:
        wrapper = self._query._get_cursor_wrapper(cursor)
        wrapper.initialize()
        return reader(wrapper)


class Prepared(Generic[Row]):
    """`make` gives a peewee query from its parameters by name; lists may be of any length. Values go to the database
    as they are, so foreign keys are given as ids."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._built: dict[tuple[Any, ...], _Built] = {}

    def rows(self, **given: Any) -> list[Row]:
        """Runs it: every row."""
        return self._of(given).rows(given)

    def first(self, **given: Any) -> Row | None:
        """Runs it: the first row, or None."""
        return next(iter(self.rows(**given)), None)

    def changed(self, **given: Any) -> int:
        """Runs what writes: how many rows it changed."""
        return int(engine().rows_affected(self._of(given).run(given)))  # type: ignore[no-untyped-call]

    def _of(self, given: dict[str, Any]) -> _Built:
        shape = (type(engine()), *given, *map(_length, given.values()))
        built = self._built.get(shape)
        if built is None:
            query = self._make(**{name: _slots(name, value) for name, value in given.items()})
            built = self._built[shape] = _Built(query)
        return built


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, list | tuple) else None


def _slots(name: str, value: Sequence[Any] | Any) -> Any:
    length = _length(value)
    if length is None:
        return Value(_Slot(name, None), converter=False)
    return [Value(_Slot(name, place), converter=False) for place in range(length)]
