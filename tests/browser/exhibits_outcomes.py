"""After the decision: who bid, feedback, telling, the contract; and what a bidder reads of their own bid."""

from tests.browser.exhibit import Exhibit, pressing, typing

HERE = "/desk/tenders/{untold}/outcome/"
EXHIBITS = [
    Exhibit("/tenders/fairshire/{told_slug}/", "Read the feedback on your bid", "alice", note="awarded"),
    Exhibit("/tenders/fairshire/{told_slug}/feedback/", "Nights were not described", "alice"),
    Exhibit("/desk/tenders/{told}/outcome/", "Publish the outcome", "erin"),
    Exhibit(HERE, "Release feedback to all bidders", "kofi"),
    Exhibit(f"{HERE}new", "Enter the name of who bid", "kofi", pressing("Save"), "empty"),
    Exhibit(f"{HERE}bidders/{{bid}}", "it was entered by mistake", "kofi"),
    Exhibit(f"{HERE}bidders/{{bid}}/sheet", "Enter the score", "kofi", typing("Save", {"mark1-score": ""}), "a gap"),
    Exhibit(f"{HERE}notice", "Enter the day of the contract award notice", "kofi", pressing("Note it"), "empty"),
    Exhibit(f"{HERE}papers", "Enter why everything must be kept", "erin", pressing("Begin a legal hold"), "empty"),
    Exhibit(
        "/desk/tenders/{told}/outcome/in-substance/{private}",
        "Enter the answer in substance",
        "kofi",
        pressing("Save"),
        "empty",
    ),
    Exhibit("/desk/tenders/{told}/outcome/contract", "Make the contract", "kofi"),
    Exhibit("/follow/council/fairshire/all/", "Enter your e-mail address", None, pressing("Send me a link"), "empty"),
    Exhibit(
        "/follow/service/fairshire/supported-accommodation/", "What comes up", None, pressing("Send me a link"), "empty"
    ),
    Exhibit("/follow/sent", "Look into your mail"),
    Exhibit("/follow/link/{follow_key}", "You follow this"),
    Exhibit("/follow/left", "Your address is deleted"),
]
