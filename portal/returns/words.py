"""Names of states, kinds and dates of a return as people read them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from models.calendar import end_of_day, to_london
from models.monitoring_return import Return
from models.remark import Remark
from portal import london
from portal.returns.work.sheet import Sent

PROVIDER = {
    "due": "Not started",
    "draft": "Saved, not sent",
    "received": "Received",
    "sent_back": "The council has a question",
    "accepted": "Read and accepted",
    "withdrawn": "No longer asked for",
}
DESK = {
    "due": "Not started",
    "draft": "Started, not sent",
    "received": "To be read",
    "sent_back": "Sent back with remarks",
    "accepted": "Accepted",
    "withdrawn": "Withdrawn",
}
DECISIONS = {
    "accepted": "Accepted by",
    "sent_back": "Sent back by",
    "correcting": "Opened again to correct something by",
    "withdrawn": "Withdrawn by",
}
OWN_DECISIONS = {
    "accepted": "What we noticed, what happens next",
    "sent_back": "What we ask you to look at again",
}
AT_DESK = {
    "to_read": "To be read",
    "late": "Late",
    "not_started": "Not started",
    "started": "Started, not sent",
    "sent_back": "Sent back",
    "accepted": "Accepted",
    "figures": "With figures to come",
}
"""The states that the council’s list can be filtered by, and counts."""
PAGES = {
    "not_started": {"text": "Not started", "colour": "grey"},
    "in_progress": {"text": "Started", "colour": "yellow"},
    "answered": {"text": "Answered", "colour": ""},
    "not_needed": {"text": "Not needed this time", "colour": ""},
}
TIERS = {"core": "Short return", "standard": "Standard return", "full": "Full return"}
SIZES = {"core": "small", "standard": "middle", "full": "large"}
"""The size of provider that is asked each tier, as the pages of the questions name it."""
NOT_SENT = ("due", "draft")


def days_late(ret: Return, now: datetime) -> int:
    """Whole days past the due day, in London; 0 on the day itself, and where nothing is owed."""
    if ret.state not in ("due", "draft", "sent_back") or now <= end_of_day(ret.due_on):
        return 0
    return (to_london(now).date() - ret.due_on).days


def when_due(due_on: date, now: datetime) -> str:
    """“due today”, “due in 3 days”, “4 days late”."""
    days = (due_on - to_london(now).date()).days
    if days == 0:
        return "due today"
    if days < 0:
        return f"{-days} day{'s' if days < -1 else ''} late"
    return f"due in {days} day{'s' if days > 1 else ''}"


def more_time(day: date | None, officer: str) -> str:
    """What is said after “Ask for five more working days”."""
    if day is None:
        return f"You have had more time once in the last twelve months, so {officer} decides. We have asked them."
    return f"You have five more working days. The return is now due on {day.day} {day:%B %Y}, and is not late."


def no_more_time(state: str) -> str:
    """What is said where five more days cannot be asked for."""
    if state == "asked":
        return "You have asked already. Your contact will answer; you can go on meanwhile."
    return "This return was sent already. It needs no more time."


def marks(remarks: Mapping[str, Sequence[Remark]]) -> dict[str, list[dict[str, str]]]:
    """Officers’ remarks by question, as the component takes them."""
    return {
        key: [{"words": one.words or "Taken out", "by": one.by.name, "on": london.day(one.at)} for one in found]
        for key, found in remarks.items()
    }


def said(sent: Sent) -> list[dict[str, str]]:
    """What the council said of the last return and of this one, to stand above the tasks."""
    noticed = [("What we noticed last time, and what happens next", sent.noticed)] if sent.noticed else []
    own = [(OWN_DECISIONS[d.what], d) for d in sent.said[:1] if d.words != "" and d.what in OWN_DECISIONS]
    return [
        {"title": title, "words": d.words or "", "by": d.by.name, "on": london.day(d.at)} for title, d in noticed + own
    ]
