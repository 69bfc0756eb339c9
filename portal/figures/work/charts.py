"""Charts on pages of the portal: wanted by a page, drawn by a worker, kept by what they show.

A serving process never draws: the library that does takes 75 MB. A page whose chart is not drawn yet shows the table,
which says the same.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.figures import Measure, in_words
from models.chart import Chart
from models.store import writing
from portal.charts.bars import Bar, Drawing, draw, drawing
from portal.figures.work.indicators import Cell
from portal.figures.work.window import Window

AT_ONCE = 20
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Image:
    """A chart for a page: what it is in words, how large, and the image itself; `source` is “” until it is drawn."""

    alt: str
    width: int
    height: int
    source: str


def over_periods(title: str, measure: Measure, cells: Mapping[str, Cell], window: Window) -> Drawing | None:
    """A bar for each period in which somebody gave the figure; None where that is no period at all."""
    values = {key: cells[key].value(measure) for key in window.keys if key in cells}
    known = {key: value for key, value in values.items() if value is not None}
    if not known:
        return None
    largest = 100 if measure.averaged else max(*known.values(), 1)
    bars = [
        Bar(period.label, in_words(measure, known[period.key]), _hundredths(known[period.key]), _hundredths(largest))
        for period in window.periods
        if period.key in known
    ]
    return drawing(title, bars)


def _hundredths(value: float) -> int:
    """A bar has whole numbers; less than nothing has no length."""
    return max(0, round(value * 100))


def image(drawn: Drawing, now: datetime) -> Image:
    """The chart if it was drawn; else it is asked for, and will be there when somebody looks again."""
    known = Chart.drawn([drawn.name])
    if drawn.name not in known:
        with writing():
            Chart.want({drawn.name: drawn.spec}, now)
    svg = known.get(drawn.name)
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else ""
    return Image(drawn.alt, drawn.width, drawn.height, source)


def draw_waiting(now: datetime) -> int:
    """For the worker: draws what pages want, in a process of its own; how many that were.

    Raises RuntimeError with what the drawing program said where it fails.
    """
    if not (waiting := Chart.waiting(AT_ONCE)):
        return 0
    drawn = dict(zip(waiting, draw(list(waiting.values())), strict=True))
    with writing():
        Chart.keep(drawn, now)
    return len(drawn)


def sweep(now: datetime) -> int:
    """For the worker: forgets charts of long ago."""
    with writing():
        return Chart.sweep(now - KEPT)
