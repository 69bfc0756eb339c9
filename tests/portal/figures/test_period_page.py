"""The council’s page of a period: narrowed down without a script, page by page, and what is outstanding elsewhere."""

from datetime import UTC, datetime, timedelta

import time_machine

from models.authority import Service
from models.figure import Figure
from models.promise import Promise
from models.store import writing
from portal.figures.work import keeping
from portal.returns.work import period
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.portal.figures.conftest import Many
from tests.portal.figures.test_desk_pages import cells
from tests.portal.life import BEFORE, THIS, Life

GAP = {"complaints_received": "", "complaints_received.why": "The book is lost", "complaints_received.when": ""}
OTHER = "short-breaks-quarterly"


def test_the_list_is_narrowed_down_by_state_service_and_questions(client: HouseClient, many: Many) -> None:
    one, two, three = many.providers(3)
    with writing():
        breaks = Service.create(authority=many.cast.fairshire, key="short-breaks", title="Short breaks")
    many.give(one, THIS, {"missing_times": 1})
    many.ask(two, THIS)
    many.give(three, THIS, {"missing_times": "not available"}, set_key=OTHER, service=breaks)
    dana = client.as_(many.cast.dana)
    page = dana.get("/desk/returns/")
    assert list(cells(page)) == ["Provider 00", "Provider 02", "Provider 01"]
    links = page.links()
    assert list(cells(dana.get(links["Not started 1"]))) == ["Provider 01"]
    assert list(cells(dana.get(links["With figures to come 1"]))) == ["Provider 02"]
    assert "Late 0" not in links
    assert list(cells(dana.get(f"/desk/returns/?period={THIS}&service=short-breaks"))) == ["Provider 02"]
    assert list(cells(dana.get(f"/desk/returns/?period={THIS}&set={SET}"))) == ["Provider 00", "Provider 01"]
    page = dana.get(f"/desk/returns/?period={THIS}&set={SET}&state=figures&page=nonsense")
    assert "No return of this period fits" in page.main
    assert page.one("//select[@name='set']/option[@selected]").get("value") == SET


def test_a_hundred_stand_on_a_page_and_all_on_one_to_print(client: HouseClient, many: Many) -> None:
    providers = many.providers(period.PAGE + 3)
    for provider in providers:
        many.ask(provider, THIS)
    dana = client.as_(many.cast.dana)
    page = dana.get("/desk/returns/")
    assert len(cells(page)) == period.PAGE
    assert "103 returns, page 1 of 2" in page.main
    rest = {provider.legal_name for provider in providers} - cells(page).keys()
    assert cells(dana.get(page.links()["Next page"])).keys() == rest
    assert len(cells(dana.get(page.links()["All on one page, to print"]))) == 103


def test_older_periods_say_what_is_outstanding_there(client: HouseClient, life: Life) -> None:
    life.in_state("accepted", life.cast.northgate, period_key=BEFORE)
    life.ask(period_key=BEFORE)
    life.ask()
    page = client.as_(life.cast.dana).get("/desk/returns/")
    older = page.one(f"//nav[@aria-label='Periods']//li[a[contains(@href, '{BEFORE}')]]")
    assert " ".join(older.xpath("string(.)").split()) == "April to June 2026 1 outstanding"


def test_what_came_late_says_how_late(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    with time_machine.travel((life.now + timedelta(days=19)).replace(tzinfo=UTC)):
        life.send(ret, now=life.now + timedelta(days=19))
        page = client.as_(life.cast.dana).get("/desk/returns/")
    assert cells(page)["Harbour Young People"][1] == "21 October 2026 sent 3 days late"


def test_figures_of_what_was_sent_before_they_were_kept_are_kept_afterwards(life: Life) -> None:
    first = life.send(life.fill(life.ask(), GAP))
    accepted = life.in_state("accepted", life.cast.northgate)
    kept = {(one.submission_id, one.key): (one.status, one.number, one.whole) for one in Figure.select()}
    promised = {one.submission_id: (one.promised_on, one.answered_on) for one in Promise.select()}
    with writing():
        Figure.delete().execute()
        Promise.delete().execute()
    assert keeping.catch_up(datetime(2026, 11, 1)) == 2
    assert {(one.submission_id, one.key): (one.status, one.number, one.whole) for one in Figure.select()} == kept
    assert {one.submission_id: (one.promised_on, one.answered_on) for one in Promise.select()} == promised
    assert keeping.catch_up(datetime(2026, 11, 1)) == 0
    assert Promise.get(Promise.submission == first).answered_on is None
    assert accepted.state == "accepted"
