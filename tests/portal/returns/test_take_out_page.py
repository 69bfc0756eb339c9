"""Taking out what should not have been written, by the page: asked once more, then gone."""

import pytest

from tests.fixtures.client import HouseClient
from tests.portal.life import Life, Typed, url

TOKEN = "Zebedee Quackenbush"
PLANTED: dict[str, Typed] = {
    "went_well": {"went_well": f"Thanks to {TOKEN}."},
    "complaints_received": {"complaints_received": "", "complaints_received.why": f"{TOKEN} has the book"},
    "not_ready_why": {"places_ready": "11", "not_ready_why": ["other"], "not_ready_why.other.text": f"{TOKEN}’s door"},
    "check:adds_up": {"moved_in": "5", "check.adds_up": f"{TOKEN} came twice"},
}


@pytest.mark.parametrize("key", PLANTED)
def test_it_is_asked_once_more_and_then_it_is_gone_from_every_page(client: HouseClient, life: Life, key: str) -> None:
    ret = life.fill(life.ask(), PLANTED[key])
    life.send(ret)
    alice, dana = client.as_(life.cast.alice), client.as_(life.cast.dana)
    assert TOKEN in dana.get(url(ret, desk=True)).html
    page = alice.get(url(ret, f"take-out/{key}"))
    assert page.h1 == "Take out what was written"
    assert TOKEN not in page.html
    page = alice.submit(page, {"why": "A name was written by mistake"})
    assert "Taken out. The words are gone from this return and from what was sent." in page.main
    for tail in ("check", "", "receipt/1", "own_words", "complaints", "places_ready", "moves"):
        assert TOKEN not in alice.get(url(ret, tail)).html, tail
    for page in (dana.get(url(ret, desk=True)), dana.get("/desk/returns/"), dana.get(url(ret, "receipt/1"))):
        assert TOKEN not in page.html


def test_what_was_sent_says_that_something_was_taken_out(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), PLANTED["went_well"])
    life.send(ret)
    client.as_(life.cast.alice).post(url(ret, "take-out/went_well"), {"why": "A name"})
    note = "Taken out by Alice Archer on 5 October 2026"
    for who in ("alice", "dana"):
        assert note in client.as_(getattr(life.cast, who)).get(url(ret, "receipt/1")).main
    assert note in client.as_(life.cast.dana).get(url(ret, desk=True)).main


def test_pressing_twice_is_no_failure(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), PLANTED["went_well"])
    alice = client.as_(life.cast.alice)
    page = alice.get(url(ret, "take-out/went_well"))
    alice.submit(page)
    assert alice.submit(page, status=404).status == 404


def test_a_colleague_may_take_it_out_too_and_the_officer_may_not(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), PLANTED["went_well"])
    client.as_(life.cast.dana).post(url(ret, "take-out/went_well"), status=404)
    client.as_(life.cast.bob).post(url(ret, "take-out/went_well"))


def test_where_nothing_is_written_there_is_nothing_to_take_out(client: HouseClient, life: Life) -> None:
    client.as_(life.cast.alice).get(url(life.ask(), "take-out/went_well"), status=404)
