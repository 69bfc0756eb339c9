"""The timetable of a booking: the event, and each part of it that its people come to, in order."""

from dataclasses import dataclass
from datetime import datetime

from models.events.booking import Booking
from models.events.event import Event
from models.events.session import EventSession


@dataclass(frozen=True)
class Slot:
    """One line. `key` stays the same whatever changes, and is empty for the event itself; `dropped`: it was in the
    timetable once, perhaps, and is not any more, which calendars have to be told."""

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    dropped: bool = False


def timetable(booking: Booking, event: Event) -> list[Slot]:
    """The event first, then its parts by their start; two queries. Nothing for a draft without its times."""
    if event.starts_at is None or event.ends_at is None:
        return []
    where = event.venue if event.place != "online" else "Online"
    mine = {session.number for session in booking.sessions()}
    parts = [
        Slot(f"session-{one.number}", one.title, one.starts_at, one.ends_at, where, dropped=one.number not in mine)
        for one in EventSession.of(event.id)
        if one.number in mine or (mine and booking.sequence)  # only what was changed can have dropped anything
    ]
    parts.sort(key=lambda slot: (slot.starts_at, slot.key))
    return [Slot("", event.title, event.starts_at, event.ends_at, where), *parts]
