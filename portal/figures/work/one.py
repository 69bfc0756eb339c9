"""One figure of a set: each provider, or each of its homes, over a few periods, with the sum of all; for the team.

Whoever has fewer than six young people is left out of a comparison by name, inside the team too, unless an officer
opens its own return; its figures are in the sums.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from peewee import JOIN

from forms.figures import Measure
from forms.question_set import QuestionSet
from models.authority import Service
from models.figure import Figure
from models.monitoring_return import Return
from models.provider import Home, Provider
from models.submission import Submission
from portal.figures.work.indicators import Cell
from portal.figures.work.window import Window

FEWEST = 6
"""Young people of whoever is compared by name."""
PAGE = 100

Unit = tuple[int, int, int]
"""Whose figure it is: provider, home (0 for all of a service), service."""


class Given(NamedTuple):
    """One figure as it stands in a cell, with the return that it comes from."""

    status: str
    number: float | None
    whole: float | None
    expected_on: date | None
    return_id: UUID


@dataclass(frozen=True)
class Row:
    """A provider, or one of its homes, with its figures by period key."""

    name: str
    cells: Mapping[str, Given]


@dataclass(frozen=True)
class OneFigure:
    """What a page of one figure shows. `left_out`: how many are too small to be compared by name."""

    rows: Sequence[Row]
    totals: Mapping[str, Cell]
    found: int
    pages: int
    left_out: int


def of(
    authority_id: int, questions: QuestionSet, measure: Measure, window: Window, service: str = "", page: int = 1
) -> OneFigure:
    """One page of a figure, rows by name; two queries."""
    rows = _read(authority_id, questions.key, measure.key, window, service)
    small = _small(authority_id, questions, window)
    named: dict[Unit, dict[str, Given]] = defaultdict(dict)
    names: dict[Unit, str] = {}
    totals: dict[str, Cell] = defaultdict(Cell)
    for unit, name, period_key, given in rows:
        _count(totals[period_key], given)
        names[unit] = name
        named[unit][period_key] = given
    shown = sorted((name, unit) for unit, name in names.items() if unit not in small)
    first = (page - 1) * PAGE
    return OneFigure(
        [Row(name, named[unit]) for name, unit in shown[first : first + PAGE]],
        totals,
        len(shown),
        max(1, -(-len(shown) // PAGE)),
        len(names.keys() & small),
    )


def _count(cell: Cell, given: Given) -> None:
    if given.status == "not_available":
        cell.not_available += 1
    elif given.status == "not_applicable":
        cell.not_applicable += 1
    elif given.number is not None:
        cell.given += 1
        cell.number += given.number
        if given.whole is not None:
            cell.whole = (cell.whole or 0) + given.whole


def _read(
    authority_id: int, set_key: str, key: str, window: Window, service: str
) -> Iterable[tuple[Unit, str, str, Given]]:
    columns = (
        Figure.provider, Return.home, Figure.service, Provider.legal_name, Home.name, Figure.period_key,
        Figure.status, Figure.number, Figure.whole, Figure.expected_on, Return.public_id,
    )  # fmt: skip
    query: Any = (
        Figure.select(*columns)
        .join(Submission)
        .join(Return, on=(Submission.return_ == Return.id))
        .join(Home, JOIN.LEFT_OUTER)
        .join(Provider, on=(Figure.provider == Provider.id))
        .where(_mine(authority_id, set_key, window) & (Figure.key == key))
    )
    if service:
        query = query.where(Figure.service << Service.select(Service.id).where(Service.key == service))
    for provider, home, of_service, legal_name, home_name, period_key, *given in query.tuples():
        name = f"{home_name}, {legal_name}" if home_name else legal_name
        yield (provider, home or 0, of_service), name, period_key, Given(*given)


def _mine(authority_id: int, set_key: str, window: Window) -> Any:
    mine = (Figure.authority == authority_id) & (Figure.set_key == set_key)
    return mine & (Figure.period_key << window.keys)


def _small(authority_id: int, questions: QuestionSet, window: Window) -> set[Unit]:
    """Those with fewer than six young people in the newest of these periods of which it is known."""
    if not questions.people:
        return set()
    query: Any = (
        Figure.select(Figure.provider, Return.home, Figure.service, Figure.period_key, Figure.number)
        .join(Submission)
        .join(Return, on=(Submission.return_ == Return.id))
        .where(_mine(authority_id, questions.key, window) & (Figure.key == questions.people))
        .where(Figure.status == "given")
    )
    order = {key: place for place, key in enumerate(window.keys)}
    newest: dict[Unit, tuple[int, float]] = {}
    for provider, home, service, period_key, number in query.tuples():
        unit = (provider, home or 0, service)
        newest[unit] = max(newest.get(unit, (-1, 0.0)), (order[period_key], number))
    return {unit for unit, (_, number) in newest.items() if number < FEWEST}
