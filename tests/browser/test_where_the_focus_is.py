"""Where somebody who works with the keyboard is, after a page has changed under their hands."""

from datetime import datetime

from playwright.sync_api import Page, expect

from models.build import Build
from models.store import writing
from tests.browser.conftest import Browse
from tests.browser.hands import Keyboard
from tests.fixtures.cast import Cast
from tests.portal.register.at_desk import AtDesk, url


def test_who_was_not_the_first_is_at_the_words_that_say_so(browse: Browse, cast: Cast, now: datetime) -> None:
    contract = AtDesk(cast, now).contract()
    page = browse(cast.joan).go(url(contract, "change"))
    with writing():
        contract.leave_out("Entered twice.", by=cast.erin.id, at=now, version=contract.version)
    hands = Keyboard(page)
    hands.fill("Department that is responsible", "Housing")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_contain_text("Erin Ellis changed this contract while you were writing")
    expect(page.locator("main")).to_contain_text("It is left out of the register")
    expect(page.get_by_label("Department that is responsible")).to_have_value("Housing")


def test_a_page_that_looks_again_leaves_the_focus_where_it_is(browse: Browse, cast: Cast, now: datetime) -> None:
    with writing():
        build = Build.begin(cast.joan.id, now)
        build.reach(10, 1000, now)
    page = browse(cast.joan).go(f"/desk/publishing/{build.public_id}/")
    link = page.get_by_role("link", name="Look again now")
    to(page, "Look again now")
    for done in (400, 800):
        reach(build, done, now)
        expect(page.get_by_role("status")).to_contain_text(f"{done} of 1,000 pages")
        expect(link).to_be_focused()
    with writing():
        build.go_live(1000, {}, (0, 0), now)
    expect(page.locator("h1")).to_have_text("The site is published")


def to(page: Page, words: str) -> None:
    for _ in range(50):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == words:
            return
    raise AssertionError(f"Tab does not reach “{words}”")


def reach(build: Build, done: int, now: datetime) -> None:
    with writing():
        build.reach(done, 1000, now)
