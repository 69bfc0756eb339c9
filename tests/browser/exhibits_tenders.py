"""Tenders: the council’s drafts, what speaks against publishing, a published one with all that it has, and what bidders
read."""

from datetime import datetime

from playwright.sync_api import Page

from models.store import writing
from models.tendering.tender import Tender
from tests.browser.exhibit import Exhibit, pressing, typing
from tests.browser.exhibition import World
from tests.browser.exhibits_conversation import saying


def _without_tenders(page: Page, _: World) -> None:
    with writing():
        Tender.update(state="cancelled", published_at=None, decided_at=datetime(2026, 1, 1)).execute()
    page.reload()


EXHIBITS = [
    Exhibit("/tenders/", "Supported lodgings"),
    Exhibit("/tenders/", "Nothing is open", act=_without_tenders, note="nothing open"),
    Exhibit("/tenders/fairshire/{tender_slug}/", "Addendum 1: The area", "alice"),
    Exhibit("/desk/tenders/", "Advocacy", "kofi"),
    Exhibit("/desk/tenders/", "Supported lodgings", "lena", note="an evaluator"),
    Exhibit("/desk/tenders/new", "Evenhand takes no bids", "kofi"),
    Exhibit("/desk/tenders/new", "Enter a title", "kofi", typing("Start a draft"), "empty"),
    Exhibit("/desk/tenders/{bare}/", "Before it is published", "kofi"),
    Exhibit("/desk/tenders/{ready}/", "Ready to be published", "erin"),
    Exhibit("/desk/tenders/{open_tender}/", "More time", "kofi"),
    Exhibit("/desk/tenders/{open_tender}/", "More time", "hana", note="an auditor"),
    Exhibit("/desk/tenders/{ready}/what", "What is bought", "kofi"),
    Exhibit("/desk/tenders/{ready}/judged", "The weights add up to 100%", "kofi"),
    Exhibit("/desk/tenders/{ready}/lots", "Smaller lots", "kofi"),
    Exhibit(
        "/desk/tenders/{ready}/when", "Enter 12 noon", "kofi", typing("Save", {"closes_time": "12pm"}), "with an error"
    ),
    Exhibit("/desk/tenders/{ready}/staff", "Would staff transfer", "kofi"),
    Exhibit("/desk/tenders/{ready}/who", "Who may take part?", "kofi"),
    Exhibit("/desk/tenders/{ready}/documents/", "There is no document yet", "kofi"),
    Exhibit(
        "/desk/tenders/{open_tender}/documents/", "Choose a file", "kofi", typing("Add", {"name": "Map"}), "no file"
    ),
    Exhibit("/desk/tenders/{open_tender}/addendum/judged", "Addendum: How bids are judged", "kofi"),
    Exhibit(
        "/desk/tenders/{open_tender}/addendum/what",
        "Enter what changes",
        "kofi",
        typing("Publish this addendum"),
        "empty",
    ),
    Exhibit("/desk/tenders/{open_tender}/deadline", "Told to everybody", "kofi"),
    Exhibit("/desk/tenders/{bare}/deadline", "This is a draft", "kofi", note="of a draft"),
    Exhibit("/desk/tenders/{open_tender}/decide", "It can be awarded once it has closed", "kofi"),
    Exhibit("/desk/tenders/{open_tender}/panel", "Declared that there is nothing", "kofi"),
    Exhibit("/desk/tenders/{open_tender}/declare", "Select yes or no", "lena", pressing("Declare"), "empty"),
]

NOT_SECRET = {"lot": "all", "document": "none", "confidential": "no"}
ASKED = "/tenders/fairshire/{tender_slug}/questions/"
QUEUE = "/desk/tenders/{open_tender}/questions/"
ANSWERS = "/desk/tenders/{open_tender}/answers/"
EXHIBITS += [
    Exhibit(ASKED, "What was answered"),
    Exhibit(ASKED, "What you asked", "alice", note="of one who asked"),
    Exhibit(f"{ASKED}ask", "What do you want to know?", "alice"),
    Exhibit(f"{ASKED}ask", "Enter your question", "alice", pressing("Go on"), "empty"),
    Exhibit(
        f"{ASKED}ask",
        "This may tell who you are",
        "alice",
        typing("Go on", {"words": "How many places, asks Alice", **NOT_SECRET}),
        "found",
    ),
    Exhibit(f"{ASKED}ask/check", "Before you can go on", "bob", note="with nothing typed"),
    Exhibit(f"{ASKED}ask/talk", "Does this answer it?", "bob", saying("How many places are there?"), "in words"),
    Exhibit(f"{ASKED}{{secret}}", "The council has not said yet", "alice"),
    Exhibit(f"{ASKED}{{answered}}", "Does this answer it?", "alice", note="answered"),
    Exhibit(QUEUE, "Written, not released", "kofi"),
    Exhibit(QUEUE, "Waiting", "lena", note="of an evaluator"),
    Exhibit(f"{QUEUE}{{secret}}", "Asks to be confidential", "kofi"),
    Exhibit(f"{QUEUE}{{asked_waits}}", "Open the name of who asked", "erin", note="of a manager"),
    Exhibit(f"{QUEUE}came", "Select how it reached you", "kofi", pressing("Put it into the queue"), "empty"),
    Exhibit(
        "/desk/tenders/{open_tender}/answers/{reply}",
        "Select whether it changes anything",
        "kofi",
        pressing("Save"),
        "empty",
    ),
    Exhibit(
        "/desk/tenders/{open_tender}/answers/released/{released}",
        "Enter what was wrong",
        "kofi",
        pressing("Release the new version"),
        "empty",
    ),
]
