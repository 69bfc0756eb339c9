"""One event, loaded and authorised in one call. What this person may not see does not exist (404)."""

from uuid import UUID

from flask import abort, current_app, request

from models.authority import Authority
from models.events.booking import Booking
from models.events.event import Event
from portal import access
from portal.events.work import links, reading
from portal.limits import spent
from portal.settings import Settings

READS, WORKS = access.READS_EVENTS, access.WORKS_ON_EVENTS


def secret() -> bytes:
    """The installation’s key for the links of bookings."""
    return settings().derived("bookings")


def settings() -> Settings:
    """The portal’s settings."""
    found: Settings = current_app.config["EVENHAND"]
    return found


def whose() -> Authority:
    """The authority whose events are shown: that of the seat in use, else the first. 403 for who has none."""
    who = access.viewer()
    mine = who.authorities(READS)
    if not mine:
        abort(403)
    shown = who.seat.authority if who.seat is not None else None
    found: Authority = Authority.get_by_id(shown if shown in mine else mine[0])
    return found


def readable(public_id: UUID) -> Event:
    """An event that this person reads at the desk."""
    found: Event = access.find(reading.at_desk(access.viewer().authorities(READS)), Event, public_id)
    return found


def seen(public_id: UUID) -> Event:
    """An event that this person reads at the desk, or to which their authority invites with another."""
    found: Event = access.find(reading.seen(access.viewer().authorities(READS)), Event, public_id)
    return found


def may_read(event: Event) -> bool:
    """Whether it is of their own authority: who invites with another reads no more than who comes."""
    return event.authority_id in access.viewer().authorities(READS)


def workable(public_id: UUID) -> Event:
    """An event that this person writes."""
    found: Event = access.find(reading.at_desk(access.viewer().authorities(WORKS)), Event, public_id)
    return found


def organised(public_id: UUID) -> Event:
    """An event that this person organises; 403 for everybody else who works on it."""
    found = workable(public_id)
    if found.organiser_id != access.viewer().person:
        abort(403)
    return found


def may_work(event: Event) -> bool:
    """Whether this person writes the events of that authority."""
    return event.authority_id in access.viewer().authorities(WORKS)


def published(authority: str, slug: str) -> Event:
    """An event that everybody may read, by its address."""
    there = reading.published().where(Authority.slug == authority, Event.slug == slug)
    found: Event = access.found(there.first())
    return found


def booked(key: str) -> Booking:
    """The booking behind a link. A wrong link is counted and not found; the right one is never held up by others’."""
    found = Booking.found(links.digest(key))
    if found is None:
        abort(429 if spent("booking-link") else 404)
    return found


def event_of(booking: Booking) -> Event:
    """Its event, as its people read it."""
    found: Event = Event.full().where(Event.id == booking.event_id).get()
    return found


def version() -> int:
    """The version of the event that the person had before them."""
    return request.form.get("version", type=int) or 0
