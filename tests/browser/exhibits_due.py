"""How much is asked of whom: the rule for everybody, and the officers’ word for the risk."""

from playwright.sync_api import Page

from models.authority import Authority
from models.provider import Provider
from models.risk import Risk
from models.store import writing
from portal import clock
from tests.browser.exhibit import Exhibit, in_turn, typing
from tests.browser.exhibition import World

WHY = "Two visits in a row were missed, and the manager has left.\nWe meet on 3 November."
ONE = "/desk/risk/fairshire/{harbour}"


def _said(page: Page, world: World) -> None:
    """Dana said low, Erin high."""
    harbour = Provider.get(public_id=world.paths["harbour"])
    fairshire = Authority.get(slug="fairshire")
    for seen, (word, name) in enumerate((("low", "dana"), ("high", "erin"))):
        with writing():
            Risk.put(fairshire.id, harbour, word, WHY, by=world.people[name], at=clock.now(), seen=seen)
    page.reload()


def _meanwhile(_: Page, world: World) -> None:
    with writing():
        fairshire = Authority.get(slug="fairshire")
        harbour = Provider.get(public_id=world.paths["harbour"])
        Risk.put(fairshire.id, harbour, "low", WHY, by=world.people["erin"], at=clock.now(), seen=0)


EXHIBITS = [
    Exhibit("/questions/how-much-we-ask/", "How long a return is"),
    Exhibit("/questions/how-much-we-ask/", "What each set asks", "alice", note="signed in"),
    Exhibit("/desk/risk/", "No contract in the register", "dana"),
    Exhibit("/desk/risk/", "high risk: full return", "hana", _said, "an auditor"),
    Exhibit(ONE, "it counts as medium", "dana", note="nobody has said anything"),
    Exhibit(ONE, "Two visits in a row", "dana", _said, "with its history"),
    Exhibit(ONE, "Enter why, in a sentence", "dana", typing("Keep this", {"word": "high"}), "without a reason"),
    Exhibit(
        ONE,
        "said something else meanwhile",
        "dana",
        in_turn(
            lambda page, _: page.locator("[name='why']").fill("Our reason."),
            _meanwhile,
            typing("Keep this"),
        ),
        "somebody was quicker",
    ),
]
