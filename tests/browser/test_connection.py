"""Forms that must not lose words, in a browser whose network is the test itself (assets/scripts/connection.mjs)."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.look import until

STATIC = Path(__file__).parents[2] / "portal" / "static"
HOME = "http://portal.example"
ASKING = """<!doctype html><html lang="en-GB"><head><title>Asking</title>
<link rel="stylesheet" href="/static/evenhand.css"><script type="module" src="/static/evenhand.js"></script></head>
<body class="govuk-template__body"><main><h1>Asking</h1>{summary}
<form method="post" action="/page" data-keep><input type="hidden" name="version" value="3">
<label for="words">Your words</label><textarea id="words" name="words">{words}</textarea>
<button class="govuk-button" name="then" value="on">Save and go on</button>
<button name="then" value="stop">Save and stop</button></form>
<a href="/elsewhere">Elsewhere</a></main></body></html>"""
SUMMARY = '<div class="govuk-error-summary" data-module="govuk-error-summary"><h2>There is a problem</h2></div>'
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Network:
    """What the browser reaches. `answer` says what becomes of the next POST; `posted` holds what arrived."""

    def __init__(self) -> None:
        self.posted: list[list[tuple[str, str]]] = []
        self.answer: Callable[[Route], None] = self.saved

    def __call__(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/").partition("?")[0]
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        elif route.request.method == "POST":
            self.posted.append(parse_qsl(route.request.post_data or "", keep_blank_values=True))
            self.answer(route)
        elif path == "/page":
            route.fulfill(body=ASKING.format(summary="", words=""), content_type="text/html")
        else:
            route.fulfill(
                body=f"<!doctype html><title>Next</title><h1>You are at {path}</h1>", content_type="text/html"
            )

    @staticmethod
    def down(route: Route) -> None:
        route.abort("internetdisconnected")

    @staticmethod
    def saved(route: Route) -> None:
        assert route.request.headers["x-kept-form"] == "1"
        route.fulfill(status=204, headers={"X-Go-To": "/next"})

    @staticmethod
    def refused(route: Route) -> None:
        page = ASKING.format(summary=SUMMARY, words="as they were typed")
        route.fulfill(status=422, body=page, content_type="text/html")


@pytest.fixture
def network(page: Page) -> Network:
    """The page with the form, open."""
    made = Network()
    page.route("**/*", made)
    page.goto(f"{HOME}/page")
    return made


def test_without_a_connection_the_words_stay_and_try_again_sends_them(page: Page, network: Network) -> None:
    network.answer = network.down
    page.get_by_label("Your words").fill("Two of them\nfinished college")
    page.get_by_role("button", name="Save and go on").click()
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("No connection. Your words are still here.")
    expect(notice).to_be_focused()
    expect(page.get_by_label("Your words")).to_have_value("Two of them\nfinished college")
    network.answer = network.saved
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    sent = [("version", "3"), ("words", "Two of them\r\nfinished college"), ("then", "on")]
    assert network.posted == [sent, sent]


def test_nothing_is_stored_in_the_phone(page: Page, network: Network) -> None:
    network.answer = network.down
    page.get_by_label("Your words").fill("not for the next person who holds this phone")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_button_that_was_pressed_is_sent(page: Page, network: Network) -> None:
    page.get_by_role("button", name="Save and stop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    assert ("then", "stop") in network.posted[0]


def test_ten_presses_send_once(page: Page, network: Network) -> None:
    waiting: list[Route] = []
    network.answer = waiting.append
    page.evaluate("for (let i = 0; i < 10; i++) document.querySelector('form button').click()")
    page.get_by_role("button", name="Save and go on").click(force=True)
    expect(page.get_by_role("status")).to_have_text("Saving…")
    until(page, lambda: waiting)
    assert len(network.posted) == 1
    network.saved(waiting[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    assert len(network.posted) == 1


def test_a_page_that_asks_back_is_shown_and_the_form_is_not_sent_twice(page: Page, network: Network) -> None:
    network.answer = network.refused
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("Your words")).to_have_value("as they were typed")
    assert len(network.posted) == 1
    network.answer = network.saved
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    assert len(network.posted) == 2


def test_after_signing_in_again_one_press_is_enough(page: Page, network: Network) -> None:
    def only_the_token_was_old(route: Route) -> None:
        network.answer = network.saved
        body = ASKING.format(summary="", words="kept").replace("data-keep", "data-keep data-again")
        route.fulfill(status=400, body=body, content_type="text/html")

    network.answer = only_the_token_was_old
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    assert [dict(form)["words"] for form in network.posted] == ["", "kept"]


def test_a_token_that_stays_old_is_not_tried_for_ever(page: Page, network: Network) -> None:
    def always_old(route: Route) -> None:
        body = ASKING.format(summary="", words="kept").replace("data-keep", "data-keep data-again")
        route.fulfill(status=400, body=body, content_type="text/html")

    network.answer = always_old
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_label("Your words")).to_have_value("kept")
    until(page, lambda: len(network.posted) > 1)
    page.wait_for_timeout(500)
    assert len(network.posted) == 2


def test_who_leaves_with_words_that_were_not_sent_is_asked(page: Page, network: Network) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Your words").press_sequentially("half a sentence")
    page.get_by_role("link", name="Elsewhere").click(no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Asking")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    assert asked == ["beforeunload"]
