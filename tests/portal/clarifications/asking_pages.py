"""Hands for the page and the conversation of a question."""

from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page

WORDS, BUTTON = "your-words", "button-pressed"


def fill(browser: HouseClient, here: str, words: str, **more: str) -> Page:
    """Fills in the page and goes on."""
    typed = {"words": words, "confidential": "no", **more}
    return browser.submit(browser.get(f"{here}ask"), typed, action="/ask")


def ask_on_page(browser: HouseClient, here: str, words: str, **more: str) -> Page:
    """The same, and presses the button of the page after it."""
    return browser.submit(fill(browser, here, words, **more), action="/send")


def say(browser: HouseClient, page: Page, *messages: str) -> Page:
    """One message after the other."""
    for words in messages:
        page = browser.submit(page, {WORDS: words}, action="/talk")
    return page


def press(browser: HouseClient, page: Page, words: str) -> Page:
    """Presses the newest button that says so."""
    [value] = page.tree.xpath("//button[@class='eh-chip'][normalize-space()=$words]/@value", words=words)
    return browser.submit(page, {}, action="/talk", button=f"{BUTTON}={value}")
