"""Events: what everybody reads, a booking in each of its states, and what the council sees of them."""

from playwright.sync_api import Page

from models.events.event import Event
from models.store import writing
from tests.browser.exhibit import Exhibit, pressing, typing
from tests.browser.exhibition import World
from tests.browser.exhibits_conversation import saying

HERE, LINK = "/events/fairshire/{event_slug}/", "/events/booking/"
COMES = {"firm": "Riverside", "email": "rita@riverside.example", "who": "Rita Rowe"}
DESK = "/desk/events/{event_coming}/"
DOOR = "/desk/events/{event_was}/door/"


def _without_events(page: Page, _: World) -> None:
    with writing():
        Event.update(state="draft", published_at=None, cancelled_why="").execute()
    page.reload()


EXHIBITS = [
    Exhibit("/events/", "Cancelled"),
    Exhibit("/events/", "No event is planned", act=_without_events, note="none"),
    Exhibit(HERE, "No place left"),
    Exhibit("/events/fairshire/{event_off}/", "This event is cancelled", note="called off"),
    Exhibit(f"{HERE}book", "Only the organiser sees this"),
    Exhibit(f"{HERE}book", "Enter your e-mail address", act=pressing("Go on"), note="empty"),
    Exhibit(f"{HERE}book/check", "Not sent yet.", act=typing("Go on", COMES), note="before it is sent"),
    Exhibit(f"{HERE}book/talk", "Who comes, and what do they do?", None, saying(*list(COMES.values())[:2]), "in words"),
    Exhibit(f"{HERE}book", "You book for Harbour", "alice", note="signed in"),
    Exhibit("/events/booking/sent", "Look at your e-mail"),
    Exhibit(f"{LINK}{{link_booked}}/", "To join"),
    Exhibit(f"{LINK}{{link_pending}}/", "Confirm this booking", note="not confirmed"),
    Exhibit(f"{LINK}{{link_waits}}/", "on the waiting list", note="waiting"),
    Exhibit(f"{LINK}{{link_left}}/", "It is over", note="cancelled"),
    Exhibit(f"{LINK}{{link_booked}}/change", "What you need"),
    Exhibit(
        f"{LINK}{{link_booked}}/hand-over", "Enter your colleague’s name", act=pressing("Hand it over"), note="empty"
    ),
    Exhibit("/desk/events/", "places taken", "kofi"),
    Exhibit("/desk/events/new", "Enter a title", "dana", pressing("Start a draft"), "empty"),
    Exhibit("/desk/events/{event_bare}/", "Say what it is for", "kofi"),
    Exhibit("/desk/events/{event_ready}/", "Ready to be published", "kofi"),
    Exhibit(DESK, "Organise it in their place", "erin"),
    Exhibit(DESK, "Who comes", "hana", note="an auditor"),
    Exhibit(
        "/desk/events/{event_ready}/when",
        "Enter a time such as",
        "kofi",
        typing("Save", {"starts_time": "late"}),
        "error",
    ),
    Exhibit("/desk/events/{event_ready}/sessions", "Save and add another", "kofi"),
    Exhibit("/desk/events/{event_ready}/what", "What kind of event is it?", "kofi"),
    Exhibit(f"{DESK}tell/where", "Enter why it changes", "kofi", pressing("Change it and tell everybody"), "empty"),
    Exhibit(f"{DESK}online", "Enter the link", "kofi", pressing("Switch and tell everybody"), "empty"),
    Exhibit(f"{DESK}cancel", "It stays on the public page", "kofi"),
    Exhibit(f"{DESK}bookings", "Riverside 1, Riverside 2", "kofi"),
    Exhibit(f"{DESK}needs", "A ramp", "kofi"),
    Exhibit(f"{LINK}{{link_booked}}/timetable", "How to bid"),
    Exhibit(f"{LINK}{{link_came}}/feedback", "Answer one of the three at least", act=pressing("Send"), note="empty"),
    Exhibit("/events/ticket/{event_was}/BCDFGHJK", "Show it at the door"),
    Exhibit(DOOR, "1 of 2 are here", "kofi"),
    Exhibit(f"{DOOR}list", "List for the door", "kofi"),
    Exhibit("/desk/events/{event_was}/papers/", "Choose a file", "kofi", pressing("Publish it"), "empty"),
]
