"""Rows of a prepared query as models, with those hung on that were joined.

peewee’s own reader goes field by field and sets each as if somebody had changed it: most of what a hot query costs.
Here a row is read in one sweep; what comes of it is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from peewee import (
    DoubleField,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelCursorWrapper,
    ModelObjectCursorWrapper,
    TextField,
)

Row = Sequence[Any]
Reader = Callable[[Row], Any]

AS_STORED = (IntegerField, TextField, DoubleField)
"""Fields whose values every driver gives as they are."""


class _Part(NamedTuple):
    """The columns of one model in a row: those of its fields, and what else was selected, by name and place."""

    source: Any
    model: type[Model]
    fields: tuple[str, ...]
    values: Callable[[Row], tuple[Any, ...]]
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
        parts = [_part(wrapper, source, model, wrapper.column_keys) for source, model in models.items()]
        return _models(wrapper.model, parts, _converters(wrapper), _links(wrapper))
    if isinstance(wrapper, ModelObjectCursorWrapper) and wrapper.is_model:
        part = _part(wrapper, wrapper.model, wrapper.constructor, [wrapper.model] * wrapper.ncols)
        return _models(wrapper.model, [part], _converters(wrapper), [])
    read: Reader = wrapper.process_row  # tuples and the like
    return read


def _part(wrapper: Any, source: Any, model: type[Model], sources: Sequence[Any]) -> _Part:
    own = {name: place for place, name in enumerate(wrapper.columns) if sources[place] is source}
    fields = {name: place for name, place in own.items() if name in model._meta.fields}
    others = tuple((name, place) for name, place in own.items() if name not in fields)
    places = tuple(fields.values())
    return _Part(source, model, tuple(fields), _values(places), others)


def _values(places: tuple[int, ...]) -> Callable[[Row], tuple[Any, ...]]:
    return itemgetter(*places) if len(places) > 1 else lambda row: tuple(row[place] for place in places)


def _links(wrapper: Any) -> list[_Link]:
    return [
        _Link(source, name, target, outer, foreign_key, wrapper._dest_reachable.get(target, frozenset()))
        for source, name, target, _, outer, foreign_key in wrapper.src_to_dest
    ]


def _converters(wrapper: Any) -> list[tuple[int, Callable[[Any], Any]]]:
    """Where a stored value is not yet what the field holds: days, instants, UUIDs, yes and no."""
    found = enumerate(zip(wrapper.fields, wrapper.converters, strict=True))
    return [(place, convert) for place, (field, convert) in found if convert is not None and not _as_stored(field)]


def _as_stored(field: Any) -> bool:
    return isinstance(field.rel_field if isinstance(field, ForeignKeyField) else field, AS_STORED)


def _models(
    root: Any, parts: Sequence[_Part], converters: Sequence[tuple[int, Callable[[Any], Any]]], links: Sequence[_Link]
) -> Reader:
    def read(stored: Row) -> Any:
        row = list(stored)
        for place, convert in converters:
            if row[place] is not None:
                row[place] = convert(row[place])
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
        return made[root]

    return read


def _hang(link: _Link, made: Mapping[Any, Any], known: set[Any]) -> None:
    """A join that found nothing leaves None where it may, so that nobody asks for it again."""
    source, name, target, outer, foreign_key, beyond = link
    one = made[source]
    if target in known or (source in known and beyond & known):
        setattr(one, name, made[target])
        one._dirty.clear()
    elif outer and source in known:
        if foreign_key:
            one.__rel__[name] = None
        else:
            setattr(one, name, None)
