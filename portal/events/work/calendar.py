"""Calendar files of events and bookings: the same UID for ever, a higher SEQUENCE with every change, times in UTC so
that they are right whichever clock is in force."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from icalendar import Calendar, vCalAddress
from icalendar import Event as Entry

from models.events.booking import Booking
from models.events.buyer import EventBuyer
from models.events.event import Event
from portal.events.work.timetable import Slot

OVER = ("lapsed", "cancelled")


def of_events(events: Iterable[Event], address: str) -> bytes:
    """Events as everybody may see them; `address` is the portal’s own."""
    return _written("Events", [_entry(event, address) for event in events])


def of_booking(booking: Booking, event: Event, slots: Sequence[Slot], link: str, address: str) -> bytes:
    """One’s own timetable: the event, and each part of it. `link` is the address of the booking.

    What was taken out by a change, and all of it once it is cancelled, is told as cancelled under the same UID.
    """
    over = event.state == "cancelled" or booking.state in OVER
    status = "CANCELLED" if over else "CONFIRMED" if booking.state == "booked" else "TENTATIVE"
    told = f"Your booking: {link}"
    if event.online_link and booking.state == "booked" and not over:
        told = f"{told}\nTo join: {event.online_link}"
    stamp = max(event.told_at or event.created_at, booking.changed_at)
    entries = []
    for slot in slots:
        entry = _entry(event, address)
        entry["uid"] = f"{booking.public_id}{slot.key and '-'}{slot.key}@{_host(address)}"
        for name, value in (
            ("dtstart", slot.starts_at.replace(tzinfo=UTC)), ("dtend", slot.ends_at.replace(tzinfo=UTC)),
            ("dtstamp", max(stamp, slot.at or stamp).replace(tzinfo=UTC, microsecond=0)),
            ("summary", slot.title), ("location", slot.where),
            ("description", told), ("status", "CANCELLED" if slot.dropped else status),
            ("sequence", event.sequence + booking.sequence + slot.sequence),
        ):  # fmt: skip
            entry.pop(name, None)
            entry.add(name, value)
        entries.append(entry)
    return _written(event.title, entries, "CANCEL" if over else "PUBLISH")


def of_buyer(buyer: EventBuyer, event: Event, slots: Sequence[Slot], link: str, address: str) -> bytes:
    """A buyer’s meetings, what was called off as cancelled."""
    over = event.state == "cancelled" or buyer.left_at is not None
    told = max(event.told_at or event.created_at, buyer.changed_at or event.created_at)
    entries = []
    for slot in slots:
        entry = Entry()
        for name, value in (
            ("uid", f"{buyer.public_id}-{slot.key}@{_host(address)}"), ("summary", slot.title),
            ("dtstart", slot.starts_at.replace(tzinfo=UTC)), ("dtend", slot.ends_at.replace(tzinfo=UTC)),
            ("dtstamp", max(told, slot.at or told).replace(tzinfo=UTC, microsecond=0)), ("location", slot.where),
            ("description", f"Your meetings: {link}"), ("status", "CANCELLED" if over or slot.dropped else "CONFIRMED"),
            ("sequence", event.sequence + slot.sequence),
        ):  # fmt: skip
            entry.add(name, value)
        entries.append(entry)
    return _written(event.title, entries, "CANCEL" if over else "PUBLISH")


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
    if event.contact_email:
        organiser = vCalAddress(f"mailto:{event.contact_email}")
        organiser.params["cn"] = event.authority.name
        entry.add("organizer", organiser)
    return entry


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition(":")[0]


def _written(name: str, entries: Iterable[Any], method: str = "PUBLISH") -> bytes:
    made = Calendar()
    for key, value in (
        ("prodid", "-//Evenhand//Events//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method),
        ("x-wr-calname", name),
    ):  # fmt: skip
        made.add(key, value)
    for entry in entries:
        made.add_component(entry)
    written: bytes = made.to_ical()
    return written
