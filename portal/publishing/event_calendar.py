"""Events as a calendar (iCalendar, RFC 5545): the same bytes until one of them changes. An event keeps its UID and
counts what people were told of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from portal.publishing.events import PublicEvent


def calendar(of: Sequence[PublicEvent], address: str) -> bytes:
    """These events, what was called off as cancelled."""
    from icalendar import Calendar, Event

    made = Calendar()
    for name, value in (("prodid", "-//Evenhand//Events//EN"), ("version", "2.0"), ("calscale", "GREGORIAN")):
        made.add(name, value)
    host = urlsplit(address).hostname or "evenhand.invalid"
    for one in sorted(of, key=lambda one: one.url):
        row, entry = one.row, Event()
        entry.add("uid", f"{one.slug}.{one.authority}@{host}")
        entry.add("dtstamp", _instant(row["told_at"] or row["published_at"]))
        entry.add("dtstart", _instant(row["starts_at"]))
        entry.add("dtend", _instant(row["ends_at"]))
        entry.add("sequence", row["sequence"])
        entry.add("status", "CANCELLED" if row["state"] == "cancelled" else "CONFIRMED")
        entry.add("summary", row["title"])
        entry.add("location", row["venue"] if row["place"] != "online" else "Online")
        entry.add("url", f"{address}{one.url}")
        made.add_component(entry)
    written: bytes = made.to_ical()
    return written


def _instant(naive: str) -> datetime:
    return datetime.fromisoformat(naive).replace(tzinfo=UTC, microsecond=0)
