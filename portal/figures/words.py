"""Figures as people read them."""

from collections.abc import Mapping

from forms.figures import Measure, in_words
from portal.figures.work.indicators import Cell
from portal.figures.work.one import Given
from portal.figures.work.own import Usual, in_per_cent
from portal.figures.work.sharing import Line
from portal.london import day

NOTHING = "–"
WITHHELD = "withheld"


def total(measure: Measure, cell: Cell) -> str:
    """“412”, “84 of 120”, “71%” (an average); “–” where nobody gave it."""
    return in_words(measure, cell.value(measure), cell.whole) or NOTHING


def behind(cell: Cell) -> str:
    """“from 12 returns, 2 not available yet”; “” where nobody was asked."""
    parts = [f"from {_returns(cell.given)}"] if cell.given else []
    if cell.not_available:
        parts.append(f"{cell.not_available} not available yet")
    if cell.not_applicable:
        parts.append(f"{cell.not_applicable} not applicable")
    return ", ".join(parts)


def _returns(number: int) -> str:
    return f"{number:,} return{'' if number == 1 else 's'}"


def given(measure: Measure, one: Given | None) -> str:
    """One provider’s figure in a cell."""
    if one is None:
        return NOTHING
    if one.status == "not_available":
        return f"not available yet{f', expected {day(one.expected_on)}' if one.expected_on else ''}"
    if one.status == "not_applicable":
        return "not applicable"
    return in_words(measure, one.number, one.whole)


def own(measure: Measure, cell: Cell) -> str:
    """A provider’s own figure of a period, over its homes."""
    if cell.given:
        missing = f" (without {cell.not_available} not available yet)" if cell.not_available else ""
        return total(measure, cell) + missing
    if cell.not_available:
        return "not available yet"
    return "not applicable" if cell.not_applicable else NOTHING


def shared(line: Line) -> str:
    """A total that leaves the team."""
    if line.withheld:
        return WITHHELD
    said = in_words(line.measure, line.number, line.whole)
    return said if line.percentage is None else f"{said} ({round(line.percentage)}%)"


def middle(measure: Measure, found: Mapping[str, Usual], period_key: str) -> str:
    """“7, of 6 others”; “–” where it is not said."""
    if (one := found.get(period_key)) is None:
        return NOTHING
    value = f"{round(one.value)}%" if in_per_cent(measure) else f"{one.value:,.1f}".removesuffix(".0")
    return f"{value}, of {one.providers} others"


def code(measure: Measure) -> str:
    """SA09a; what is worked out says so."""
    return measure.code or "worked out"
