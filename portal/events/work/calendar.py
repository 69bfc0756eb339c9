"""Calendar files of events and bookings: the same UID for ever, a higher SEQUENCE with every change, times in UTC so
that they are right whichever clock is in force."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar
from icalendar import Event as Entry

from models.events.booking import Booking
from models.events.event import Event

OVER = ("lapsed", "cancelled")


def of_events(events: Iterable[Event], address: str) -> bytes:
    """Events as everybody may see them; `address` is the portal’s own."""
    return _written("Events", [_entry(event, address) for event in events])


def of_booking(booking: Booking, event: Event, link: str, address: str) -> bytes:
    """One’s own booking, with the link of the meeting if there is one. `link` is the address of the booking."""
    entry = _entry(event, address)
    entry["uid"] = f"{booking.public_id}@{_host(address)}"
    entry["sequence"] = event.sequence + booking.sequence
    cancelled = event.state == "cancelled" or booking.state in OVER
    entry["status"] = "CANCELLED" if cancelled else "CONFIRMED" if booking.state == "booked" else "TENTATIVE"
    told = f"Your booking: {link}"
    if event.online_link and booking.state == "booked":
        told = f"{told}\nTo join: {event.online_link}"
    entry.pop("description", None)
    entry.add("description", told)
    entry["dtstamp"] = _stamp(max(event.told_at or event.created_at, booking.changed_at))
    return _written(event.title, [entry])


def _stamp(at: datetime) -> Any:
    entry = Entry()
    entry.add("dtstamp", at.replace(tzinfo=UTC, microsecond=0))
    return entry["dtstamp"]


def _entry(event: Event, address: str) -> Any:
    if event.starts_at is None or event.ends_at is None:
        raise ValueError("A draft without its times is in no calendar.")
    page = f"{address}/events/{event.authority.slug}/{event.slug}/"
    entry = Entry()
    entry.add("uid", f"{event.public_id}@{_host(address)}")
    entry.add("dtstamp", (event.told_at or event.created_at).replace(tzinfo=UTC, microsecond=0))
    entry.add("dtstart", event.starts_at.replace(tzinfo=UTC))
    entry.add("dtend", event.ends_at.replace(tzinfo=UTC))
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.state == "cancelled" else "CONFIRMED")
    entry.add("summary", event.title)
    entry.add("location", event.venue if event.place != "online" else "Online")
    entry.add("description", event.summary)
    entry.add("url", page)
    return entry


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition(":")[0]


def _written(name: str, entries: Iterable[Any]) -> bytes:
    made = Calendar()
    for key, value in (
        ("prodid", "-//Evenhand//Events//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name),
    ):  # fmt: skip
        made.add(key, value)
    for entry in entries:
        made.add_component(entry)
    written: bytes = made.to_ical()
    return written
