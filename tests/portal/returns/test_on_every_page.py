"""What every page of a return says, in every state: whom to ring, no names, and one of two states."""

import re

import pytest

from models.store import writing
from portal.returns.work import sheet
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.portal.life import Life, url

DANGER = (
    "If a young person is in danger now, ring 999. Anything else that cannot wait: 01632 960999, day or night. "
    "Nobody reads this in the evening or at weekends. "
    "It does not replace telling Ofsted, the police or the social worker."
)
NO_NAMES = "Please do not write names, initials, birthdays or addresses of young people"
STATES = ("due", "draft", "received", "sent_back", "accepted")


def says_which_state(page: Page) -> None:
    saved, received = "Saved, not sent" in page.main, re.search(r"\bReceived\b", page.main) is not None
    assert not (saved and received), f"{page.url} says both"


@pytest.mark.parametrize("state", STATES)
def test_the_task_list_and_the_check_page_say_whom_to_ring_and_no_names(
    client: HouseClient, life: Life, state: str
) -> None:
    ret = life.in_state(state)
    alice = client.as_(life.cast.alice)
    for tail in ("", "check"):
        page = alice.get(url(ret, tail))
        assert DANGER in page.main, tail
        assert page.main.count(DANGER) == 1
        assert NO_NAMES in page.main, tail
        says_which_state(page)


def test_every_question_page_says_whom_to_ring_and_no_names(client: HouseClient, life: Life) -> None:
    ret = life.ask(tier="full")
    alice = client.as_(life.cast.alice)
    life.fill(ret, {"moved_out": "3"})
    pages = [state.page.key for state in sheet.load(ret, life.now).journey.pages() if state.of]
    assert len(pages) > 15
    for key in pages:
        page = alice.get(url(ret, key))
        assert DANGER in page.main, key
        assert NO_NAMES in page.main, key
        assert "Saved, not sent" in page.main
        says_which_state(page)


def test_correcting_and_taking_out_say_it_as_well(client: HouseClient, life: Life) -> None:
    ret = life.in_state("accepted")
    alice = client.as_(life.cast.alice)
    for tail in ("correct", "take-out/went_well"):
        assert DANGER in alice.get(url(ret, tail)).main


@pytest.mark.parametrize("state", ["received", "accepted"])
def test_the_receipt_and_the_desk_say_whom_to_ring(client: HouseClient, life: Life, state: str) -> None:
    ret = life.in_state(state)
    for page in (
        client.as_(life.cast.alice).get(url(ret, "receipt/1")),
        client.as_(life.cast.dana).get(url(ret, "receipt/1")),
        client.as_(life.cast.dana).get(url(ret, desk=True)),
    ):
        assert DANGER in page.main
        says_which_state(page)


def test_the_telephone_numbers_can_be_pressed(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).get(url(life.ask()))
    assert {"tel:999", "tel:01632960999"} <= set(page.links().values())


def test_a_council_without_a_duty_number_still_says_to_ring_999(client: HouseClient, life: Life) -> None:
    with writing():
        life.cast.fairshire.duty_phone = ""
        life.cast.fairshire.save()
    page = client.as_(life.cast.alice).get(url(life.ask()))
    assert "in danger now, ring 999. Nobody reads this in the evening" in page.main


def test_it_is_printed_too(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).get(url(life.in_state("received"), "receipt/1"))
    line = page.one("//*[contains(@class, 'eh-urgent')]")
    hidden = line.xpath("ancestor-or-self::*[contains(@class, 'noprint') or contains(@class, 'eh-find')]")
    assert hidden == []
