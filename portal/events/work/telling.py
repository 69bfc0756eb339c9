"""Mails about a booking: that something is so, and the link. Never a name, a number or what somebody needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.events import terms
from models.events.booking import Booking
from models.events.event import Event
from portal.events.work import links
from portal.mail import compose


def tell(template: str, booking: Booking, event: Event, at: datetime, secret: bytes, **words: Any) -> None:
    """One mail to whoever booked, in the transaction of what it tells of."""
    compose.put(
        f"events/{template}", to=booking.email, about=booking.subject, at=at, event=event, until=booking.until,
        key=links.of(booking, secret), **words,
    )  # fmt: skip


def everybody(template: str, event: Event, at: datetime, secret: bytes, **words: Any) -> Sequence[Booking]:
    """One mail to each who has a place or waits for one; to whom it went."""
    told = [booking for booking in Booking.live(event.id) if booking.state in (*terms.HOLDS, "waiting", "asked")]
    for booking in told:
        tell(template, booking, event, at, secret, **words)
    return told
