"""Forgetting the people of an event that was: every row that hangs on a booking goes, whatever table it stands in."""

from collections.abc import Sequence
from typing import Any

from models.events.arrival import WalkIn
from models.events.booking import Booking
from models.events.event import Event
from models.outbox import Message
from models.store import must_be_writing


def forget(event: Event) -> int:
    """Deletes its bookings with their mails and all that refers to them, and who walked in; how many bookings."""
    must_be_writing()
    bookings = list(Booking.select().where(Booking.event == event.id))
    Message.delete().where(Message.about << [booking.subject for booking in bookings]).execute()
    WalkIn.delete().where(WalkIn.event == event.id).execute()
    _delete(Booking, [booking.id for booking in bookings])
    return len(bookings)


def _delete(table: Any, ids: Sequence[int]) -> None:
    """These rows, after those that refer to them; where a reference may be empty it is emptied."""
    if not ids:
        return
    for reference, other in table._meta.backrefs.items():
        there = reference << list(ids)
        if reference.null:
            other.update({reference: None}).where(there).execute()
        else:
            _delete(other, [row for (row,) in other.select(other.id).where(there).tuples()])
    table.delete().where(table.id << list(ids)).execute()
