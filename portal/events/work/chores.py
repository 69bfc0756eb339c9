"""What the worker does every time it looks: end what nobody confirmed or accepted, and offer what is free."""

from datetime import datetime
from typing import Any

from models.authority import Authority
from models.events import terms
from models.events.booking import Booking
from models.events.event import Event
from models.store import writing
from portal.events.work import places


def tick(secret: bytes, now: datetime) -> int:
    """Each event in a transaction of its own; how many bookings lapsed or were offered a place."""
    done = 0
    for event_id in sorted(_ended(now) | _waited_for(now)):
        with writing():
            event = Event.fresh(event_id)
            done += places.lapse(event, now, secret)
            done += places.move(event, now, secret)
    return done


def _ended(now: datetime) -> set[int]:
    over = (Booking.state << ("pending", "asked", "offered")) & (Booking.until < now)
    rows: Any = Booking.select(Booking.event).where(over).distinct().tuples()
    return {event_id for (event_id,) in rows}


def _waited_for(now: datetime) -> set[int]:
    """Events with a free place and somebody who waits, where it is an hour at which people are asked."""
    query = Booking.select(Event.id, Authority.nation).join(Event).join(Authority)
    here = (Booking.state == "waiting") & (Event.state == "published") & (Event.taken < Event.places)
    rows: Any = query.where(here).distinct().tuples()
    return {event_id for event_id, nation in rows if terms.may_offer(now, nation)}
