"""From a reference number to its page; what one may not see is not there."""

import pytest

from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url


@pytest.mark.parametrize("typed", ["", "   ", "EH-", "EH-BBBBBBBB", "nonsense", "%25", "’ OR 1=1", "x" * 3000])
def test_a_reference_that_is_not_there_is_said_kindly(client: HouseClient, life: Life, typed: str) -> None:
    page = client.as_(life.cast.alice).get(f"/find?reference={typed}", status=404)
    assert page.h1 == "There is no such reference"


def test_without_a_reference_it_says_so_too(client: HouseClient, life: Life) -> None:
    client.as_(life.cast.alice).get("/find", status=404)


def test_every_sending_has_its_own_reference(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    first = life.send(ret)
    life.type(ret, "complaints", {"complaints_received": "2"})
    second = life.send(ret)
    dana = client.as_(life.cast.dana)
    assert dana.get(f"/find?reference={first.reference}", status=302).location == url(ret, "receipt/1")
    assert dana.get(f"/find?reference={second.reference}", status=302).location == url(ret, "receipt/2")


def test_a_stranger_is_sent_to_sign_in_and_learns_nothing(client: HouseClient, life: Life) -> None:
    sent = life.send(life.fill(life.ask()))
    for reference in (sent.reference, "EH-BBBBBBBB"):
        page = client.get(f"/find?reference={reference}", status=302)
        assert page.location is not None
        assert page.location.startswith("/account/login")


def test_somebody_else_learns_nothing_either(client: HouseClient, life: Life) -> None:
    sent = life.send(life.fill(life.ask()))
    there = client.as_(life.cast.charlie).get(f"/find?reference={sent.reference}", status=404)
    nowhere = client.as_(life.cast.charlie).get("/find?reference=EH-BBBBBBBB", status=404)
    assert there.main.replace(sent.reference, "…") == nowhere.main.replace("EH-BBBBBBBB", "…")


def test_the_form_stands_on_the_first_page_and_the_lists(client: HouseClient, life: Life) -> None:
    for who, paths in (("alice", ("/", "/returns/")), ("dana", ("/", "/desk/returns/"))):
        browser = client.as_(getattr(life.cast, who))
        for path in paths:
            assert browser.get(path).all("//form[@action='/find'][@method='get']//input[@name='reference']"), path
