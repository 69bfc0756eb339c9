"""Publishing the site from the portal, and what people say is wrong on it."""

from playwright.sync_api import Page

from tests.browser.exhibit import Exhibit, pressing
from tests.browser.exhibition import World


def still(page: Page, _world: World) -> None:
    """The page no longer looks again by itself: what has the focus must not be replaced while it is looked at."""
    page.evaluate("() => { for (let timer = setTimeout(() => 0); timer; timer--) clearTimeout(timer); }")


DESK = "/desk/corrections/{wrong_waits}/"
EXHIBITS = [
    Exhibit("/desk/publishing/", "It is being published now", "joan"),
    Exhibit("/desk/publishing/{build_running}/", "400 of 1,234 pages, 32%", "joan", still),
    Exhibit("/desk/publishing/{build_failed}/", "could not be published", "joan", note="failed"),
    Exhibit("/desk/publishing/{build_live}/", "3 written", "dana", note="live"),
    Exhibit("/corrections/new", "Enter what is wrong", act=pressing("Send"), note="empty"),
    Exhibit("/corrections/{wrong_waits}/", "We have what you wrote"),
    Exhibit("/corrections/{wrong_answered}/", "It is put right", note="answered"),
    Exhibit("/desk/corrections/", "Waits", "joan"),
    Exhibit(DESK, "Select what came of it", "joan", pressing("Answer"), "empty"),
    Exhibit(f"{DESK}take-out", "Take out what they wrote", "joan"),
]
