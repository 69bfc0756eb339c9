"""A file in a form that keeps its words: how far it is, and a word before one goes that is too large anyway
(assets/scripts/uploading.mjs)."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.look import until
from tests.browser.test_connection import ASKING, HOME, Network

BOX = (
    '<div class="govuk-form-group"><label for="file">Your file</label><input type="file" id="file" name="file" '
    'data-largest="20" data-too-large="This file is larger than 20 bytes."></div>'
)
WITH_A_FILE = ASKING.replace("data-keep><input", f'data-keep enctype="multipart/form-data">{BOX}<input')


@pytest.fixture
def network(page: Page) -> Network:
    """The page with the form and its box, open."""

    def answer(route: Route) -> None:
        if route.request.url == f"{HOME}/page" and route.request.method == "GET":
            route.fulfill(body=WITH_A_FILE.format(summary="", words=""), content_type="text/html")
        elif route.request.method == "POST":
            made.posted.append([("body", (route.request.post_data_buffer or b"").decode(errors="replace"))])
            made.answer(route)
        else:
            made(route)

    made = Network()
    page.route("**/*", answer)
    page.goto(f"{HOME}/page")
    return made


def choose(page: Page, content: bytes) -> None:
    page.get_by_label("Your file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": content})


def test_a_file_goes_with_its_words_and_stays_where_there_is_no_connection(page: Page, network: Network) -> None:
    network.answer = network.down
    choose(page, b"%PDF-1.4 small")
    page.get_by_label("Your words").fill("beside it")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection. Your words are still here.")
    assert page.locator("progress").count() == 0
    waiting: list[Route] = []
    network.answer = waiting.append
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("progress")).to_be_visible()
    until(page, lambda: waiting)
    network.saved(waiting[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
    for part in ('filename="a.pdf"', "beside it", 'name="then"'):
        assert part in dict(network.posted[-1])["body"]


def test_one_that_is_too_large_is_said_at_once_and_not_sent(page: Page, network: Network) -> None:
    choose(page, b"x" * 21)
    expect(page.get_by_role("alert")).to_have_text("Error: This file is larger than 20 bytes.")
    assert page.get_by_label("Your file").evaluate(
        "box => [box.files.length, box.getAttribute('aria-describedby')]"
    ) == [
        0,
        "file-size",
    ]
    choose(page, b"x" * 20)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at /next")
