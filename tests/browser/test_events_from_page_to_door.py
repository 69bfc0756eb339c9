"""An event in a browser: found, booked, waited for, changed and cancelled without any script; ticked at the door with
the network cut, by code, by name and by the camera."""

import json
import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking
from models.events.event import Event
from portal.events.work import booking, tickets
from portal.mail import compose
from portal.settings import Settings
from tests.browser.conftest import Browse, Visitor
from tests.browser.look import until
from tests.fixtures.cast import Cast
from tests.portal.access_events import book, make_event
from tests.portal.life import mails


@pytest.fixture
def secret(settings: Settings) -> bytes:
    compose.configure(settings)
    return settings.derived("bookings")


def link_in_mail(to: str) -> str:
    """The path of the link in the last mail to somebody."""
    found = re.search(r"/events/booking/[\w-]{43}/", mails(to)[-1].text)
    assert found
    return found[0]


def book_by_page(visitor: Visitor, event: Event, name: str) -> Page:
    """From the public page to the confirmed booking, as a stranger does it."""
    page = visitor.go(f"/events/fairshire/{event.slug}/")
    page.get_by_role("button", name=re.compile("Book a place|Join the waiting list")).click()
    page.get_by_label("Which organisation are you from?").fill(name)
    page.get_by_label("What is your e-mail address?").fill(f"{name.lower()}@people.example")
    page.get_by_label("Who comes, and what do they do?").fill("Rita Reed")
    page.get_by_role("button", name="Go on", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your booking")
    page.get_by_role("button", name=re.compile("^(Book|Join)")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your e-mail")
    visitor.go(link_in_mail(f"{name.lower()}@people.example"))
    page.get_by_role("button", name="Confirm this booking").click()
    return page


def test_without_a_script_a_place_is_booked_waited_for_changed_and_given_back(
    browse: Browse, cast: Cast, now: datetime, secret: bytes
) -> None:
    event = make_event(cast, now, places=1)
    first, second = browse(phone=True, scripts=False), browse(phone=True, scripts=False)
    mine = book_by_page(first, event, "Riverside")
    expect(mine.get_by_text("Show this at the door")).to_be_visible()
    mine.wait_for_load_state("load")
    assert mine.locator("img.eh-ticket").evaluate("one => one.naturalWidth") > 0
    theirs = book_by_page(second, event, "Hillside")
    expect(theirs.get_by_text("You are number 1 on the waiting list")).to_be_visible()
    mine.get_by_role("link", name="Change it").click()
    mine.get_by_label("Who comes, and what do they do?").fill("Rita Rowe")
    mine.get_by_role("button", name="Change it").click()
    expect(mine.get_by_text("Rita Rowe")).to_be_visible()
    mine.get_by_role("link", name="Your timetable").click()
    mine.get_by_role("link", name="Your booking").click()
    mine.get_by_role("button", name="Cancel this booking").click()
    expect(mine.get_by_text("It is over.")).to_be_visible()
    assert Booking.get(Booking.organisation == "Riverside").state == "cancelled"


def today(cast: Cast, now: datetime) -> Event:
    """An event that is today."""
    return make_event(cast, now - timedelta(days=28))


def kept(page: Page) -> list[dict[str, object]]:
    """What this phone keeps."""
    found: list[dict[str, object]] = json.loads(page.evaluate("localStorage.getItem(localStorage.key(0)) ?? '[]'"))
    return found


def test_ticks_wait_on_the_phone_while_the_network_is_gone_and_are_told_once_it_is_back(
    browse: Browse, cast: Cast, now: datetime, secret: bytes
) -> None:
    before = now - timedelta(days=20)
    event = today(cast, now)
    here, gone = book(event, "Riverside", before, secret, people=2), book(event, "Hillside", before, secret)
    door = browse(cast.kofi, phone=True)
    page = door.go(f"/desk/events/{event.public_id}/door/")
    door.look()
    page.context.set_offline(True)
    page.get_by_label("Code of the ticket").fill(tickets.spaced(tickets.code(here, secret)).lower())
    page.get_by_role("button", name="Find").click()  # found on the page itself
    expect(page.get_by_role("button", name="Here Riverside 1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-door-status]")).to_contain_text("No connection.")
    page.get_by_role("button", name="Here Hillside 1").click()
    page.get_by_role("button", name="Here Riverside 2").click()
    page.get_by_role("button", name="Not here Riverside 2").click()  # a slip of the thumb: never told
    page.get_by_role("button", name="Count one more without a booking").click()
    expect(page.locator("[data-door-status]")).to_contain_text("3 ticks are kept on this phone")
    assert [sorted(one) for one in kept(page)] == [["at", "booking", "id", "number"]] * 3
    assert "Riverside" not in json.dumps(kept(page))
    booking.cancel(gone, now=now, secret=secret)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.reload()")
    until(page, lambda: asked)
    assert asked == ["beforeunload"], "without the network the list would be gone"
    page.context.set_offline(False)
    expect(page.locator("[data-door-status]")).to_be_empty()
    expect(page.locator("[data-door-trouble]")).to_contain_text("Hillside 1: This booking was cancelled")
    expect(page.locator("[data-door-here]")).to_have_text("1")
    assert [one.came_at is not None for one in Attendee.of([here.id])] == [True, False]
    assert WalkIn.select().count() == 1
    assert page.evaluate("localStorage.length") == 0
    door.watch.said.clear()  # what a browser says of a network that is gone
    door.watch.failed.clear()
    door.look()


SCANNER = """
window.BarcodeDetector = class { async detect() { return [{ rawValue: "%s" }]; } };
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
"""


def test_a_ticket_is_read_by_the_camera_where_the_browser_can(
    browse: Browse, cast: Cast, now: datetime, secret: bytes
) -> None:
    event = today(cast, now)
    made = book(event, "Riverside", now - timedelta(days=20), secret)
    door = browse(cast.kofi, phone=True)
    code = tickets.code(made, secret)
    door.page.add_init_script(SCANNER % f"https://portal.example/events/ticket/{event.public_id}/{code}")
    page = door.go(f"/desk/events/{event.public_id}/door/")
    page.get_by_role("button", name="Scan a ticket").click()
    expect(page.get_by_role("button", name="Here Riverside 1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Here since")).to_be_visible()
    expect(page.locator("[data-door-here]")).to_have_text("1")
