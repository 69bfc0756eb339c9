"""Roles in words, and why something about people was refused."""

from models.conflicts import (
    AlreadyDone,
    BothSides,
    Conflict,
    HasDuties,
    LastLead,
    NotImpartial,
    NotNow,
    NotYours,
    Taken,
)

ROLES = {
    "lead": "Lead",
    "member": "Member",
    "officer": "Officer",
    "manager": "Manager",
    "register_editor": "Register editor",
    "procurement_officer": "Procurement officer",
    "evaluator": "Evaluator",
    "auditor": "Auditor",
    "administrator": "Administrator",
}
MAY = {
    "lead": "Fills in and sends returns, keeps the profile, invites and removes people",
    "member": "Fills in and sends returns, keeps the profile",
    "officer": "Asks for returns, reads them, accepts them or sends them back; reads the contracts register",
    "manager": "All that an officer and a register editor may; asks and agrees to take something down",
    "register_editor": "Keeps the contracts register, closes and corrects its quarters",
    "procurement_officer": "Runs tenders and events",
    "evaluator": "Reads and scores the tenders that they are asked to",
    "auditor": "Reads everything, changes nothing",
    "administrator": "Invites people, gives roles, sees what mail could not be sent; reads no returns",
}
PROVIDER_ROLES = ("member", "lead")
AUTHORITY_ROLES = tuple(key for key in ROLES if key not in PROVIDER_ROLES)
INVITATIONS = {
    "used": "This invitation has been used. If it was you, sign in.",
    "withdrawn": "This invitation was withdrawn. Ask the person who invited you for a new one.",
    "expired": "This invitation is too old. Ask the person who invited you for a new one.",
    "unknown": "We don’t know this invitation. Check that the whole link was copied.",
}


def refused(error: Conflict) -> str:
    """Why it cannot be done, for the person who tried."""
    if isinstance(error, NotNow):
        return INVITATIONS.get(error.state, "That cannot be done any more.")
    return next((words for kind, words in REFUSED if isinstance(error, kind)), "That cannot be done now.")


REFUSED: tuple[tuple[type[Conflict], str], ...] = (
    (HasDuties, "Something is in this person’s care. A manager gives it to a colleague first: “Who looks after what”."),
    (LastLead, "Nobody else is in charge here. Make a colleague the lead first, then you can do this."),
    (
        BothSides,
        "This would put one person on both sides: at the council and at an organisation that it deals with. "
        "Nobody can be on both sides.",
    ),
    (
        NotImpartial,
        "This person is the independent person of a home here. Nobody can be that and work for the provider or the "
        "council: end it first.",
    ),
    (Taken, "This person belongs here already."),
    (AlreadyDone, "This has been done already."),
    (NotYours, "This person does not belong here any more."),
)
