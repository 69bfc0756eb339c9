"""A set of questions on paper: room to write at every code, whom to ring, and nothing that can be pressed."""

import re

import pytest
from playwright.sync_api import expect

from forms import library
from forms.question_set import QuestionSet
from tests.browser.conftest import Browse
from tests.browser.test_print import on_paper
from tests.fixtures.cast import Cast

NEWEST = list({found.key: found for found in library.all()}.values())
A4 = {"width": 673, "height": 1000}  # CSS pixels between margins of 16 mm
WIDE = """() => [...document.querySelectorAll('main *')].filter(e => e.checkVisibility()
  && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 90))"""
ROOMLESS = """() => [...document.querySelectorAll('.eh-written')].filter(e =>
  ![...e.querySelectorAll('.eh-box, .eh-tick__box, .eh-lines')].some(b => b.getBoundingClientRect().height > 9))
  .map(e => e.textContent.trim().slice(0, 60))"""


@pytest.mark.parametrize("found", NEWEST, ids=lambda found: found.key)
def test_a_paper_form_has_room_at_every_code_and_fits_the_sheet(browse: Browse, cast: Cast, found: QuestionSet) -> None:
    page = browse().go(f"/questions/{found.key}/{found.version}/paper?size=large")
    page.set_viewport_size(A4)  # type: ignore[arg-type]
    text = on_paper(page)
    assert page.evaluate(ROOMLESS) == []
    assert page.evaluate(WIDE) == []
    codes = page.locator(".eh-written .eh-asked__code").all_inner_texts()
    assert page.locator(".eh-written").count() == len(set(codes)) > 5
    assert [code for code in codes if code not in text] == []
    assert set(codes) <= {question.code for question in found.questions.values()}
    expect(page.get_by_text("Where to send it")).to_be_visible()
    expect(page.get_by_text("For which council?")).to_be_hidden()


def test_a_short_form_is_printed_on_few_sheets(browse: Browse, cast: Cast) -> None:
    page = browse().go("/questions/small-grants-half-yearly/2026-1/paper")
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 1 < sheets <= 5


def test_printing_is_a_button_where_there_are_scripts(browse: Browse, cast: Cast) -> None:
    page = browse().go("/questions/small-grants-half-yearly/2026-1/paper")
    expect(page.get_by_role("button", name="Print this form")).to_be_visible()
