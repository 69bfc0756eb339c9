"""Places taken and given back, and the waiting list that moves by itself. Everything here runs inside one `writing()`
and on an event that `Event.fresh` holds, so that two never get one place."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from models.events import terms
from models.events.booking import Attendee, Booking, BookingSession
from models.events.event import Event
from models.events.session import EventSession
from portal.events.work import telling


def take(event: Event, sessions: Sequence[EventSession], people: int) -> bool:
    """Places at the event and in each session, or none at all."""
    if not event.take(people):
        return False
    for number, session in enumerate(sessions):
        if not session.take(people):
            for done in sessions[:number]:
                done.give_back(people)
            event.give_back(people)
            return False
    return True


def give_back(event: Event, booking: Booking) -> None:
    """The places of a booking that held some."""
    event.give_back(booking.people)
    for session in booking.sessions():
        session.give_back(booking.people)


def waits_before(event: Event) -> bool:
    """Whether somebody waits for a place at the event itself: then nobody passes them. Who waits only for a session
    that is full holds nobody up."""
    queue = Booking.queue(event.id)
    wanted = sessions_of(queue)
    return any(all(one.has_room(booking.people) for one in wanted[booking.id]) for booking in queue)


def sessions_of(bookings: Sequence[Booking]) -> dict[int, list[EventSession]]:
    """Id of a booking -> the sessions that it is for."""
    found: dict[int, list[EventSession]] = defaultdict(list)
    mine = [booking.id for booking in bookings]
    query = BookingSession.select(BookingSession, EventSession).join(EventSession)
    for row in query.where(BookingSession.booking << mine).order_by(EventSession.number):
        found[row.booking_id].append(row.session)
    return found


def others(event_id: int, organisation_key: str, *, but: int = 0) -> int:
    """People of an organisation who have a place or wait for one, without those of booking `but`."""
    here = (Booking.event == event_id) & (Booking.organisation_key == organisation_key) & (Booking.id != but)
    counted = Booking.state << (*terms.HOLDS, "waiting")
    return Attendee.select().join(Booking).where(here, counted).count()


def by_itself(event: Event, at: datetime) -> bool:
    """Whether the list still moves: an offer would last a full working day before the event starts."""
    starts, nation = event.starts_at, event.authority.nation
    return event.state == "published" and starts is not None and at < terms.offers_end(starts, nation)


def move(event: Event, at: datetime, secret: bytes) -> int:
    """Offer what is free to whoever waits, the first one first; how many were offered a place."""
    nation = event.authority.nation
    if not by_itself(event, at) or not terms.may_offer(at, nation):
        return 0
    queue, offered = Booking.queue(event.id), 0
    wanted = sessions_of(queue)
    for booking in queue:
        if event.left < booking.people:
            break
        fresh = EventSession.select().where(EventSession.id << [one.id for one in wanted[booking.id]])
        if take(event, list(fresh), booking.people):
            booking.become("offered", at=at, until=terms.offer_ends(at, nation))
            telling.tell("offer", booking, event, at, secret)
            offered += 1
    return offered


def lapse(event: Event, at: datetime, secret: bytes) -> int:
    """End what nobody confirmed or accepted in time; each is told. How many there were."""
    over = Booking.select().where(
        Booking.event == event.id, Booking.state << ("pending", "asked", "offered"), Booking.until < at
    )
    ended = list(over.order_by(Booking.id))
    for booking in ended:
        template = "offer_over" if booking.state == "offered" else "not_confirmed"
        if booking.holds:
            give_back(event, booking)
        booking.become("lapsed", at=at)
        telling.tell(template, booking, event, at, secret)
    return len(ended)
