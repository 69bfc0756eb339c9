"""What is shown when something goes wrong, looked at like every other page; what was typed stands in it."""

from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

import apsw
import pytest
from flask import Flask
from peewee import OperationalError
from playwright.sync_api import Page, expect

from models.monitoring_return import Return
from portal.returns.work import answering
from tests.browser.conftest import Browse
from tests.browser.exhibition import in_days, quarters
from tests.fixtures.cast import Cast
from tests.portal.life import Life

WORDS = "Three of our young people passed their first term."
SAVE = "Save and go on"


@pytest.fixture
def ret(life: Life, now: datetime) -> Return:
    return life.fill(life.ask(period_key=quarters(now)[0].key, due_on=in_days(now, 9)), {"went_well": ""})


def failing(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def store_error(inside: apsw.Error) -> OperationalError:
    error = OperationalError(str(inside))
    error.__cause__ = inside
    return error


def save(page: Page, words: str = WORDS) -> None:
    page.get_by_label("What went well?").fill(words)
    page.get_by_role("button", name=SAVE, exact=True).click()


ON_SAVING = {
    "an error of ours": (RuntimeError("planted"), "Something went wrong on our side"),
    "a full disk": (store_error(apsw.FullError("database or disk is full")), "Our storage is full"),
    "a locked store": (store_error(apsw.BusyError("database is locked")), "Our storage is busy"),
    "a broken disk": (store_error(apsw.IOError("disk I/O error")), "We cannot reach our storage"),
}


@pytest.mark.parametrize("what", ON_SAVING)
def test_trouble_while_saving(
    browse: Browse, cast: Cast, ret: Return, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    error, shows = ON_SAVING[what]
    visitor = browse(cast.alice)
    page = visitor.go(f"/returns/{ret.public_id}/own_words")
    monkeypatch.setattr(answering, "save", failing(error))
    save(page)
    expect(page.locator("main")).to_contain_text(shows)
    expect(page.locator("textarea").filter(has_text=WORDS)).to_be_visible()
    visitor.look()


@pytest.mark.parametrize("words", [WORDS, ""], ids=["with words", "with nothing typed"])
def test_signed_out_while_typing(browse: Browse, cast: Cast, ret: Return, words: str) -> None:
    visitor = browse(cast.alice)
    page = visitor.go(f"/returns/{ret.public_id}/own_words" if words else "/account/")
    visitor.another_tab().go("/").get_by_role("button", name="Sign out").click()
    if words:
        save(page)
    else:
        page.get_by_role("button", name="Sign out").last.click()
    expect(page.locator("h1")).to_contain_text("You are signed out")
    visitor.look()


def test_far_too_much_at_once(
    browse: Browse, cast: Cast, ret: Return, live: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = browse(cast.alice)
    page = visitor.go(f"/returns/{ret.public_id}/own_words")
    for limit in ("MAX_CONTENT_LENGTH", "MAX_FORM_MEMORY_SIZE"):
        monkeypatch.setitem(live.config, limit, 20_000)
    save(page, "much " * 10_000)
    expect(page.locator("h1")).to_have_text("That is too much at once")
    visitor.look()


def test_accepted_while_somebody_was_writing(browse: Browse, life: Life, cast: Cast, ret: Return) -> None:
    life.send(life.fill(ret))
    visitor = browse(cast.alice)
    page = visitor.go(f"/returns/{ret.public_id}/own_words")
    life.accept(ret)
    save(page)
    expect(page.locator("h1")).to_have_text("Somebody else has changed this")
    expect(page.locator("textarea").filter(has_text=WORDS)).to_be_visible()
    visitor.look()


def test_tried_too_often(browse: Browse) -> None:
    visitor = browse()
    for _ in range(11):
        page = visitor.go("/account/login")
        page.get_by_label("E-mail address").fill("guess@people.example")
        page.get_by_label("Password", exact=True).fill("guess")
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.locator(".govuk-error-summary, .govuk-heading-xl").first).to_be_visible()
    expect(page.locator("h1")).to_have_text("Please wait a little")
    visitor.look()


def test_no_such_page_and_a_page_that_is_not_for_one(browse: Browse, cast: Cast) -> None:
    visitor = browse(cast.alice)
    for path, heading in (
        ("/nowhere", "We could not find that page"),
        ("/desk/returns/", "This page is not yours to open"),
    ):
        page = visitor.go(path)
        expect(page.locator("h1")).to_contain_text(heading)
        visitor.look()


def test_an_address_that_only_takes_forms(browse: Browse, cast: Cast) -> None:
    visitor = browse(cast.alice)
    expect(visitor.go("/account/logout").locator("h1")).to_have_text("That did not work from here")
    visitor.look()
