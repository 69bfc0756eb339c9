"""A return in one’s own words: at first, after turns of every sort, with an error, accepted; taking something out."""

from playwright.sync_api import Page, expect

from tests.browser.exhibit import Act, Exhibit, typing
from tests.browser.exhibition import World

TALK = "/returns/{draft}/talk"
EVERY_SORT = (
    "what have I said",
    "what is a serious event?",
    "somebody has taken an overdose",
    "purple",
    "purple",
    "grey",
)


def say(page: Page, words: str) -> None:
    """One message by the script, and its answer."""
    mine = page.locator(".eh-message--mine")
    before = mine.count()
    page.get_by_label("In your own words").fill(words)
    page.get_by_role("button", name="Send", exact=True).last.click()
    expect(mine).to_have_count(before + 1)


def saying(*messages: str) -> Act:
    """One message after the other."""

    def act(page: Page, _: World) -> None:
        for words in messages:
            say(page, words)

    return act


EXHIBITS = [
    Exhibit("/returns/{due}/talk", "I am a form that understands plain words", "alice", note="at first"),
    Exhibit(TALK, "This is in the guidance, word for word.", "bob", saying(*EVERY_SORT), "with turns of every sort"),
    Exhibit(TALK, "Write something in the box", "bob", typing("Send"), "with an error"),
    Exhibit("/returns/{accepted}/talk", "say what you want to correct", "alice", note="accepted"),
    Exhibit("/returns/{complete}/talk/take-out/{said}", "It is removed for good", "alice"),
]
