"""Every figure of a set over a few periods, added up over all providers: for the council’s team, whole.

“Not available” counts in no sum and is said beside it. One query a page, over an index; nothing is added up in Python
but the few rows that come back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import Case, fn

from forms import figures
from forms.figures import Measure
from forms.question_set import QuestionSet
from models.authority import Service
from models.figure import Figure
from portal.figures.work.window import Window


@dataclass
class Cell:
    """One figure in one period over all returns: how many gave it, their sum, and what ratios are out of."""

    given: int = 0
    number: float = 0
    whole: float | None = None
    not_available: int = 0
    not_applicable: int = 0

    def value(self, measure: Measure) -> float | None:
        """The sum; of percentages the average; None where nobody gave it."""
        if not self.given:
            return None
        return self.number / self.given if measure.averaged else self.number


@dataclass(frozen=True)
class Indicator:
    """One row: a figure, and its cells by period key."""

    measure: Measure
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def cell(self, period_key: str) -> Cell:
        return self.cells.get(period_key, Cell())


def table(authority_id: int, questions: QuestionSet, window: Window, service: str = "") -> list[Indicator]:
    """Rows of a set, in its order, without those that nobody was asked for in these periods; one query."""
    cells: dict[str, dict[str, Cell]] = defaultdict(lambda: defaultdict(Cell))
    for row in _rows(authority_id, questions.key, window.keys, service):
        _add(cells[row[1]][row[0]], *row[2:])
    return [Indicator(measure, cells[measure.key]) for measure in figures.measures(questions) if measure.key in cells]


def _rows(authority_id: int, set_key: str, keys: Sequence[str], service: str) -> Any:
    has_whole = ~Figure.whole.is_null()
    sums = (
        fn.COUNT(Figure.id),
        fn.SUM(Figure.number),
        fn.SUM(Case(None, [(has_whole, Figure.number)], 0)),
        fn.SUM(Figure.whole),
    )
    mine = (Figure.authority == authority_id) & (Figure.set_key == set_key) & (Figure.period_key << list(keys))
    query = Figure.select(Figure.period_key, Figure.key, Figure.status, *sums).where(mine)
    if service:
        query = query.where(Figure.service << Service.select(Service.id).where(Service.key == service))
    return query.group_by(Figure.period_key, Figure.key, Figure.status).tuples()


def _add(
    cell: Cell, status: str, count: int, number: float | None, of_whole: float | None, whole: float | None
) -> None:
    if status == "given":
        cell.given = count
        cell.number = (of_whole if whole is not None else number) or 0
        cell.whole = whole
    elif status == "not_available":
        cell.not_available = count
    else:
        cell.not_applicable = count


def sets_with_figures(authority_id: int, keys: Sequence[str]) -> set[str]:
    """Of these sets, those that this authority has received figures of; one query, that looks for one of each."""
    each = Figure.alias()
    found = [
        fn.EXISTS(each.select(each.id).where((each.authority == authority_id) & (each.set_key == k))) for k in keys
    ]
    row = Figure.select(*found).limit(1).tuples().first() if found else None
    return {key for key, there in zip(keys, row or (), strict=False) if there}


def services(authority_id: int) -> list[tuple[str, str]]:
    """Key and title of each service of an authority, by title."""
    query = Service.select().where(Service.authority == authority_id).order_by(Service.title)
    return [(service.key, service.title) for service in query]
