"""`/desk/mail/`: the administrator sees what waits, what has trouble, and may try again."""

from datetime import timedelta

import pytest

from models.outbox import Message
from models.store import writing
from portal.mail.views import masked
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, mails

DOWN = "ConnectionRefusedError: [Errno 111] Connection refused"


def fail(life: Life, after: timedelta = timedelta(0)) -> None:
    """Everything that is due is tried, and the mail server is down."""
    with writing():
        for message in Message.claim(life.now + after, "a worker", limit=100):
            message.failed(life.now + after, DOWN)


def test_an_empty_outbox_says_so(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.frank).get("/desk/mail/")
    assert page.h1 == "Mail"
    assert "No mail has trouble" in page.main
    assert page.rows()["Waiting"] == "0"


def test_a_mail_server_that_is_down_is_seen_and_nothing_is_lost(client: HouseClient, life: Life) -> None:
    life.ask()
    fail(life)
    page = client.as_(life.cast.frank).get("/desk/mail/")
    assert page.rows()["Waiting"] == "2, the oldest since 5 October 2026 at 9:00am"
    assert DOWN in page.main
    assert "a…@people.example" in page.main
    assert "1 time" in page.main
    assert {mail.state for mail in mails()} == {"due"}


def test_nothing_of_a_mail_is_shown(client: HouseClient, life: Life) -> None:
    life.ask()
    fail(life)
    page = client.as_(life.cast.frank).get("/desk/mail/")
    for private in ("alice@people.example", "Harbour", "a return waits", "/returns/"):
        assert private not in page.main


def test_what_was_given_up_is_tried_again_at_the_press_of_a_button(client: HouseClient, life: Life) -> None:
    life.ask(life.cast.northgate)
    fail(life, timedelta(hours=49))
    frank = client.as_(life.cast.frank)
    page = frank.get("/desk/mail/")
    assert page.rows()["Given up"].startswith("1")
    page = frank.submit(page, action="/try-again")
    assert "The worker tries this mail again." in page.main
    assert mails()[0].state == "due"
    frank.post(f"/desk/mail/{mails()[0].id}/try-again", status=404)


@pytest.mark.parametrize("who", ["alice", "dana", "erin", "gita", "hana", "ivan"])
def test_it_is_for_administrators(client: HouseClient, life: Life, who: str) -> None:
    client.as_(getattr(life.cast, who)).get("/desk/mail/", status=403)


def test_a_hundred_troubles_are_shown_and_not_thousands(client: HouseClient, life: Life) -> None:
    with writing():
        for number in range(120):
            Message.put(f"p{number}@people.example", "A return waits", "…", "return:1", life.now)
    with writing():
        for message in Message.claim(life.now, "a worker", limit=200):
            message.failed(life.now, DOWN)
    page = client.as_(life.cast.frank).get("/desk/mail/")
    assert len(page.all("//tbody/tr")) == 100
    assert page.rows()["Waiting"].startswith("120")


@pytest.mark.parametrize(
    ("address", "shown"), [("dana@fairshire.example", "d…@fairshire.example"), ("x@y.example", "x…@y.example")]
)
def test_an_address_shows_which_server_refuses_and_not_who_is_written_to(address: str, shown: str) -> None:
    assert masked(address) == shown
