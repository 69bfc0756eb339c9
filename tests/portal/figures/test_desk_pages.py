"""The council’s pages of figures: sums by period, one figure by provider, and what is said beside them."""

from datetime import UTC, timedelta

import pytest
import time_machine

from forms import library
from forms.question_set import QuestionSet
from models.chart import Chart
from portal.figures.work import charts, looking
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting
from tests.portal.figures.conftest import Many
from tests.portal.life import BEFORE, THIS, Life

TABLE = f"/desk/figures/{SET}/"
LONG_AGO = "2024-25-Q1"


def cells(page: Page) -> dict[str, list[str]]:
    """Cells of each row of the first table by the row’s header."""
    found = {}
    for row in page.all("(//table)[1]/tbody/tr"):
        head = " ".join(row.xpath("string(./th)").split())
        found[head] = [" ".join(cell.xpath("string(.)").split()) for cell in row.xpath("./td")]
    return found


def test_figures_of_providers_are_added_up_period_by_period(client: HouseClient, many: Many) -> None:
    one, two, three = many.providers(3)
    many.give(one, THIS, {"missing_times": 3, "good": (7, 8)})
    many.give(two, THIS, {"missing_times": 4, "good": (5, 10)})
    many.give(three, THIS, {"missing_times": "not available", "good": None})
    many.give(one, BEFORE, {"missing_times": 9})
    page = client.as_(many.cast.dana).get(TABLE)
    heads = [" ".join(head.xpath("string(.)").split()) for head in page.all("(//table)[1]/thead//th")]
    assert heads[-2:] == ["April to June 2026", "July to September 2026"]
    rows = cells(page)
    asked = library.latest(SET).questions["missing_times"]
    assert rows[asked.name] == [
        asked.code, "–", "–", "9 from 1 return", "7 from 2 returns, 1 not available yet"
    ]  # fmt: skip
    good = rows[library.latest(SET).questions["good"].name]
    assert good[-1] == "12 of 18 from 2 returns, 1 not applicable"


def test_a_later_sending_takes_the_place_of_the_one_before(client: HouseClient, many: Many) -> None:
    (one,) = many.providers(1)
    ret = many.give(one, THIS, {"missing_times": 3})
    many.send(ret, {"missing_times": 8}, many.now + timedelta(hours=1))
    name = library.latest(SET).questions["missing_times"].name
    assert cells(client.as_(many.cast.dana).get(TABLE))[name][-1] == "8 from 1 return"


def test_nothing_of_a_draft_counts_and_what_is_withdrawn_counts_no_more(client: HouseClient, life: Life) -> None:
    life.in_state("draft")
    dana = client.as_(life.cast.dana)
    assert "Nothing was received" in dana.get(TABLE).main
    ret = life.in_state("received", life.cast.northgate)
    assert "from 1 return" in dana.get(TABLE).main
    page = dana.get(f"/desk/returns/{ret.public_id}/")
    dana.submit(page, {"why": "Asked by mistake."}, action="withdraw")
    assert "Nothing was received" in dana.get(TABLE).main


def test_one_figure_stands_by_provider_with_a_link_to_each_return(client: HouseClient, many: Many) -> None:
    one, two = many.providers(2)
    ret = many.give(one, THIS, {"missing_times": 3, "now": 9})
    many.give(two, THIS, {"missing_times": "not available", "now": 30})
    page = client.as_(many.cast.hana).get(f"{TABLE}missing_times")
    rows = cells(page)
    assert rows["Provider 00"][-1] == "3"
    assert rows["Provider 01"][-1] == "not available yet, expected 3 November 2026"
    assert page.links()["3"] == f"/desk/returns/{ret.public_id}/"


def test_who_has_fewer_than_six_is_in_the_sums_and_not_compared_by_name(client: HouseClient, many: Many) -> None:
    one, two = many.providers(2)
    many.give(one, THIS, {"missing_times": 3, "now": 5})
    many.give(two, THIS, {"missing_times": 4, "now": 6})
    page = client.as_(many.cast.dana).get(f"{TABLE}missing_times")
    assert "Provider 00" not in page.main
    assert cells(page)["All together"][-1] == "7 from 2 returns"
    assert "1 with fewer than six young people is in the sums" in page.main


def test_the_chart_is_drawn_by_a_worker_and_says_what_the_table_says(client: HouseClient, many: Many) -> None:
    (one,) = many.providers(1)
    many.give(one, THIS, {"missing_times": 6, "now": 9})
    many.give(one, BEFORE, {"missing_times": 3, "now": 9})
    dana = client.as_(many.cast.dana)
    assert "The chart is being drawn" in dana.get(f"{TABLE}missing_times").main
    assert charts.draw_waiting(many.now) == 1
    assert charts.draw_waiting(many.now) == 0
    image = dana.get(f"{TABLE}missing_times").one("//main//img")
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert image.get("alt").endswith("April to June 2026: 3; July to September 2026: 6.")
    assert Chart.select().count() == 1, "the same figures are drawn once"


