"""On paper: every answer and whom to ring; nothing that can be pressed, and no bar to go elsewhere."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from models.monitoring_return import Return
from tests.browser.conftest import Browse
from tests.browser.exhibition import in_days, quarters
from tests.fixtures.cast import Cast
from tests.portal.life import Life

SEEN = "es => es.filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.textContent.trim())"
ON_SCREEN_ONLY = "nav, button, .govuk-back-link, .govuk-skip-link, .eh-account, form[action='/find']"
TYPED = ("12", "9 of 12", "Wi-Fi in every room.", "Two hosts retire next spring.", "Not inspected yet")


@pytest.fixture
def sent(life: Life, now: datetime) -> Return:
    return life.in_state("received", period_key=quarters(now)[0].key, due_on=in_days(now, 9))


def on_paper(page: Page) -> str:
    page.emulate_media(media="print")
    assert page.locator(ON_SCREEN_ONLY).evaluate_all(SEEN) == []
    expect(page.get_by_text("If a young person is in danger now, ring 999")).to_be_visible()
    return page.locator("main").inner_text()


@pytest.mark.parametrize("tail", ["receipt/1", "check"])
def test_a_return_on_paper_has_every_answer(browse: Browse, cast: Cast, sent: Return, tail: str) -> None:
    page = browse(cast.alice).go(f"/returns/{sent.public_id}/{tail}")
    answers = page.locator("dd.govuk-summary-list__value").all_inner_texts()
    text = on_paper(page)
    assert len(answers) > 25
    assert [answer for answer in (*TYPED, *answers) if " ".join(answer.split()) not in " ".join(text.split())] == []


def test_the_officer_s_page_on_paper_has_every_answer(browse: Browse, cast: Cast, sent: Return) -> None:
    text = on_paper(browse(cast.dana).go(f"/desk/returns/{sent.public_id}/"))
    assert [answer for answer in TYPED if answer not in text] == []


def test_a_question_page_on_paper_says_whom_to_ring(browse: Browse, cast: Cast, sent: Return) -> None:
    assert "Missing" in on_paper(browse(cast.alice).go(f"/returns/{sent.public_id}/missing"))


def test_printing_is_a_button_where_there_are_scripts_and_no_button_where_there_are_none(
    browse: Browse, cast: Cast, sent: Return
) -> None:
    for scripts, buttons in ((True, 1), (False, 0)):
        page = browse(cast.alice, scripts=scripts).go(f"/returns/{sent.public_id}/receipt/1")
        expect(page.get_by_role("button", name="Print this page").filter(visible=True)).to_have_count(buttons)
