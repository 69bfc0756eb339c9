"""A whole return in one’s own words, in a real browser: by keyboard with scripts, on a phone without; and what must not
be lost on the way."""

from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models.answer import Answer
from models.conversation import Turn
from models.monitoring_return import Return
from models.submission import Submission
from portal.returns.work import adopting
from tests.browser.conftest import Browse, Visitor
from tests.browser.hands import Keyboard, Mouse
from tests.fixtures.cast import Cast
from tests.portal.life import Life

SET = "small-grants-half-yearly"
BOX = "In your own words"
# What somebody says about a small grant, in order, and what has to be read then before they go on.
SAID = (
    ("A holiday club in the village hall", "I put “A holiday club in the village hall”"),
    ("£4,800", "I put £4,800"),
    ("primary", "Is that right?"),
    ("yes", "I put 5 to 10"),
    ("forty-five", "I put 45"),
    ("a dozen", "12"),
    ("yes", "I put 12"),
    ("30", "I put 30"),
    ("none", "I put 0"),
    ("change sessions to 31", "31"),
    ("yes", "I put 31"),
    ("£4,500", "I put £4,500"),
    ("yes", "I put Yes"),
    ("Children made friends across two schools.", "I put “Children made friends"),
    ("Start a week earlier.", "I put “Start a week"),
    ("skip", ""),
    ("skip", ""),
)
WAYS: dict[str, dict[str, Any]] = {
    "by keyboard, with scripts": {"hands": Keyboard},
    "on a phone, without scripts": {"hands": Mouse, "phone": True, "scripts": False},
}


@pytest.fixture
def ret(life: Life, cast: Cast) -> Return:
    """A small grant’s return, of which nothing is answered."""
    adopting.adopt(cast.fairshire, SET, by=None, now=life.now)
    return life.ask(set_key=SET, period_key="2026-27-H1", due_on=life.now.date())


def said(page: Page, number: int) -> None:
    """Waits until so many messages stand in the log."""
    expect(page.locator(".eh-message--mine")).to_have_count(number)


def talk(visitor: Visitor, ret: Return) -> Page:
    return visitor.go(f"/returns/{ret.public_id}/talk")


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_return_goes_by_conversation(way: str, browse: Browse, cast: Cast, ret: Return) -> None:
    kind, phone, scripts = (WAYS[way].get(k, d) for k, d in (("hands", None), ("phone", False), ("scripts", True)))
    visitor = browse(cast.alice, phone=phone, scripts=scripts)
    hands = kind(visitor.page)
    hands.open(f"{visitor.address}/")
    hands.press("Answer in your own words")
    hands.arrived("Your grant in April to September 2026")
    for number, (words, read) in enumerate(SAID, 1):
        hands.fill(BOX, words)
        if isinstance(hands, Keyboard):
            hands.page.keyboard.press("Enter")
        else:
            hands.page.get_by_role("button", name="Send", exact=True).last.click()
        said(hands.page, number)
        expect(hands.page.locator("[role=log]")).to_contain_text(read)
    hands.press("Check my answers")
    hands.arrived("Check your answers and send")
    hands.press("Send")
    hands.arrived("Received: EH-")
    assert Submission.select().where(Submission.return_ == ret.id).count() == 1
    faces = {answer.face for answer in Answer.select().where(Answer.return_ == ret.id)}
    assert faces == {"assistant"}


def test_the_log_grows_and_is_never_drawn_again(browse: Browse, cast: Cast, ret: Return) -> None:
    page = talk(browse(cast.alice), ret)
    page.locator("#turn-1").evaluate("e => { e.dataset.seen = 'yes' }")
    page.get_by_label(BOX).fill("A holiday club")
    page.get_by_label(BOX).press("Enter")
    said(page, 1)
    expect(page.locator("#turn-1[data-seen=yes]")).to_have_count(1)
    expect(page.get_by_label(BOX)).to_be_focused()
    expect(page.get_by_label(BOX)).to_have_value("")
    numbers = page.locator("[data-turn]").evaluate_all("all => all.map(e => Number(e.dataset.turn))")
    assert numbers == list(range(1, len(numbers) + 1))
    page.reload()
    assert page.locator("[data-turn]").count() == len(numbers)


def test_what_is_typed_while_an_answer_is_on_its_way_stays_in_the_box(browse: Browse, cast: Cast, ret: Return) -> None:
    page = talk(browse(cast.alice), ret)
    page.route("**/talk", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.get_by_label(BOX).fill("A holiday club")
    page.get_by_label(BOX).press("Enter")
    page.get_by_label(BOX).fill("£4,800")
    page.get_by_label(BOX).press("Enter")
    said(page, 1)
    expect(page.get_by_label(BOX)).to_have_value("£4,800")


def test_without_a_connection_the_words_stay_and_come_once(browse: Browse, cast: Cast, ret: Return) -> None:
    page = talk(browse(cast.alice, phone=True), ret)
    page.context.set_offline(True)
    page.get_by_label(BOX).fill("A holiday club")
    page.get_by_role("button", name="Send", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("No connection. Your words are still here.")
    expect(page.get_by_label(BOX)).to_have_value("A holiday club")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    said(page, 1)
    assert Turn.select().where(Turn.side == "person").count() == 1


def test_a_second_window_is_told_what_is_new_and_keeps_its_words(
    browse: Browse, cast: Cast, ret: Return, now: datetime
) -> None:
    first = browse(cast.alice)
    page, other = talk(first, ret), talk(first.another_tab(), ret)
    page.get_by_label(BOX).fill("A holiday club")
    page.get_by_label(BOX).press("Enter")
    said(page, 1)
    other.get_by_label(BOX).fill("Our summer scheme")
    other.get_by_label(BOX).press("Enter")
    expect(other.locator("main")).to_contain_text("The conversation went on in another window.")
    expect(other.get_by_label(BOX)).to_have_value("Our summer scheme")
    said(other, 1)
    assert Answer.get(Answer.key == "project").said == "A holiday club"
