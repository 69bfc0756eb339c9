"""What we ask: the sets, the council’s own words over one, single questions, what providers would drop."""

from playwright.sync_api import Page

from forms.overlay import Overlay
from forms.own_question import OwnQuestion
from models.authority import Authority, Service
from models.one_off import OneOff
from models.store import writing
from models.submission import Submission, SubmissionText
from portal import clock
from portal.tailoring.work import one_offs, overlays, wishes
from tests.browser.exhibit import Exhibit, in_turn, pressing, typing
from tests.browser.exhibition import World
from tests.fixtures.cast import SET

LIST, HERE = "/desk/questions/", f"/desk/questions/fairshire/{SET}/"
ONE = "/desk/one-offs/{one_off}/"
NEW = "/desk/one-offs/new?service=fairshire/supported-accommodation"
OWN = OwnQuestion(kind="number", name="Empty posts", ask="How many posts were empty today?", why="To plan.", tier=2)
TYPED = {
    "own.1.kind": "number", "own.1.ask": "How many posts were empty on {last_day}?", "own.1.name": "Empty posts",
    "own.1.why": "To plan training with you.", "hint.your_places": "Count the annexe, too.",
}  # fmt: skip


def _versions(page: Page, world: World) -> None:
    """Two versions, the first with everything."""
    fairshire, by = Authority.get(slug="fairshire"), world.people["erin"]
    whole = Overlay(
        hints={"your_places": "Count the annexe."}, own=(OWN,), off=("hours_given", "no_plan"), due_after=20
    )
    for seen, overlay in enumerate((whole, Overlay(due_after=20), whole)):
        laid = overlays.numbered(fairshire, SET, overlay)
        overlays.save(fairshire, SET, laid, why="Many asked.\nSo we say it.", seen=seen, by=by, now=clock.now())
    page.reload()


def _wishes(page: Page, world: World) -> None:
    """Two, one of them done."""
    fairshire = Authority.get(slug="fairshire")
    sent = list(Submission.select().order_by(Submission.id).limit(2))
    with writing():
        for number, submission in enumerate(sent):
            words = "SA13 and SA09: nobody has ever told us what you do with them.\nThe rest is fine."
            SubmissionText.create(submission=submission, key="ask_better", mac=f"{number}" * 64, words=words)
    text = wishes.one([fairshire.id], sent[0].return_.public_id)
    assert text is not None
    wishes.mark(text, "Dropped from January.", by=world.people["dana"], now=clock.now())
    page.reload()


def _closed(page: Page, world: World) -> None:
    one_offs.close(OneOff.get(), "Thank you. We plan two days.", by=world.people["dana"], now=clock.now())
    page.reload()


def _unfold(page: Page, _: World) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def _another_service(page: Page, _: World) -> None:
    with writing():
        Service.create(authority=Authority.get(slug="fairshire"), key="fostering", title="Fostering")
    page.reload()


EXHIBITS = [
    Exhibit(LIST, "Take it up", "erin"),
    Exhibit(LIST, "With 1 hint, 2 questions switched off", "dana", _versions, "an overlay, read by an officer"),
    Exhibit(f"{HERE}newer", "From version", "erin"),
    Exhibit(HERE, "Nothing is added now", "erin"),
    Exhibit(HERE, "What counts now: version 3", "erin", _versions, "three versions"),
    Exhibit(f"{HERE}change", "Questions of your own", "erin"),
    Exhibit(
        f"{HERE}change", "1 more than the", "erin",
        in_turn(_unfold, typing("See how a provider reads it", TYPED)), "over budget",
    ),
    Exhibit(
        f"{HERE}change", "Count the annexe, too.", "erin",
        typing("See how a provider reads it", {"hint.your_places": "Count the annexe, too.", "target.good": "5"}),
        "looked at",
    ),
    Exhibit(f"{LIST}drop/", "Nobody has said anything yet", "dana"),
    Exhibit(f"{LIST}drop/", "Done about it: Dropped from January.", "dana", _wishes, "two wishes"),
    Exhibit("/desk/one-offs/", "1 of 1", "dana"),
    Exhibit("/desk/one-offs/new", "About which service?", "dana", _another_service, "several services"),
    Exhibit(NEW, "Enter your question", "dana", pressing("Ask these providers"), "empty"),
    Exhibit(ONE, "1 of 1 have answered", "dana"),
    Exhibit(ONE, "Closed", "hana", _closed, "closed, read by an auditor"),
]  # fmt: skip
