"""“Your returns”: what is to do, what was sent."""

import pytest

from tests.fixtures.client import HouseClient
from tests.portal.life import BEFORE, Life, url

TITLE = "Supported accommodation and supported lodgings: every quarter"


def test_without_returns_it_says_what_will_be_here(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).get("/returns/")
    assert page.h1 == "Your returns"
    assert "Nothing waits for you" in page.main
    assert "When a council asks for a return you get an e-mail, and it stands here." in page.main


def test_what_is_owed_stands_first_with_its_day(client: HouseClient, life: Life) -> None:
    life.last_time()
    ret = life.ask()
    page = client.as_(life.cast.alice).get("/returns/")
    assert page.links()[f"{TITLE}, July to September 2026"] == url(ret)
    assert "Due Wednesday 21 October 2026, due in 16 days" in page.main
    assert page.main.index("due in 16 days") < page.main.index("April to June 2026")


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("due", "Not started"),
        ("draft", "Saved, not sent"),
        ("received", "Received"),
        ("sent_back", "The council has a question"),
        ("accepted", "Read and accepted"),
    ],
)
def test_each_state_has_its_words(client: HouseClient, life: Life, state: str, says: str) -> None:
    life.in_state(state)
    page = client.as_(life.cast.bob).get("/returns/")
    assert says in page.main
    assert sum(words in page.main for words in ("Saved, not sent", "Received", "Not started")) <= 1


def test_nobody_sees_those_of_another_provider(client: HouseClient, life: Life) -> None:
    life.ask(life.cast.northgate)
    assert "Northgate" not in client.as_(life.cast.alice).get("/returns/").main
    assert "Northgate Homes Ltd" in client.as_(life.cast.charlie).get("/returns/").main


def test_what_was_withdrawn_is_not_listed(client: HouseClient, life: Life) -> None:
    life.in_state("withdrawn")
    assert "Nothing waits for you" in client.as_(life.cast.alice).get("/returns/").main


def test_people_of_the_council_find_no_returns_of_their_own(client: HouseClient, life: Life) -> None:
    life.ask(period_key=BEFORE)
    assert "Nothing waits for you" in client.as_(life.cast.dana).get("/returns/").main
