"""How much work an ordinary quarter is: new numbers, nothing unusual, on a phone 320 pixels wide.

An interaction is one tap or one box that is filled in.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from forms import library
from models.submission import Submission
from tests.browser.conftest import Browse
from tests.browser.exhibition import in_days, quarters
from tests.browser.leaving import leaving
from tests.fixtures.cast import SET, Cast
from tests.portal.life import CORE, Life

AT_MOST = 45
"""For every set that is asked each quarter; tests/forms/test_interactions.py counts the others without a browser."""


def typed() -> Mapping[str, str | Sequence[str]]:
    """What a small provider answers in an ordinary quarter, by the set’s own `ordinary/`, and one text more."""
    values = library.ordinary(library.latest(SET))["core"].values
    said = {key: list(value) if isinstance(value, tuple) else str(value) for key, value in values.items()}
    return {"went_well": CORE["went_well"], **said}


NEW = typed()


class Thumb:
    """Taps and fills in on a phone, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def tap(self, words: str) -> None:
        self.count += 1
        self.page.locator("a, button:not(.eh-default)").filter(has_text=words).first.click()

    def answer(self, key: str, wanted: str | Sequence[str]) -> None:
        """One tap an option, one a box; nothing where the right thing stands there already."""
        boxes = self.page.locator(f"main [name='{key}']")
        for value in [wanted] if isinstance(wanted, str) else wanted:
            option = self.page.locator(f"main [name='{key}'][value='{value}']")
            if boxes.first.get_attribute("type") in ("radio", "checkbox"):
                if not option.is_checked():
                    self.count += 1
                    option.check()
            elif not boxes.first.input_value():
                self.count += 1
                boxes.first.fill(value)

    def page_done(self) -> None:
        """Answers what this page asks, again where an answer brings a further question."""
        heading = self.page.locator("h1").inner_text()
        while self.page.locator("h1").inner_text() == heading and self.page.get_by_role("button", name="Save").count():
            asked = self.page.locator("main [name]").evaluate_all("es => [...new Set(es.map(e => e.name))]")
            for key in asked:
                if key in NEW:
                    self.answer(key, NEW[key])
            with leaving(self.page):
                self.tap("Save and go on")


def test_an_ordinary_quarter_takes_few_taps(
    browse: Browse, life: Life, cast: Cast, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    this, before = quarters(now)[:2]
    life.in_state("accepted", period_key=before.key, due_on=in_days(now, 9))
    ret = life.ask(period_key=this.key, due_on=in_days(now, 9))
    page = browse(cast.alice, phone=True).go("/")
    thumb = Thumb(page)
    thumb.tap("Supported accommodation")
    expect(page.locator("h1")).to_contain_text("Your return for")
    thumb.tap("Start")
    while page.locator("h1").inner_text() != "Check your answers and send":
        thumb.page_done()
    thumb.tap("Send")
    expect(page.locator("h1")).to_contain_text("Received: EH-")
    assert Submission.select().where(Submission.return_ == ret.id).count() == 1
    with capsys.disabled():
        print(f" [an ordinary quarter: {thumb.count} interactions] ", end="")
    assert thumb.count <= AT_MOST
