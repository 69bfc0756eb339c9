"""What happened to tenders, as entries of a feed; and the days of one as a calendar. Pure but for the record.

An entry keeps its id for ever and bears the time of what it tells; a day keeps its UID and counts its changes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portal.publishing import opportunities as found
from portal.publishing.feed import NOT_XML, Entry, tag

if TYPE_CHECKING:
    from icalendar import Event

MOST = 100
DATES = {
    "closes_at": "Bids by",
    "questions_close_at": "Questions close",
    "answers_by_on": "Last answers",
}


def entries(of: list[found.Opportunity], address: str) -> list[Entry]:
    """What happened to these tenders, newest first."""
    every = [one for tender in of for one in _entries(tender, address)]
    return sorted(every, key=lambda one: (one.updated, one.id), reverse=True)[:MOST]


def _entries(of: found.Opportunity, address: str) -> Iterator[Entry]:
    for key, at, said, more in _happened(of):
        title = NOT_XML.sub("", f"{said}: {of.row['title']}")
        name = NOT_XML.sub("", of.row["authority"]["name"])
        yield Entry(
            tag(address, f"opportunities/{of.authority}/{of.slug}/{key}"), title, _instant(at), of.url, name,
            NOT_XML.sub("", more),
        )  # fmt: skip


def _happened(of: found.Opportunity) -> Iterator[tuple[str, str, str, str]]:
    """Key, when, what, and more; of answers only that they are there."""
    row = of.row
    yield "published", row["published_at"], "New", row["summary"]
    for one in row["addenda"]:
        yield f"addendum-{one['number']}", one["at"], f"Addendum {one['number']}", one["title"]
    for one in row["moves"]:
        yield f"time-{_digits(one['at'])}", one["at"], "More time", f"Bids by {found.instant(one['closes_at'])}."
    answered = {_instant(one["at"]): one["at"] for a in found.answers(of) for one in (a.row, *a.before)}
    for at in answered.values():
        yield f"answers-{_digits(at)}", at, "Answers", "Questions were answered, for everybody at once."
    if row["decided_at"]:
        yield "decided", row["decided_at"], found.STAGES[row["stage"]], ""


def _digits(at: str) -> str:
    return "".join(letter for letter in at if letter.isdigit())


def _instant(naive: str) -> str:
    return f"{naive[:10]}T{naive[11:19]}Z"


def calendar(of: list[found.Opportunity], address: str) -> bytes:
    """The days of these tenders (iCalendar, RFC 5545): the same bytes until one of them changes."""
    from icalendar import Calendar

    made = Calendar()
    for name, value in (("prodid", "-//Evenhand//Opportunities//EN"), ("version", "2.0"), ("calscale", "GREGORIAN")):
        made.add(name, value)
    for one in sorted(of, key=lambda one: one.url):
        for name, said in DATES.items():
            if one.row[name]:
                made.add_component(_event(one, name, said, address))
    written: bytes = made.to_ical()
    return written


def _event(of: found.Opportunity, name: str, said: str, address: str) -> "Event":
    from icalendar import Event

    row, event = of.row, Event()
    changes = [*row["addenda"], *row["moves"]]
    stamp = max([row["published_at"], *(one["at"] for one in changes)])
    host = urlsplit(address).hostname or "evenhand.invalid"
    event.add("uid", f"{name}.{of.slug}.{of.authority}@{host}")
    event.add("dtstamp", datetime.fromisoformat(stamp).replace(tzinfo=UTC, microsecond=0))
    event.add("sequence", len(changes))
    event.add("summary", f"{said}: {row['title']}")
    if name.endswith("_on"):
        day = date.fromisoformat(row[name])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    else:
        event.add("dtstart", datetime.fromisoformat(row[name]).replace(tzinfo=UTC, microsecond=0))
    event.add("description", f"The deadline that counts is the one in {row['bids_go_to'] or 'the other portal'}.")
    event.add("url", f"{address}{of.url}")
    return event
