"""Which periods stand beside each other on a page of figures: always a few, however long a council has been asking."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from forms import library
from forms.question_set import QuestionSet
from models.period import RHYTHMS, Period

SHOWN = 4
"""Periods of the set’s own rhythm beside each other."""


@dataclass(frozen=True)
class Window:
    """The periods that are shown, oldest first, and where the ones before and after them are."""

    periods: tuple[Period, ...]
    earlier: str
    later: str
    """Keys of the newest period of the windows beside this one; “” where nothing can be later."""

    def of(self, used: Collection[str]) -> Self:
        """The same without the half-years among quarters that nobody has figures of."""
        kept = (one for one in self.periods if one.rhythm == self.newest.rhythm or one.key in used)
        return replace(self, periods=tuple(kept))

    @property
    def keys(self) -> list[str]:
        return [period.key for period in self.periods]

    @property
    def newest(self) -> Period:
        return self.periods[-1]


def window(questions: QuestionSet, to: str, today: date) -> Window:
    """Up to and including the period `to`; without one, up to the last that has ended.

    Half-years stand among quarters: where the risk is low, providers are asked less often than their set says.
    """
    newest = _parsed(to) or Period.holding(today, questions.rhythm).previous()
    own = [newest]
    while len(own) < SHOWN:
        own.append(own[-1].previous())
    longer = _half_years(own) if questions.rhythm == "quarter" else []
    periods = sorted([*own, *longer], key=lambda period: (period.ends, -period.days))
    later = newest
    for _ in range(SHOWN):
        later = later.following()
    last = Period.holding(today, questions.rhythm)
    return Window(
        tuple(periods), own[-1].previous().key, min(later, last, key=_end).key if newest.ends < last.ends else ""
    )


def _end(period: Period) -> date:
    return period.ends


def _half_years(quarters: list[Period]) -> list[Period]:
    """Those that end in one of these quarters."""
    found = {Period.holding(quarter.last_day, "half_year") for quarter in quarters if quarter.ends_half_year}
    return list(found)


def _parsed(key: str) -> Period | None:
    try:
        found = Period.parse(key)
    except ValueError:
        return None
    return found if found.rhythm in RHYTHMS else None


def set_of(set_key: str) -> QuestionSet | None:
    """The newest version of a set; None where there is none."""
    try:
        return library.latest(set_key)
    except library.NoSuchSet:
        return None
