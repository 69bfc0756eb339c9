"""What of a set’s figures may leave the council’s team: totals of all providers together, with what is small withheld.

A period can be shared once nothing is owed in it any more: what came in afterwards could be worked out by subtracting
what was shared before from what is shared then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from forms import figures
from forms.figures import Measure
from forms.question_set import QuestionSet
from forms.sums import sums, told_elsewhere
from models.figure import Figure
from models.monitoring_return import OWED, Return
from models.period import Period
from portal.figures import suppression
from portal.figures.suppression import Total

NOT_YET = "Nothing can be shared while returns are still owed: what comes later could be worked out by subtracting."


class StillOwed(Exception):
    """Returns of this period are still to come; `number` says how many."""

    def __init__(self, number: int) -> None:
        super().__init__(NOT_YET)
        self.number = number


@dataclass(frozen=True)
class Line:
    """One total that is shared. `number` is None where it is withheld or nobody gave the figure (`withheld` tells
    which); `percentage` only of what is out of ten or more."""

    measure: Measure
    number: float | None = None
    whole: float | None = None
    percentage: float | None = None
    withheld: bool = False


def shared(authority_id: int, questions: QuestionSet, period: Period) -> list[Line]:
    """The lines of one period. Raises StillOwed."""
    if number := owed(authority_id, questions.key, period):
        raise StillOwed(number)
    measures = figures.by_key(questions)
    totals = {
        key: total for key, total in _totals(authority_id, questions, period, measures).items() if key in measures
    }
    left_out = suppression.withheld(totals, sums(questions), told_elsewhere(questions))
    return [_line(measure, totals[key], key in left_out) for key, measure in measures.items() if key in totals]


def owed(authority_id: int, set_key: str, period: Period) -> int:
    """How many returns of a set are still to come for a period."""
    mine = (Return.authority == authority_id) & (Return.period_key == period.key) & (Return.set_key == set_key)
    return int(Return.select().where(mine & (Return.state << OWED)).count())


def _line(measure: Measure, total: Total, left_out: bool) -> Line:
    if left_out:
        return Line(measure, withheld=True)
    number = total.number / total.providers if measure.averaged else total.number
    return Line(measure, number, total.whole, suppression.percentage(total.number, total.whole))


def _totals(
    authority_id: int, questions: QuestionSet, period: Period, measures: Mapping[str, Measure]
) -> dict[str, Total]:
    """Key -> its total; one query, a row a provider and figure."""
    mine = (Figure.authority == authority_id) & (Figure.set_key == questions.key)
    rows: Any = (
        Figure.select(Figure.key, Figure.provider, fn.SUM(Figure.number), fn.SUM(Figure.whole), fn.COUNT(Figure.id))
        .where(mine & (Figure.period_key == period.key) & (Figure.status == "given"))
        .group_by(Figure.key, Figure.provider)
        .tuples()
    )
    parts: dict[str, list[tuple[float, float | None, int]]] = defaultdict(list)
    for key, _, number, whole, returns in rows:
        parts[key].append((number, whole, returns))
    return {key: _total(measures[key], found) for key, found in parts.items() if key in measures}


def _total(measure: Measure, parts: Sequence[tuple[float, float | None, int]]) -> Total:
    if measure.averaged:  # each provider counts once, however many homes it has
        return Total(sum(number / returns for number, _, returns in parts), None, len(parts), kind="average")
    wholes = [whole for _, whole, _ in parts if whole is not None]
    return Total(
        number=sum(number for number, _, _ in parts),
        whole=sum(wholes) if wholes else None,
        providers=len(parts),
        largest=max(number for number, _, _ in parts),
        kind="amount" if measure.kind == "money" else "count",
    )
