"""What ends, in words."""

from datetime import date

from portal.london import day
from portal.profile.words import INSURANCE_KINDS

KINDS = {
    "registration": "Registration or licence",
    "policy": "Policy that is reviewed",
    "check": "Check or certificate (gas, fire, vehicles …)",
    "insurance": "Another insurance",
    "other": "Something else",
}
STATES = {
    "over": {"text": "Has ended", "colour": "red"},
    "soon": {"text": "Ends soon", "colour": "yellow"},
    "fine": {"text": "", "colour": ""},
}
WHEN = {
    "thirty_before": "ends within 30 days",
    "seven_before": "ends within a week",
    "day_after": "has ended",
}
"""What a mail says of it, by the kind of reminder: never what it is, and never the day."""


def insurance(kind: str) -> str:
    """“employers’ liability insurance”, “insurance”: that of the profile."""
    named = INSURANCE_KINDS.get(kind, "") if kind != "combined" else ""
    return f"{named[:1].lower()}{named[1:]} insurance".strip()


def sentence(name: str, ends_on: date, today: date) -> str:
    """“Your employers’ liability insurance ends on 30 March 2027.”"""
    verb = "ended" if ends_on < today else "ends"
    return f"Your {name} {verb} on {day(ends_on)}."
