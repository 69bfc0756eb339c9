"""What the pages of figures are looked at with: six providers that sent figures of the last two quarters, with charts
that a worker has drawn."""

from datetime import datetime, timedelta
from typing import Any

from forms import library
from models.authority import Authority
from models.calendar import today
from models.figure import NewFigure
from models.monitoring_return import Return
from models.period import Period
from models.provider import Provider
from models.store import writing
from portal.figures.work import charts, looking, one, own, window
from tests.fixtures.cast import Cast

FIGURES = "small-grants-half-yearly"


def make_figure_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """Harbour and five others, of a set that nothing else in the exhibition uses."""
    newest = Period.holding(today(now), "half_year").previous()
    with writing():
        others = [
            Provider.register(legal_name=f"Club {n}", kind="charity", by=None, at=now - timedelta(days=200))
            for n in range(5)
        ]
    for period in (newest.previous(), newest):
        for number, provider in enumerate([cast.harbour, *others]):
            _send(cast, provider, period, number, now)
    _draw(cast, now)
    return {"figures": FIGURES, "figure": _measures()[0].key, "half_year": newest.key}


def _measures() -> list[Any]:
    return [one for one in own.figures.measures(library.latest(FIGURES)) if one.kind == "number"]


def _send(cast: Cast, provider: Provider, period: Period, number: int, now: datetime) -> None:
    figures = [NewFigure(measure.key, "given", (place + number) * 3) for place, measure in enumerate(_measures()[:5])]
    figures[-1] = NewFigure(figures[-1].key, "not_available", expected_on=today(now) + timedelta(days=9))
    by = cast.alice.id
    with writing():
        ret = Return.ask(
            authority=cast.fairshire, provider=provider, service=cast.service, home=None, set_key=FIGURES,
            set_version=library.latest(FIGURES).version, tier="core", period=period, due_on=today(now),
            why="To learn.", officer=cast.dana, by=cast.dana.id, at=now - timedelta(days=30),
        )  # fmt: skip
        version = ret.answer(figures[0].key, value=number, number=number, by=by, at=now, version=ret.version)
        ret.send(
            payload=b'{"answers":{}}', digest=f"{ret.id:064x}", texts={}, by=by, at=now, arrived_at=now,
            version=version, figures=figures,
        )  # fmt: skip
        ret.accept("Thank you.", by=cast.dana.id, at=now, version=ret.version)


def _draw(cast: Cast, now: datetime) -> None:
    """As the pages want them, and a worker draws them."""
    questions = library.latest(FIGURES)
    measure = looking.measure(questions, _measures()[0].key)
    assert measure is not None
    shown = window.window(questions, "", today(now))
    fairshire = Authority.get_by_id(cast.fairshire.id)
    totals = one.of(fairshire.id, questions, measure, shown).totals
    rows = own.table([cast.harbour.id], fairshire.id, questions, shown)
    mine = next(row.cells for row in rows if row.measure.key == measure.key)
    for cells in (totals, mine):
        drawn = charts.over_periods(measure.name, measure, cells, shown)
        assert drawn is not None
        charts.image(drawn, now)
    charts.draw_waiting(now)
