"""The guard against overbooking as many write it: look whether there is a place, then book it."""

import threading

from models.events.event import Event
from portal.events.work import booking

_seen = threading.local()


def apply() -> None:
    """Looks outside the transaction, and believes what it saw inside."""
    book = booking.book

    def look_then_book(event_id: int, *rest: object, **more: object) -> object:
        _seen.room = Event.get_by_id(event_id).left > 0
        return book(event_id, *rest, **more)  # type: ignore[arg-type]

    def take(self: Event, people: int) -> bool:
        if _seen.room:
            taken = min(self.taken + people, self.places)
            Event.update(taken=taken).where(Event.id == self.id).execute()
        return bool(_seen.room)

    booking.book = look_then_book  # type: ignore[assignment]
    Event.take = take  # type: ignore[method-assign]
