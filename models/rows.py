"""Rows of a prepared query as models, with those hung on that were joined.

peewee’s own reader goes field by field and sets each as if somebody had changed it: most of what a hot query costs.
Here a row is read in one sweep; what comes of it is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from peewee import DoubleField, ForeignKeyField, IntegerField, Model, ModelCursorWrapper, ModelObjectCursorWrapper, TextField

Reader = Callable[[Sequence[Any]], Any]
Converters = Sequence[tuple[int, Callable[[Any], Any]]]

AS_STORED = (IntegerField, TextField, DoubleField)
"""Fields whose values every driver gives as they are."""


class _Part(NamedTuple):
    """The columns of one model in a row: those of its fields, and what else was selected, by name and place."""

    source: Any
    model: type[Model]
    fields: tuple[str, ...]
    values: Callable[[Sequence[Any]], tuple[Any, ...]]
    others: tuple[tuple[str, int], ...]


class _Link(NamedTuple):
    """A joined model, `target`, and the attribute of `source` that it hangs on; `beyond` is what is joined to it."""

    source: Any
    name: str
    target: Any
    outer: bool
    foreign_key: bool
    beyond: frozenset[Any]


def reader(wrapper: Any) -> Reader:
    """How rows are read; `wrapper` is what peewee reads this query with, initialised."""
    if isinstance(wrapper, ModelCursorWrapper):
        models = {source: model for source, (model, _) in wrapper.key_to_constructor.items()}
        return _models(wrapper, models, wrapper.column_keys, list(_links(wrapper)))
    if isinstance(wrapper, ModelObjectCursorWrapper) and wrapper.is_model:
        return _models(wrapper, {wrapper.model: wrapper.model}, [wrapper.model] * wrapper.ncols, [])
    read: Reader = wrapper.process_row  # tuples and the like
    return read


def _models(wrapper: Any, models: Mapping[Any, type[Model]], sources: Sequence[Any], links: Sequence[_Link]) -> Reader:
    parts = [_part(source, model, sources, wrapper.columns) for source, model in models.items()]
    converters = [
        (place, convert) for place, convert in enumerate(wrapper.converters)
        if convert is not None and not _as_stored(wrapper.fields[place])
    ]  # fmt: skip

    def read(row: Sequence[Any]) -> Any:
        row = _converted(row, converters)
        made: dict[Any, Any] = {}
        known = set()
        for source, model, fields, values, others in parts:
            one = made[source] = model(__no_default__=True)
            own = values(row)
            one.__data__ = dict(zip(fields, own, strict=True))
            for name, place in others:
                setattr(one, name, row[place])
            if own.count(None) < len(own):
                known.add(source)
        for link in links:
            _hang(link, made, known)
        return made[wrapper.model]

    return read


def _part(source: Any, model: type[Model], sources: Sequence[Any], columns: Sequence[str]) -> _Part:
    own = [(name, place) for place, name in enumerate(columns) if sources[place] == source]
    fields = {name: place for name, place in own if name in model._meta.fields}
    others = tuple((name, place) for name, place in own if name not in fields)
    places = tuple(fields.values())
    values = itemgetter(*places) if len(places) > 1 else lambda row: tuple(row[place] for place in places)
    return _Part(source, model, tuple(fields), values, others)


def _links(wrapper: Any) -> Iterator[_Link]:
    reachable = {target: set[Any]() for _, _, target, *_ in wrapper.src_to_dest}
    for source, name, target, _is_dict, outer, foreign_key in reversed(wrapper.src_to_dest):
        ...
