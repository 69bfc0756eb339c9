"""Queries of the hottest pages, whose SQL text is built once: building it costs peewee far more than running it."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from peewee import Value

from models.store import engine

Row = TypeVar("Row")


class _Slot:
    """Stands in the parameters of a query where a value of each run belongs."""

    def __init__(self, name: str, place: int | None) -> None:
        self.name, self.place = name, place

    def fill(self, given: dict[str, Any]) -> Any:
        value = given[self.name]
        return value if self.place is None else value[self.place]


class Prepared(Generic[Row]):
    """`make` gives a peewee query from its parameters by name; lists may be of any length. Values go to the database
    as they are, so foreign keys are given as ids."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._built: dict[tuple[Any, ...], tuple[Any, str, list[Any]]] = {}

    def rows(self, **given: Any) -> list[Row]:
        """Runs it: every row."""
        shape = (type(engine()), *(_length(value) for value in given.values()))
        if shape not in self._built:
            self._built[shape] = self._build(given)
        query, sql, parameters = self._built[shape]
        values = [one.fill(given) if isinstance(one, _Slot) else one for one in parameters]
        return list(query._get_cursor_wrapper(engine().execute_sql(sql, values)))  # type: ignore[no-untyped-call]

    def first(self, **given: Any) -> Row | None:
        """Runs it: the first row, or None."""
        return next(iter(self.rows(**given)), None)

    def _build(self, given: dict[str, Any]) -> tuple[Any, str, list[Any]]:
        query = self._make(**{name: _slots(name, value) for name, value in given.items()})
        sql, parameters = query.sql()
        return query, sql, list(parameters)


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, list | tuple) else None


def _slots(name: str, value: Sequence[Any] | Any) -> Any:
    length = _length(value)
    if length is None:
        return Value(_Slot(name, None), converter=False)
    return [Value(_Slot(name, place), converter=False) for place in range(length)]
