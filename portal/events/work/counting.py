"""What is counted of an event: it stays when the people are forgotten. Everything runs inside one `writing()`."""

from typing import Any

from peewee import fn

from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking
from models.events.event import Event
from models.events.tally import EventTally


def count(event: Event) -> EventTally:
    """How many had places and waited, as the bookings say; what was counted, once they are forgotten."""
    found = EventTally.of(event.id)
    if found is not None and found.forgotten_at is not None:
        return found
    return EventTally.count(event, _booked(event))


def _booked(event: Event) -> dict[str, int]:
    here = Booking.event == event.id
    rows: Any = Booking.select(Booking.organisation_key, Booking.vcse, Booking.people)
    booked = list(rows.where(here, Booking.state == "booked").tuples())
    waited: Any = Booking.select(fn.COALESCE(fn.SUM(Booking.people), 0)).where(here, Booking.state == "waiting")
    return {
        "people": sum(people for _, _, people in booked),
        "organisations": len({key for key, _, _ in booked}),
        "vcse": len({key for key, vcse, _ in booked if vcse}),
        "waited": int(waited.scalar()),
    }


def at_the_door(event: Event) -> dict[str, int]:
    """Who came of those with a place, who did not, and who walked in."""
    booked = Attendee.select().join(Booking).where(Booking.event == event.id, Booking.state == "booked")
    came = booked.where(~Attendee.came_at.is_null()).count()
    walked = WalkIn.of(event.id)
    over = sum(not one.has_place for one in walked)
    return {"came": came, "absent": booked.count() - came, "walk_ins": len(walked), "without_place": over}
