"""How questions are described, in words. Pure."""

from portal.clarifications.work.queue import RULING_DAYS, WAYS

STATES = {
    "asked": "Waits for an answer",
    "answered": "Answered",
    "declined": "Not answered, with a reason",
    "withdrawn": "Taken back",
}
RULINGS = {
    "": "The council has not said yet whether it keeps this confidential.",
    "agreed": "The council keeps this confidential.",
    "refused": (
        f"The council cannot keep this confidential. Say it anew without what is confidential, or take it back, within "
        f"{RULING_DAYS} working days. If we hear nothing it is taken back, and never published."
    ),
}
CAME = {**WAYS}
SAME_ANSWER = "Questions about the tender go through here, so that everybody gets the same answer."
