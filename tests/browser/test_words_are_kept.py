"""Nothing typed is lost, and nothing is sent twice: signed out elsewhere, no signal, two presses, Back, a colleague."""

from datetime import datetime

import pytest
from playwright.sync_api import Dialog, Page, expect

from models.answer import Answer
from models.monitoring_return import Return
from models.person import Person
from models.store import writing
from models.submission import Submission
from portal.accounts import passwords
from tests.browser.conftest import Browse, Visitor
from tests.browser.exhibition import PASSWORD, in_days, quarters
from tests.fixtures.cast import Cast
from tests.portal.life import Life

WENT_WELL = "Three of our young people passed\ntheir first term at college."
SAVE = "Save and go on"


@pytest.fixture
def ret(life: Life, now: datetime) -> Return:
    """A return with one page left to answer: what went well."""
    asked = life.ask(period_key=quarters(now)[0].key, due_on=in_days(now, 9))
    with writing():
        Person.update(password=passwords.hashed(PASSWORD)).execute()
    return life.fill(asked, {"went_well": ""})


def went_well(ret: Return) -> str | None:
    found = Answer.get_or_none(return_=ret.id, key="went_well")
    return found.said if found else None


def say_what_went_well(visitor: Visitor, ret: Return) -> Page:
    page = visitor.go(f"/returns/{ret.public_id}/own_words")
    page.get_by_label("What went well?").press_sequentially("Three of our")
    page.get_by_label("What went well?").fill(WENT_WELL)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_who_was_signed_out_in_another_tab_signs_in_there_and_saves_again(
    browse: Browse, cast: Cast, ret: Return, scripts: bool
) -> None:
    visitor = browse(cast.alice, scripts=scripts)
    page = say_what_went_well(visitor, ret)
    visitor.another_tab().go("/").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name=SAVE, exact=True).last.click()
    expect(page.locator("h1")).to_have_text("You are signed out, and your words are still here")
    expect(page.locator("textarea").filter(has_text="first term at college")).to_be_visible()
    assert went_well(ret) is None

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    tab = opened.value
    tab.get_by_label("E-mail address").fill(cast.alice.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.locator("h1")).to_have_text("What waits for you")
    page.get_by_role("button", name="Save again").click()
    if not scripts:  # the first press fetches what the script fetches by itself: a token of the new sign-in
        expect(page.locator("h1")).to_have_text("Press Save once more")
        page.get_by_role("button", name="Save again").click()
    expect(page.locator("h1")).to_have_text("Check your answers and send")
    assert (went_well(ret) or "").split() == WENT_WELL.split()


def test_without_signal_on_a_phone_the_words_stay_and_try_again_sends_them(
    browse: Browse, cast: Cast, ret: Return
) -> None:
    visitor = browse(cast.alice, phone=True)
    page = say_what_went_well(visitor, ret)
    page.context.set_offline(True)
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("No connection. Your words are still here.")
    expect(page.get_by_label("What went well?")).to_have_value(WENT_WELL)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("h1")).to_have_text("Check your answers and send")
    assert went_well(ret) is not None


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_presses_on_send_are_one_submission_and_back_does_not_send_again(
    browse: Browse, life: Life, cast: Cast, ret: Return, scripts: bool
) -> None:
    life.fill(ret)
    page = browse(cast.alice, scripts=scripts).go(f"/returns/{ret.public_id}/check")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page.locator("h1")).to_contain_text("Received: EH-")
    page.go_back()
    expect(page.locator("main")).to_contain_text("There is nothing new to send")
    expect(page.get_by_role("button", name="Send")).to_have_count(0)
    assert Submission.select().where(Submission.return_ == ret.id).count() == 1


def test_who_leaves_a_page_with_words_that_are_not_saved_is_asked(browse: Browse, cast: Cast, ret: Return) -> None:
    visitor = browse(cast.alice)
    page = say_what_went_well(visitor, ret)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Home").click(no_wait_after=True)
    expect(page.get_by_label("What went well?")).to_have_value(WENT_WELL)
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.locator("h1")).to_have_text("Check your answers and send")
    assert asked == ["beforeunload"]


def test_a_colleague_who_was_quicker_is_named_and_nothing_is_overwritten(
    browse: Browse, life: Life, cast: Cast, ret: Return
) -> None:
    page = say_what_went_well(browse(cast.alice), ret)
    life.type(ret, "own_words", {"went_well": "Everybody has a bicycle now."}, by=cast.bob)
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.locator("main")).to_contain_text("Bob Barton changed this page while you were writing")
    expect(page.locator("main")).to_contain_text("Everybody has a bicycle now.")
    expect(page.get_by_label("What went well?")).to_have_value(WENT_WELL)
    assert went_well(ret) == "Everybody has a bicycle now."
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.locator("h1")).to_have_text("Check your answers and send")
    assert (went_well(ret) or "").split() == WENT_WELL.split()
