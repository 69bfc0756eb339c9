"""The council’s list: what came in, what is late, which figures are still to come."""

from datetime import UTC, date, timedelta

import pytest
import time_machine

from models.monitoring_return import Return
from portal.returns.work import asking
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.portal.life import BEFORE, THIS, WHY, Life, url

GAP = {
    "complaints_received": "",
    "complaints_received.why": "The book is at the office",
    "complaints_received.when": "30 October 2026",
}


def rows(page: object) -> dict[str, list[str]]:
    """Cells of the list by provider."""
    found = {}
    for line in page.all("(//table)[1]/tbody/tr"):  # type: ignore[attr-defined]
        cells = [" ".join(cell.xpath("string(.)").split()) for cell in line.xpath("./*")]
        found[cells[0]] = cells[1:]
    return found


def test_without_returns_it_says_what_to_do(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.dana).get("/desk/returns/")
    assert page.h1 == "Returns"
    assert "No returns yet" in page.main
    assert page.links()["Ask for returns"] == "/desk/returns/new"


def test_each_return_has_its_state_its_day_and_its_length(client: HouseClient, life: Life) -> None:
    life.in_state("received")
    life.ask(life.cast.northgate, tier="standard")
    page = client.as_(life.cast.dana).get("/desk/returns/")
    assert page.h1 == "Returns, July to September 2026"
    lines = rows(page)
    assert lines["Harbour Young People"][:3] == ["To be read", "21 October 2026", "Short return"]
    assert lines["Northgate Homes Ltd"][:3] == ["Not started", "21 October 2026 due in 16 days", "Standard return"]
    assert "1 to be read, 0 late, 0 accepted, of 2." in page.main
    assert list(lines) == ["Harbour Young People", "Northgate Homes Ltd"]


def test_late_ones_are_marked_with_their_days(client: HouseClient, life: Life) -> None:
    life.ask()
    with time_machine.travel((life.now + timedelta(days=19)).replace(tzinfo=UTC)):
        page = client.as_(life.cast.erin).get("/desk/returns/")
    assert rows(page)["Harbour Young People"][1] == "21 October 2026 3 days late"
    assert page.all("//*[contains(@class, 'eh-late')]")


def test_every_figure_that_is_still_to_come_is_listed_once_it_was_sent(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), GAP)
    dana = client.as_(life.cast.dana)
    page = dana.get("/desk/returns/")
    assert "The book is at the office" not in page.html, "a draft is not the council’s to see"
    assert rows(page)["Harbour Young People"][3] == "–"
    life.send(ret)
    page = dana.get("/desk/returns/")
    assert rows(page)["Harbour Young People"][3] == "1"
    gap = " ".join(page.one("(//table)[2]/tbody/tr").xpath("string(.)").split())
    assert "The book is at the office" in gap
    assert "30 October 2026" in gap


def test_a_figure_that_was_given_later_goes_once_it_is_sent(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), GAP)
    life.send(ret)
    life.type(ret, "complaints", {"complaints_received": "1"})
    dana = client.as_(life.cast.dana)
    assert "The book is at the office" in dana.get("/desk/returns/").html
    life.send(ret)
    assert "The book is at the office" not in dana.get("/desk/returns/").html


def test_nothing_of_a_draft_is_shown_anywhere_at_the_desk(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": "A secret of the draft."})
    dana = client.as_(life.cast.dana)
    for path in ("/desk/returns/", url(ret, desk=True), "/"):
        page = dana.get(path)
        assert "A secret of the draft." not in page.html
        assert "Started, not sent" in page.main or path == "/" or "has started" in page.main


def test_periods_can_be_chosen_and_the_newest_comes_first(client: HouseClient, life: Life) -> None:
    life.ask()
    life.ask(life.cast.northgate, period_key=BEFORE)
    dana = client.as_(life.cast.dana)
    page = dana.get("/desk/returns/")
    assert page.links()["April to June 2026"] == f"/desk/returns/?period={BEFORE}"
    page = dana.get(f"/desk/returns/?period={BEFORE}")
    assert list(rows(page)) == ["Northgate Homes Ltd"]
    assert "No returns yet" in dana.get("/desk/returns/?period=nonsense").main


def test_withdrawn_ones_are_not_listed(client: HouseClient, life: Life) -> None:
    life.in_state("withdrawn")
    assert "No returns yet" in client.as_(life.cast.dana).get("/desk/returns/").main


def test_an_auditor_reads_and_does_not_ask(client: HouseClient, life: Life) -> None:
    life.in_state("received")
    hana = client.as_(life.cast.hana)
    page = hana.get("/desk/returns/")
    assert "Ask for returns" not in page.main
    hana.get("/desk/returns/new", status=403)


@pytest.mark.parametrize("who", ["alice", "frank", "ivan"])
def test_it_is_for_people_who_read_returns_at_a_council(client: HouseClient, life: Life, who: str) -> None:
    client.as_(getattr(life.cast, who)).get("/desk/returns/", status=403)


def test_another_council_sees_only_its_own(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    gita = client.as_(life.cast.gita)
    assert "Harbour" not in gita.get("/desk/returns/").main
    gita.get(url(ret, desk=True), status=404)
    asking.ask(
        authority=life.cast.westmoor,
        service=life.cast.service_elsewhere,
        providers=[life.cast.harbour],
        set_key=SET,
        period_key=THIS,
        tier="core",
        due_on=date(2026, 10, 30),
        why=WHY,
        by=life.cast.gita,
        now=life.now,
    )
    assert list(rows(gita.get("/desk/returns/"))) == ["Harbour Young People"]
    assert Return.select().count() == 2
