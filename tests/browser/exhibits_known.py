"""What is known already: Ofsted’s list, what ends, the calendar, and what another council was told."""

import json

from playwright.sync_api import Page

from models.authority import Authority, Service
from models.monitoring_return import Return
from models.period import Period
from models.person import Person
from models.store import writing
from portal import clock
from tests.browser.exhibit import Exhibit, pressing, typing
from tests.browser.exhibition import World

ENDS, LISTED = "/profile/ends/", "/profile/ofsted/{home}"


def _told_westmoor(page: Page, world: World) -> None:
    """Westmoor asks Harbour about the same months, and was told that there were 14 complaints."""
    ours = Return.get(public_id=world.paths["due"])
    westmoor = Authority.get(slug="westmoor")
    same = {name: getattr(ours, name) for name in ("provider", "home", "set_key", "set_version", "tier")}
    at, by = clock.now(), world.people["alice"]
    with writing():
        theirs = Return.ask(
            authority=westmoor, service=Service.get(authority=westmoor), officer=Person.get_by_id(world.people["gita"]),
            period=Period.parse(ours.period_key), due_on=ours.due_on, why="To compare.",
            by=world.people["gita"], at=at, **same,
        )  # fmt: skip
        theirs.answer("complaints_received", value=14, number=14, by=by, at=at, version=theirs.version)
        payload = json.dumps({"answers": {"complaints_received": 14}}).encode()
        theirs.send(payload, "0" * 64, {}, by=by, at=at, arrived_at=at, version=theirs.version)
    page.reload()


EXHIBITS = [
    Exhibit("/desk/ofsted/", "Harbour House", "dana"),
    Exhibit("/desk/ofsted/", "None yet", "gita", note="of a council whose providers stand in none"),
    Exhibit("/desk/ofsted/", "There is a problem", "dana", pressing("Look at this file"), "without a file"),
    Exhibit("/desk/ofsted/{list_digest}", "With whom it is matched", "dana"),
    Exhibit(LISTED, "Yes, this is right", "alice", note="not looked at"),
    Exhibit(LISTED, "There is a problem", "alice", pressing("Send this"), "nothing said"),
    Exhibit(LISTED, "Noted as right", "alice", pressing("Yes, this is right"), "confirmed"),
    Exhibit("/profile/", "Ofsted has this of Harbour House", "alice", note="with what Ofsted has"),
    Exhibit("/", "Needs a new date", "alice", note="with something that ends"),
    Exhibit(ENDS, "Gas safety check", "alice"),
    Exhibit(ENDS, "Nothing yet", "nina", note="of somebody new"),
    Exhibit(
        ENDS,
        "There is a problem",
        "alice",
        typing("Keep this day for Gas safety check", {"ends_on": "4 May 2020"}),
        "a day gone by",
    ),
    Exhibit(f"{ENDS}new", "What do you call it?", "alice"),
    Exhibit(f"{ENDS}new", "There is a problem", "alice", pressing("Keep this"), "empty"),
    Exhibit("/calendar/", "You have no calendar address yet", "alice"),
    Exhibit("/calendar/", "Treat it like a password", "alice", pressing("Make my calendar address"), "made"),
    Exhibit("/desk/returns/{received}/provider", "Do not ask for it again", "dana"),
    Exhibit("/desk/returns/{late}/provider", "Nothing said yet", "hana", note="of somebody who said little"),
    Exhibit("/returns/{due}/complaints", "Use it here, too", "alice", _told_westmoor, "told to another council"),
]
