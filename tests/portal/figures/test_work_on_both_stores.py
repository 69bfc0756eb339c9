"""Sums, one figure by provider, one’s own and what is usual: the same from either store."""

from forms import figures, library
from models.period import Period
from models.store import writing
from portal.figures.work import indicators, looking, one, own, sharing, window
from portal.returns.work import period
from tests.fixtures.cast import SET
from tests.portal.figures.conftest import Many
from tests.portal.life import BEFORE, THIS

QUESTIONS = library.latest(SET)
SHOWN = window.window(QUESTIONS, THIS, Period.parse(THIS).ends)


def test_every_page_of_figures_says_the_same_from_either_store(many: Many) -> None:
    fairshire = many.cast.fairshire
    others = many.providers(6)
    for number, provider in enumerate(others):
        many.give(provider, THIS, {"asked": 10 + number, "good": (9, 12), "now": 4 + number, "missing_times": 2})
    ret = many.give(many.cast.harbour, THIS, {"asked": 8, "good": "not available"})
    many.give(many.cast.harbour, BEFORE, {"asked": 7})
    rows = {row.measure.key: row.cell(THIS) for row in indicators.table(fairshire.id, QUESTIONS, SHOWN)}
    assert (rows["asked"].number, rows["asked"].given) == (83, 7)
    assert (rows["good"].number, rows["good"].whole, rows["good"].not_available) == (54, 72, 1)
    measure = figures.by_key(QUESTIONS)["asked"]
    found = one.of(fairshire.id, QUESTIONS, measure, SHOWN)
    assert (found.rows[0].name, found.left_out, found.totals[THIS].number) == (
        "Harbour Young People",
        2,
        83,
    )
    mine = own.table([many.cast.harbour.id], fairshire.id, QUESTIONS, SHOWN)
    assert {row.measure.key: row.cell(THIS).number for row in mine} == {"asked": 8, "good": 0}
    usual = own.usual([many.cast.harbour.id], fairshire.id, QUESTIONS, measure, SHOWN)
    assert (usual[THIS].value, usual[THIS].providers) == (12.5, 6)
    shared = {line.measure.key: line for line in sharing.shared(fairshire.id, QUESTIONS, Period.parse(THIS))}
    assert (shared["asked"].number, shared["good"].percentage, shared["missing_times"].number) == (83, 75, 12)
    overview = looking.overview(fairshire, many.now)
    assert overview.with_figures == {SET}
    assert [(kept.period.key, kept.open) for kept in overview.promises] == [(THIS, 7), (BEFORE, 1)]
    with writing():
        ret.withdraw("Asked by mistake.", by=many.cast.dana.id, at=many.now, version=ret.version)
    query = type(ret).select().where(type(ret).authority == fairshire.id)
    assert [(s.period.key, s.outstanding) for s in period.standings(query)] == [(THIS, 6), (BEFORE, 1)]
    page = period.page(query, [fairshire.id], THIS, period.Filter(state="to_read"), many.now)
    assert (page.found, page.counts["all"], page.gaps) == (6, 6, [])
