"""Pages of returns, both sides, in every state that a return can be in."""

from playwright.sync_api import Page

from forms import library
from models.monitoring_return import Return
from portal.returns.work import answering, sending
from tests.browser.exhibit import Exhibit, in_turn, meanwhile, typing
from tests.browser.exhibition import World
from tests.fixtures.cast import SET

SAVE = "Save and go on"
TOO_LONG = "much too long " * 60


def _accepted_by_a_colleague(_page: Page, world: World) -> None:
    ret = answering.fresh(Return.get(public_id=world.paths["received"]))
    sending.accept(ret, words="Thank you.", version=ret.version, by=world.people["erin"], now=ret.asked_at)


# A long return, so that every page has something to ask.
QUESTION_PAGES = [Exhibit(f"/returns/{{late}}/{page.key}", page.title, "charlie") for page in library.latest(SET).pages]
PROVIDER = [
    Exhibit("/returns/", "To do", "alice"),
    Exhibit("/returns/", "Nothing waits for you", "nina", note="of somebody new"),
    Exhibit("/returns/{due}/", "Start", "alice", note="not started"),
    Exhibit("/returns/{draft}/", "Go on", "alice", note="begun"),
    Exhibit("/returns/{late}/", "4 days late", "charlie", note="late"),
    Exhibit("/returns/{waiting}/", "You asked for more time", "charlie", note="waiting for more time"),
    Exhibit("/returns/{received}/", "Received. Reference", "alice", note="received"),
    Exhibit("/returns/{sent_back}/", "Our own list has five.", "alice", note="sent back"),
    Exhibit("/returns/{accepted}/", "Thank you. We will ring you by Friday.", "alice", note="accepted"),
    Exhibit(
        "/returns/{due}/",
        "five more working days",
        "alice",
        typing("Ask for five more working days"),
        "with more time",
    ),
    Exhibit("/returns/{due}/places_ready", "Last time", "alice", note="with last time’s figure"),
    Exhibit("/returns/{sent_back}/missing", "Our own list has five.", "alice", note="with a remark"),
    Exhibit(
        "/returns/{draft}/missing",
        "We could not read everything",
        "alice",
        typing(SAVE, {"missing_times": "a few"}),
        "not read",
    ),
    Exhibit(
        "/returns/{draft}/places_ready",
        "Did you mean",
        "alice",
        typing(SAVE, {"places_ready": "about 11"}),
        "with candidates",
    ),
    Exhibit(
        "/returns/{draft}/missing",
        "Is that right?",
        "alice",
        typing(SAVE, {"missing_times": "40"}),
        "asked whether it is right",
    ),
    Exhibit(
        "/returns/{draft}/missing",
        "We don’t have this figure",
        "alice",
        typing(SAVE, {"missing_times.why": "Our list is with the auditor.", "missing_times.when": "soon"}),
        "no figure, and no day that can be read",
    ),
    Exhibit(
        "/returns/{draft}/who_lived_with_you",
        "We read that as",
        "alice",
        typing(SAVE, {"now_under_18": "seven", "now_18_plus": "some"}),
        "read in other words",
    ),
    Exhibit(
        "/returns/{complete}/missing",
        "Bob Barton changed this page",
        "alice",
        typing(SAVE, {"missing_times": "3"}, meanwhile("bob", "complete", "missing", {"missing_times": "5"})),
        "changed by a colleague meanwhile",
    ),
    Exhibit("/returns/{draft}/check", "Before you can send", "alice", note="incomplete"),
    Exhibit("/returns/{complete}/check", "Nothing is sent until you press Send", "alice", note="complete"),
    Exhibit("/returns/{late}/check", "Before you can send", "charlie", note="late, of a long return"),
    Exhibit("/returns/{received}/check", "There is nothing new to send", "alice", note="received"),
    Exhibit("/returns/{sent_back}/check", "Our own list has five.", "alice", note="sent back"),
    Exhibit("/returns/{accepted}/check", "This return was accepted", "alice", note="accepted"),
    Exhibit(
        "/returns/{complete}/check",
        "Somebody changed an answer",
        "alice",
        in_turn(meanwhile("bob", "complete", "missing", {"missing_times": "5"}), typing("Send")),
        "changed while it was checked",
    ),
    Exhibit("/returns/{received}/receipt/1", "Received: EH-", "alice"),
    Exhibit("/returns/{accepted}/receipt/1", "What we noticed", "alice", note="accepted"),
    Exhibit("/returns/{received}/receipt/1", "Received: EH-", "dana"),
    Exhibit("/returns/{accepted}/correct", "Correct something", "alice"),
    Exhibit(
        "/returns/{accepted}/correct",
        "Enter what you want to correct",
        "alice",
        typing("Open the return again"),
        "nothing written",
    ),
    Exhibit("/returns/{received}/take-out/went_well", "Take out what was written", "alice"),
    Exhibit("/find?reference=EH-BCDFGHJK", "There is no such reference", "alice"),
]
REVIEW = {"words": TOO_LONG}
DESK = [
    Exhibit("/desk/returns/", "Ask for returns", "dana"),
    Exhibit("/desk/returns/", "No returns yet", "gita", note="of a new council"),
    Exhibit("/desk/returns/", "Figures to come", "hana", note="of an auditor"),
    Exhibit("/desk/returns/new?set=supported-accommodation-quarterly", "Which providers?", "dana"),
    Exhibit(
        "/desk/returns/new?set=supported-accommodation-quarterly",
        "Select at least one provider",
        "dana",
        typing("Ask these providers", {"due_on": "soon"}),
        "with errors",
    ),
    Exhibit("/desk/returns/{due}/", "The provider has not started yet", "dana", note="not started"),
    Exhibit("/desk/returns/{draft}/", "once they are sent", "dana", note="begun"),
    Exhibit("/desk/returns/{late}/", "4 days late", "dana", note="late"),
    Exhibit("/desk/returns/{waiting}/", "asks for five more working days", "dana", note="waiting for more time"),
    Exhibit("/desk/returns/{received}/", "What was sent", "dana", note="received"),
    Exhibit("/desk/returns/{received}/", "What was sent", "hana", note="received, of an auditor"),
    Exhibit("/desk/returns/{sent_back}/", "Our own list has five.", "dana", note="sent back"),
    Exhibit("/desk/returns/{accepted}/", "Accepted by", "dana", note="accepted"),
    Exhibit("/desk/returns/{withdrawn}/", "Withdrawn by", "dana", note="withdrawn"),
    Exhibit(
        "/desk/returns/{received}/",
        "Shorten this to 600 characters",
        "dana",
        typing("Accept and tell the provider", REVIEW),
        "accepted with too many words",
    ),
    Exhibit(
        "/desk/returns/{received}/",
        "Write a remark at one question",
        "dana",
        typing("Send back with these remarks"),
        "sent back without a remark",
    ),
    Exhibit(
        "/desk/returns/{received}/",
        "Shorten this to 600 characters",
        "dana",
        typing("Send back with these remarks", {"remark.missing_times": TOO_LONG}),
        "sent back with too many words",
    ),
    Exhibit(
        "/desk/returns/{received}/",
        "your words are still here",
        "dana",
        typing("Accept and tell the provider", {"words": "Well done."}, _accepted_by_a_colleague),
        "decided by a colleague meanwhile",
    ),
    Exhibit(
        "/desk/returns/{draft}/",
        "Enter why you no longer ask",
        "dana",
        in_turn(
            lambda page, _: page.get_by_text("No longer ask for this return").click(), typing("Withdraw the request")
        ),
        "withdrawn without a reason",
    ),
]
EXHIBITS = [*QUESTION_PAGES, *PROVIDER, *DESK]
