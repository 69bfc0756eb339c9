"""Entering by telephone, who looks after what, and the council’s list of its providers."""

from tests.browser.exhibit import Exhibit, typing

CALL = "/desk/returns/{due}/telephone"
GIVEN = "/desk/returns/{given}/"
PROVIDERS = "/desk/providers/fairshire/"

EXHIBITS = [
    Exhibit(CALL, "You write down what somebody", "dana"),
    Exhibit("/desk/returns/{draft}/telephone", "has begun this return and not sent it", "dana", note="it was begun"),
    Exhibit(
        f"{CALL}/your_places",
        "You write down what Ms Ahmed says.",
        "dana",
        typing("Begin", {"said_by": "Ms Ahmed"}),
        "the first page of a call",
    ),
    Exhibit(f"{GIVEN}telephone/check", "What was given by telephone", "erin"),
    Exhibit(GIVEN, "not yet confirmed", "dana", note="given by telephone"),
    Exhibit("/returns/{given}/", "Look at it and send it", "charlie", note="given by telephone"),
    Exhibit("/desk/care/", "Handed over before", "erin"),
    Exhibit("/desk/care/fairshire/", "Give what is ticked", "dana"),
    Exhibit("/desk/care/fairshire/away", "stands in.", "dana"),
    Exhibit("/desk/providers/", "Is this the same organisation?", "erin"),
    Exhibit(PROVIDERS, "Whom to invite", "dana"),
    Exhibit(f"{PROVIDERS}import", "Nobody is mailed before", "dana"),
    Exhibit(f"{PROVIDERS}import/{{list}}", "What is odd about the list", "dana"),
    Exhibit("/desk/providers/links", "They have the same name", "joan"),
]
