"""The first page: to a stranger, where to go; to everybody else, what waits for them."""

from datetime import UTC, timedelta

import pytest
import time_machine

from models.person import Membership
from models.store import writing
from tests.fixtures.client import HouseClient
from tests.portal.life import BEFORE, Life, url


def test_a_stranger_is_told_where_to_go(client: HouseClient, life: Life) -> None:
    page = client.get("/")
    assert page.h1 == "Where the council and its providers meet"
    for heading in ("I run a service", "I work for the council", "I want to see what the council buys"):
        assert heading in page.main
    assert "/account/login?next=/returns/" in page.links().values()
    assert "/account/register" in page.links().values()


def test_it_says_whom_to_ring_at_each_council(client: HouseClient, life: Life) -> None:
    page = client.get("/")
    assert "If a young person is in danger now, ring 999." in page.main
    assert "Fairshire County Council, day or night: 01632 960999" in page.main
    assert "Westmoor County Council, day or night: 01632 960111" in page.main


def test_a_stranger_sees_nothing_of_anybodys_work(client: HouseClient, life: Life) -> None:
    life.in_state("received")
    page = client.get("/")
    for private in ("Harbour", "Alice", "Dana", "EH-"):
        assert private not in page.html


def test_a_provider_sees_what_it_owes_soonest_first(client: HouseClient, life: Life) -> None:
    later = life.ask()
    life.ask(life.cast.northgate)
    soon = life.ask(period_key=BEFORE, due_on=life.now.date() + timedelta(days=1))
    page = client.as_(life.cast.bob).get("/")
    assert "2 returns to send." in page.main
    hrefs = page.all("//main//h2/a/@href")
    assert hrefs == [url(soon), url(later)]
    assert "due in 1 day" in page.main
    assert "Northgate" not in page.main


def test_late_ones_are_said_kindly(client: HouseClient, life: Life) -> None:
    life.ask()
    with time_machine.travel((life.now + timedelta(days=20)).replace(tzinfo=UTC)):
        page = client.as_(life.cast.alice).get("/")
    assert "1 of them late. You can still send: it is marked as late and nothing else happens." in page.main
    assert "4 days late" in page.main


@pytest.mark.parametrize("state", ["received", "accepted", "withdrawn"])
def test_what_is_done_no_longer_waits(client: HouseClient, life: Life, state: str) -> None:
    life.in_state(state)
    assert "Nothing waits for you" in client.as_(life.cast.alice).get("/").main


def test_the_council_sees_how_many_wait(client: HouseClient, life: Life) -> None:
    life.in_state("received")
    life.ask(life.cast.northgate)
    with time_machine.travel((life.now + timedelta(days=20)).replace(tzinfo=UTC)):
        page = client.as_(life.cast.dana).get("/")
    figures = [" ".join(figure.itertext()) for figure in page.all("//*[contains(@class, 'eh-figure__number')]")]
    assert figures == ["1", "1", "1"]
    assert "/desk/returns/" in page.links().values()


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("alice", "When a council asks for a return"),
        ("dana", "No return is out at present."),
        ("ivan", "You belong to no organisation yet"),
    ],
)
def test_where_nothing_waits_it_says_what_will_be_here(client: HouseClient, life: Life, who: str, says: str) -> None:
    page = client.as_(getattr(life.cast, who)).get("/")
    assert page.h1 == "What waits for you"
    assert says in page.main


@pytest.mark.parametrize("who", ["alice", "charlie", "dana", "erin", "frank", "gita", "hana", "ivan"])
def test_no_link_leads_where_this_person_may_not_go(client: HouseClient, life: Life, who: str) -> None:
    life.in_state("received")
    browser = client.as_(getattr(life.cast, who))
    for href in browser.get("/").links().values():
        if href.startswith("/"):
            browser.get(href, follow=True)


def test_who_is_on_both_kinds_of_side_sees_both(client: HouseClient, life: Life) -> None:
    life.ask()
    with writing():
        Membership.begin(life.cast.alice, life.cast.westmoor, "officer", life.now, by=None)
    page = client.as_(life.cast.alice).get("/")
    assert "1 return to send." in page.main
    assert "/desk/returns/" in page.links().values()
