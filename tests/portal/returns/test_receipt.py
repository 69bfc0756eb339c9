"""The receipt: the same page for both sides, and the way to it by its reference."""

from datetime import UTC, datetime

import pytest
import time_machine

from forms.submission import shown
from models.submission import Submission
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url

BOTH_SIDES = ("alice", "bob", "dana", "erin", "hana")
OTHERS = ("charlie", "frank", "gita", "ivan")


@pytest.fixture
def sent(life: Life) -> Submission:
    return life.send(life.fill(life.ask()))


@pytest.mark.parametrize("who", BOTH_SIDES)
def test_both_sides_see_the_same_receipt(client: HouseClient, life: Life, sent: Submission, who: str) -> None:
    page = client.as_(getattr(life.cast, who)).get(url(sent.return_, "receipt/1"))
    assert page.h1 == f"Received: {sent.reference}"
    facts = page.rows()
    assert facts["Reference"] == sent.reference
    assert facts["Arrived"] == "5 October 2026, 09:00:00 London time"
    assert facts["Kept"] == "5 October 2026, 09:00:00 London time"
    assert facts["Due"] == "Wednesday 21 October 2026"
    assert shown(sent.digest) in page.main
    assert sent.audit_head[:12] in page.main
    assert "Three young people passed their first term at college." in page.main
    assert "Saved, not sent" not in page.main


@pytest.mark.parametrize("who", OTHERS)
def test_it_does_not_exist_for_anybody_else(client: HouseClient, life: Life, sent: Submission, who: str) -> None:
    browser = client.as_(getattr(life.cast, who))
    browser.get(url(sent.return_, "receipt/1"), status=404)
    page = browser.get(f"/find?reference={sent.reference}", status=404)
    assert "There is no such reference" in page.main


@pytest.mark.parametrize("who", BOTH_SIDES)
@pytest.mark.parametrize("tidy", [str, str.lower, lambda r: r.removeprefix("EH-"), lambda r: f" {r[:6]} {r[6:]} "])
def test_a_reference_leads_both_sides_to_it(
    client: HouseClient, life: Life, sent: Submission, who: str, tidy: object
) -> None:
    typed = tidy(sent.reference)  # type: ignore[operator]
    page = client.as_(getattr(life.cast, who)).get(f"/find?reference={typed}", follow=True)
    assert page.url == url(sent.return_, "receipt/1")


def test_each_side_goes_back_to_its_own_page(client: HouseClient, life: Life, sent: Submission) -> None:
    ret = sent.return_
    assert client.as_(life.cast.alice).get(url(ret, "receipt/1")).links()["Your return"] == url(ret)
    assert client.as_(life.cast.dana).get(url(ret, "receipt/1")).links()["The return"] == url(ret, desk=True)


def test_the_provider_reads_when_it_will_hear_and_from_whom(client: HouseClient, life: Life, sent: Submission) -> None:
    page = client.as_(life.cast.alice).get(url(sent.return_, "receipt/1"))
    assert "We have your return. Dana Dean" in page.main
    assert "will read it by 19 October 2026 and tell you what we noticed and what happens next." in page.main


def test_times_are_of_london_to_the_second_in_winter_too(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    arrived, kept = datetime(2026, 11, 2, 17, 4, 59, 999000), datetime(2026, 11, 2, 17, 5, 3)
    life.send(ret, now=kept, arrived_at=arrived)
    with time_machine.travel(kept.replace(tzinfo=UTC)):
        page = client.as_(life.cast.alice).get(url(ret, "receipt/1"))
    facts = page.rows()
    assert facts["Arrived"] == "2 November 2026, 17:04:59 London time"
    assert facts["Kept"] == "2 November 2026, 17:05:03 London time"


def test_an_earlier_sending_shows_what_was_sent_then(client: HouseClient, life: Life, sent: Submission) -> None:
    ret = sent.return_
    life.type(ret, "own_words", {"went_well": "A better sentence."})
    life.send(ret)
    dana = client.as_(life.cast.dana)
    assert "Three young people passed" in dana.get(url(ret, "receipt/1")).main
    assert "A better sentence." not in dana.get(url(ret, "receipt/1")).main
    assert "A better sentence." in dana.get(url(ret, "receipt/2")).main


def test_it_keeps_the_words_of_the_acceptance(client: HouseClient, life: Life, sent: Submission) -> None:
    life.accept(sent.return_, "Thank you for a clear return.")
    page = client.as_(life.cast.alice).get(url(sent.return_, "receipt/1"))
    assert "What we noticed, what happens next Thank you for a clear return." in page.main
    assert "Dana Dean, 5 October 2026 at" in page.main


def test_the_button_to_print_needs_a_script_and_is_not_printed(
    client: HouseClient, life: Life, sent: Submission
) -> None:
    page = client.as_(life.cast.alice).get(url(sent.return_, "receipt/1"))
    button = page.one("//button[@data-print]")
    assert button.get("type") == "button"
    assert button.xpath("ancestor::*[contains(@class, 'eh-noprint')]")
    assert button.get("hidden") is not None or button.xpath("ancestor-or-self::*[@hidden]")