def test_charts_of_long_ago_are_forgotten(client: HouseClient, many: Many) -> None:
    many.give(many.providers(1)[0], THIS, {"missing_times": 6, "now": 9})
    client.as_(many.cast.dana).get(f"{TABLE}missing_times")
    assert charts.sweep(many.now + timedelta(days=30)) == 0
    assert charts.sweep(many.now + timedelta(days=120)) == 1


def test_older_periods_are_one_click_away(client: HouseClient, many: Many) -> None:
    (one,) = many.providers(1)
    many.give(one, LONG_AGO, {"missing_times": 17})
    dana = client.as_(many.cast.dana)
    page = dana.get(TABLE)
    assert "17 from" not in page.main
    page = dana.get(f"{TABLE}?to={LONG_AGO}")
    assert "17 from 1 return" in page.main
    assert page.links()["Later periods"].endswith("to=2025-26-Q1")
    assert dana.get(f"{TABLE}?to=nonsense").main == dana.get(TABLE).main


def test_half_years_stand_among_the_quarters(client: HouseClient, many: Many) -> None:
    one, two = many.providers(2)
    many.give(one, THIS, {"missing_times": 3})
    many.give(two, "2026-27-H1", {"missing_times": 8})
    page = client.as_(many.cast.dana).get(TABLE)
    assert cells(page)[library.latest(SET).questions["missing_times"].name][-2:] == [
        "8 from 1 return",
        "3 from 1 return",
    ]


def test_another_council_sees_only_its_own_figures(client: HouseClient, many: Many) -> None:
    (one,) = many.providers(1)
    many.give(one, THIS, {"missing_times": 7, "now": 9})
    gita = client.as_(many.cast.gita)
    assert "Nothing was received" in gita.get(TABLE).main
    assert "Nothing was received" in gita.get(f"{TABLE}missing_times").main
    many.give(
        one, THIS, {"missing_times": 8}, authority=many.cast.westmoor, service=many.cast.service_elsewhere
    )  # fmt: skip
    assert "8 from 1 return" in gita.get(TABLE).main


@pytest.mark.parametrize("path", ["no-such-set/", f"{SET}/no_such_key", f"{SET}/share/no-period"])
def test_what_is_not_there_is_not_found(client: HouseClient, many: Many, path: str) -> None:
    client.as_(many.cast.dana).get(f"/desk/figures/{path}", status=404)


def test_what_changed_between_versions_stands_beside_the_figures(
    client: HouseClient, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = library.latest(SET).model_copy(update={"version": "2027-1", "changes": "SA09a now counts nights."})
    every: tuple[QuestionSet, ...] = (*library.all(), newer)
    monkeypatch.setattr(library, "all", lambda: every)
    assert looking.changes(SET)[0] == ("2027-1", "SA09a now counts nights.")
    page = client.as_(many.cast.dana).get(TABLE)
    assert page.rows()["Version 2027-1"] == "SA09a now counts nights."


def test_promises_to_read_are_counted_by_period(client: HouseClient, life: Life) -> None:
    late = life.in_state("received")
    life.in_state("accepted", life.cast.northgate)
    dana = client.as_(life.cast.dana)
    page = dana.get("/desk/figures/")
    assert cells(page)["July to September 2026"] == ["1 of 1", "0", "1"]
    assert (
        "Answered by the day that we promised: 1 of 1. 1 still to be answered in time."
        in dana.get("/desk/returns/").main
    )
    with time_machine.travel((life.now + timedelta(days=16)).replace(tzinfo=UTC)):
        dana = client.as_(life.cast.dana)
        assert cells(dana.get("/desk/figures/"))["July to September 2026"] == ["1 of 2", "1", "0"]
        life.accept(late, now=life.now + timedelta(days=16))
        assert cells(dana.get("/desk/figures/"))["July to September 2026"] == ["1 of 2", "1", "0"]


def test_pages_of_figures_ask_as_often_for_forty_providers_as_for_one(
    client: HouseClient, many: Many, queries: Counting
) -> None:
    paths = ("/desk/figures/", TABLE, f"{TABLE}missing_times", f"{TABLE}share/{THIS}")
    providers = many.providers(40)
    many.give(providers[0], THIS, {"missing_times": 7, "now": 9})
    dana = client.as_(many.cast.dana)

    def counts() -> list[int]:
        found = []
        for path in paths:
            dana.get(path)
            with queries() as seen:
                dana.get(path)
            found.append(len(seen))
        return found

    one = counts()
    for provider in providers[1:]:
        many.give(provider, THIS, {"missing_times": 7, "now": 9, "good": (7, 9)})
        many.give(provider, BEFORE, {"missing_times": "not available"})
    assert counts() == one
    assert max(one) <= 9, one
