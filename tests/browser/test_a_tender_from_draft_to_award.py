"""A tender from draft to award in a real browser: an officer, who asks, another organisation, an evaluator, a manager,
the public; once on a screen 320 pixels wide, once without scripts."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from models.person import Person
from models.store import writing
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.tender import Tender
from portal.mail import compose
from portal.settings import Settings
from tests.browser.conftest import Browse
from tests.browser.hands import Mouse
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

WAYS: dict[str, dict[str, Any]] = {"320 pixels wide": {"phone": True}, "without scripts": {"scripts": False}}
ASKED, SAID = "May hosts smoke at Harbour, please?", "Only outside."
WINNER = "Northgate Care"


@pytest.fixture
def draft(cast: Cast, settings: Settings, now: datetime) -> Tender:
    """Written, and not published yet; Lena judges it."""
    compose.configure(settings)
    made = make_tender(cast, now)
    with writing():
        Criterion.put(made.id, [NewCriterion("Care", "quality", 100, 500)])
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
    return made


class Story:
    """The same story whoever’s hands and whichever screen."""

    def __init__(self, browse: Browse, tender: Tender, way: dict[str, Any]) -> None:
        self.browse, self.way, self.address = browse, way, ""
        self.desk = f"/desk/tenders/{tender.public_id}/"
        self.public = f"/tenders/fairshire/{tender.slug}/"

    def at(self, person: Person | None, path: str, heading: str) -> Mouse:
        """Somebody’s browser on a page."""
        visitor = self.browse(person, **self.way)
        visitor.go(path)
        hands = Mouse(visitor.page)
        hands.arrived(heading)
        if self.way.get("scripts", True):  # what looks is a script itself
            visitor.look(glance=True)
        self.address = visitor.address
        return hands

    def declare(self, hands: Mouse) -> None:
        hands.arrived("Your declaration")
        hands.choose("Have you, or has somebody close to you", "No")
        hands.press("Declare")
        says(hands, "Your declaration is kept with the tender.")

    def open(self, hands: Mouse, path: str, heading: str) -> None:
        hands.open(f"{self.address}{path}")
        hands.arrived(heading)


def says(hands: Mouse, *words: str) -> None:
    for one in words:
        expect(hands.page.locator("main")).to_contain_text(one)


def silent(hands: Mouse, *words: str) -> None:
    for one in words:
        expect(hands.page.locator("body")).not_to_contain_text(one)


@pytest.mark.parametrize("way", WAYS)
def test_a_tender_goes_from_draft_to_award(way: str, browse: Browse, cast: Cast, draft: Tender, now: datetime) -> None:
    story = Story(browse, draft, WAYS[way])
    kofi = story.at(cast.kofi, story.desk, draft.title)
    kofi.press("Publish")
    says(kofi, "Published. From now on it changes by addendum only.")
    kofi.press("Who judges it")
    kofi.page.get_by_label("Add somebody").select_option(label=cast.lena.name)
    kofi.press("Add")

    alice = story.at(cast.alice, story.public, draft.title)
    alice.press("Read what was asked and answered")
    alice.press("Ask a question")
    alice.fill("What do you want to know?", ASKED)
    alice.choose("Must the question itself stay confidential?", "No")
    alice.press("Go on")
    says(alice, "This may tell who you are", "Harbour")
    alice.press("Ask")
    alice.arrived("Your question Q-")
    says(alice, "Waits for an answer", "Yes: at or before")

    story.open(kofi, f"{story.desk}questions/", "Your declaration")
    story.declare(kofi)
    story.open(kofi, f"{story.desk}questions/", "Questions")
    says(kofi, "Asker ")
    silent(kofi, cast.harbour.legal_name, "Alice")
    kofi.page.get_by_label("Asker ").check()
    kofi.press("Write one answer for those ticked")
    kofi.fill("The question, as everybody will read it", "May hosts smoke?")
    kofi.fill("The answer", SAID)
    kofi.choose("Does it change anything in the documents?", "It changes nothing in the documents")
    kofi.press("Save")
    says(kofi, "Nobody else reads it yet")
    lena = story.at(cast.lena, f"{story.desk}questions/", "Your declaration")
    story.declare(lena)
    story.open(lena, f"{story.desk}questions/", "Questions")
    silent(lena, cast.harbour.legal_name, "Release those ticked")
    kofi.page.get_by_label("May hosts smoke?").check()
    kofi.press("Release those ticked to everybody")
    says(kofi, "Released to everybody: 1 answer.")

    for reader in (cast.charlie, None):
        hands = story.at(reader, f"{story.public}questions/", "Questions and answers")
        says(hands, "May hosts smoke?", SAID)
        silent(hands, "Harbour", "Alice", "Q-", "Asker")
    alice.page.reload()
    says(alice, SAID, "Does this answer it?")
    alice.press("Yes")
    says(alice, "Thank you.")

    with writing():
        over = {"questions_close_at": now - timedelta(hours=2), "closes_at": now - timedelta(hours=1)}
        Tender.update(**over).where(Tender.id == draft.id).execute()
    story.open(kofi, f"{story.desk}decide", "The decision")
    kofi.choose("What was decided?", "It is awarded")
    kofi.press("Note the decision")
    says(kofi, "The decision is noted.")
    kofi.press("Who bid, feedback and the outcome")
    kofi.press("Enter a bidder")
    kofi.fill("Who bid?", WINNER)
    kofi.page.get_by_label("It won").check()
    kofi.press("Save")
    kofi.press(f"Feedback to {WINNER}")
    kofi.fill("Score", "4 of 5")
    kofi.fill("Why this score?", "The lowest price.")
    kofi.fill("Why not higher?", "Another was near.")
    kofi.press("Save")
    kofi.press("Release feedback to all bidders")
    says(kofi, "All bidders have their feedback", "What still waits", "The outcome is not published yet.")
    kofi.press("Publish the outcome")
    says(kofi, "Everybody reads the outcome")

    erin = story.at(cast.erin, f"{story.desk}outcome/papers", "How long the papers are kept")
    erin.fill("Why must everything be kept?", "A claim was announced.")
    erin.press("Begin a legal hold")
    says(erin, "Nothing of this procurement is deleted while the hold lasts.")
    assert Outcome.get().held_by_id == cast.erin.id
    anybody = story.at(None, story.public, draft.title)
    says(anybody, WINNER, "Awarded")
