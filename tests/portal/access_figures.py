"""What the rules of the pages of figures point at: figures that Harbour gave to Fairshire."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from forms import library
from models.figure import NewFigure
from models.monitoring_return import Return
from models.period import Period
from models.store import writing
from tests.fixtures.cast import SET, Cast

PERIOD = "2025-26-Q4"
EXPORT = {"/desk/figures/<set_key>/export": {"period": PERIOD, "audience": "team", "form": "csv"}}
"""What the form of an export must hold for it to be made."""


@dataclass(frozen=True)
class FigureWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    key: str = "missing_times"

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules of figures; none for any other."""
        if not rule.startswith(("/desk/figures/", "/returns/figures/")):
            return {}
        return {"council": "fairshire", "set_key": SET, "key": self.key, "period": PERIOD}


def make_figure_world(cast: Cast, now: datetime) -> FigureWorld:
    """A return of long ago that was received, with one figure."""
    found = FigureWorld()
    with writing():
        ret = Return.ask(
            authority=cast.fairshire, provider=cast.harbour, service=cast.service, home=None, set_key=SET,
            set_version=library.latest(SET).version, tier="core", period=Period.parse(PERIOD),
            due_on=date(2026, 10, 23), why="To learn.", officer=cast.dana, by=cast.dana.id, at=now - timedelta(days=3),
        )  # fmt: skip
        by = cast.alice.id
        version = ret.answer(found.key, value=3, number=3, by=by, at=now, version=ret.version)
        ret.send(
            payload=b'{"answers":{"missing_times":3}}', digest="1" * 64, texts={}, by=by, at=now, arrived_at=now,
            version=version, figures=[NewFigure(found.key, "given", 3)],
        )  # fmt: skip
    return found
