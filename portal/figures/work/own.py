"""A provider’s own figures over time, and, where nobody can be recognised in it, what is usual among the others.

The others’ middle value is said only of five providers or more, of what the same council received for the same period
and set, never of anything about safety, and never where it is itself a count from 1 to 5.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import UUID

from peewee import fn

from forms import figures, library
from forms.figures import Measure
from forms.question_set import QuestionSet
from models.authority import Authority
from models.figure import Figure
from models.monitoring_return import Return
from models.provider import Home
from models.submission import Submission
from portal.figures.suppression import FEWEST, FEWEST_FOR_A_PERCENTAGE
from portal.figures.work.indicators import Cell, Indicator
from portal.figures.work.window import Window

FEWEST_OTHERS = 5


@dataclass(frozen=True)
class Place:
    """Figures that this provider gave to one council in one set."""

    authority: Authority
    set_key: str
    title: str


@dataclass(frozen=True)
class Usual:
    """The others’ middle value in one period, and how many others there were."""

    value: float
    providers: int


def places(providers: Sequence[int]) -> list[Place]:
    """Where these providers have figures, by council and title; two queries."""
    rows: Any = Figure.select(Figure.authority, Figure.set_key).where(Figure.provider << list(providers)).distinct()
    pairs = [(authority, key) for authority, key in rows.tuples() if _known(key)]
    names = {a.id: a for a in Authority.select().where(Authority.id << [authority for authority, _ in pairs])}
    found = [Place(names[authority], key, library.latest(key).title) for authority, key in pairs]
    return sorted(found, key=lambda place: (place.authority.name, place.title))


def _known(set_key: str) -> bool:
    try:
        library.latest(set_key)
    except library.NoSuchSet:
        return False
    return True


def homes(providers: Sequence[int], place: Place) -> list[Home]:
    """The homes that have figures of their own there, by name."""
    sent = Return.select(Return.home).where(
        (Return.authority == place.authority.id) & (Return.set_key == place.set_key) & ~Return.home.is_null()
    )
    return list(Home.select().where((Home.provider << list(providers)) & (Home.id << sent)).order_by(Home.name))


def table(
    providers: Sequence[int], authority_id: int, questions: QuestionSet, window: Window, home: UUID | None = None
) -> list[Indicator]:
    """The provider’s own figures: rows of a set, cells by period. Over all homes, or of one; one query."""
    cells: dict[str, dict[str, Cell]] = defaultdict(lambda: defaultdict(Cell))
    mine = (Figure.provider << list(providers)) & (Figure.authority == authority_id)
    mine &= (Figure.set_key == questions.key) & (Figure.period_key << window.keys)
    query: Any = Figure.select(Figure.period_key, Figure.key, Figure.status, Figure.number, Figure.whole)
    if home is not None:
        query = query.join(Submission).join(Return, on=(Submission.return_ == Return.id)).join(Home)
        mine &= Home.public_id == home
    for period_key, key, status, number, whole in query.where(mine).tuples():
        _add(cells[key][period_key], status, number, whole)
    return [Indicator(measure, cells[measure.key]) for measure in figures.measures(questions) if measure.key in cells]


def _add(cell: Cell, status: str, number: float | None, whole: float | None) -> None:
    if status == "given" and number is not None:
        cell.given += 1
        cell.number += number
        cell.whole = cell.whole if whole is None else (cell.whole or 0) + whole
    elif status == "not_available":
        cell.not_available += 1
    else:
        cell.not_applicable += 1


def usual(
    providers: Sequence[int], authority_id: int, questions: QuestionSet, measure: Measure, window: Window
) -> Mapping[str, Usual]:
    """Period key -> what is usual among the others, where it may be said; one query, a row a provider and period."""
    if measure.sensitive or measure.kind == "money":
        return {}
    mine = (Figure.authority == authority_id) & (Figure.set_key == questions.key)
    rows: Any = (
        Figure.select(Figure.period_key, fn.SUM(Figure.number), fn.SUM(Figure.whole), fn.COUNT(Figure.id))
        .join(Submission)
        .join(Return, on=(Submission.return_ == Return.id) & (Return.state << ("received", "accepted")))
        .where(mine & (Figure.period_key << window.keys) & (Figure.key == measure.key) & (Figure.status == "given"))
        .where(Figure.provider.not_in(list(providers)))
        .group_by(Figure.period_key, Figure.provider)
        .tuples()
    )
    values: dict[str, list[float]] = defaultdict(list)
    for period_key, number, whole, returns in rows:
        if (value := _comparable(measure, number, whole, returns)) is not None:
            values[period_key].append(value)
    found = {key: Usual(median(of), len(of)) for key, of in values.items() if len(of) >= FEWEST_OTHERS}
    return {key: one for key, one in found.items() if _may_be_said(measure, one.value)}


def in_per_cent(measure: Measure) -> bool:
    """Whether the others’ middle value is a percentage: of what is out of something."""
    return measure.averaged or measure.kind == "ratio"


def _comparable(measure: Measure, number: float, whole: float | None, returns: int) -> float | None:
    """One provider’s figure beside the others’: of a ratio its percentage, out of ten or more."""
    if measure.averaged:
        return number / returns
    if measure.kind != "ratio":
        return number
    return None if whole is None or whole < FEWEST_FOR_A_PERCENTAGE else 100 * number / whole


def _may_be_said(measure: Measure, value: float) -> bool:
    return in_per_cent(measure) or value >= FEWEST
