"""The timetable of a booking: the event, each part of it that its people come to, and their meetings, in order."""

from dataclasses import dataclass
from datetime import datetime

from models.events.booking import Booking
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.session import EventSession


@dataclass(frozen=True)
class Slot:
    """One line. `key` stays the same whatever changes, and is empty for the event itself; `dropped`: it was in the
    timetable once, perhaps, and is not any more, which calendars have to be told. `sequence`, `at`: what happened to
    this line alone, and when."""

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    dropped: bool = False
    sequence: int = 0
    at: datetime | None = None


def timetable(booking: Booking, event: Event) -> list[Slot]:
    """The event first, then its parts by their start; three queries. Nothing for a draft without its times."""
    if event.starts_at is None or event.ends_at is None:
        return []
    where = event.venue if event.place != "online" else "Online"
    mine = {session.number for session in booking.sessions()}
    parts = [
        Slot(f"session-{one.number}", one.title, one.starts_at, one.ends_at, where, dropped=one.number not in mine)
        for one in EventSession.of(event.id)
        if one.number in mine or (mine and booking.sequence)  # only what was changed can have dropped anything
    ]
    parts += [_meeting(one, where) for one in Meeting.heard_of(booking.id)]
    parts.sort(key=lambda slot: (slot.starts_at, slot.key))
    return [Slot("", event.title, event.starts_at, event.ends_at, where), *parts]


def _meeting(one: Meeting, where: str) -> Slot:
    """A meeting with a buyer, as it was told or called off."""
    off = one.state == "cancelled"
    title, at = f"One-to-one meeting: {one.buyer.name}", one.cancelled_at or one.told_at or one.made_at
    return Slot(
        f"meeting-{one.public_id}", title, one.slot.starts_at, one.slot.ends_at, where, dropped=off,
        sequence=one.version, at=at,
    )  # fmt: skip
