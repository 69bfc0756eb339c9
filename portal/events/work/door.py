"""At the door: who is here. What a phone kept while it had no network is taken in later, and each entry once.

Two doors may say the same of one person: the earlier time stands. What cannot be is explained, never dropped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from models.calendar import today
from models.conflicts import AlreadyDone, NotNow
from models.events.arrival import SAME, WalkIn, came, not_here
from models.events.booking import Attendee, Booking
from models.events.event import Event
from models.events.session import EventSession
from models.events.tally import EventTally
from models.store import writing
from portal.events.work import counting, places
from portal.releasing import events as releasing

OLDEST = timedelta(hours=36)
"""What a phone says of an arrival longer ago than that is taken as said now."""


@dataclass(frozen=True)
class Entry:
    """One tick: the person with this number of this booking, or (`booking` none) somebody who walked in. `id` comes
    from the phone; `arrived` is when it was ticked."""

    id: str
    booking: UUID | None
    number: int
    arrived: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of an entry: here, already, changed, cancelled, unknown, closed."""

    id: str
    what: str
    at: datetime | None = None


@dataclass(frozen=True)
class Party:
    """A booking at the door, with its people."""

    booking: Booking
    people: Sequence[Attendee]
    sessions: Sequence[EventSession]

    @property
    def here(self) -> int:
        return sum(one.came_at is not None for one in self.people)


@dataclass(frozen=True)
class Door:
    """The list of the door, in the order of the organisations’ names."""

    parties: Sequence[Party]
    walk_ins: Sequence[WalkIn]
    tally: EventTally | None
    people: int = field(init=False)
    here: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", sum(len(party.people) for party in self.parties))
        object.__setattr__(self, "here", sum(party.here for party in self.parties))


def read(event: Event) -> Door:
    """Who has a place, and who came without one; five queries."""
    here = (Booking.event == event.id) & (Booking.state == "booked")
    bookings = sorted(Booking.select().where(here), key=lambda one: (one.organisation.casefold(), one.id))
    people: dict[int, list[Attendee]] = defaultdict(list)
    for one in Attendee.of([booking.id for booking in bookings]):
        people[one.booking_id].append(one)
    sessions = places.sessions_of(bookings)
    parties = [Party(one, people[one.id], sessions[one.id]) for one in bookings]
    return Door(parties, WalkIn.of(event.id), EventTally.of(event.id))


def is_open(event: Event, now: datetime) -> bool:
    """Whether people are ticked: on its day, and after it until the list is closed."""
    begun = event.starts_at is not None and today(now) >= today(event.starts_at)
    return begun and event.state in ("published", "held")


def check_in(event_id: int, entries: Iterable[Entry], *, by: int, now: datetime) -> list[Outcome]:
    """Takes in what a door says, each entry once however often it is said."""
    with writing():
        event = Event.fresh(event_id)
        entries = list(entries)
        if not _takes(event, now):
            return [Outcome(entry.id, "closed") for entry in entries]
        wanted = {entry.booking for entry in entries if entry.booking}
        known = Booking.select().where(Booking.event == event.id, Booking.public_id << list(wanted))
        bookings = {booking.public_id: booking for booking in known}
        people: dict[tuple[int, int], Attendee] = {
            (one.booking_id, one.number): one for one in Attendee.of([booking.id for booking in bookings.values()])
        }
        return [_one(event, entry, bookings, people, by, now) for entry in entries]


def _takes(event: Event, now: datetime) -> bool:
    tally = EventTally.of(event.id)
    return is_open(event, now) and (tally is None or tally.closed_at is None)


def _one(
    event: Event, entry: Entry, bookings: Mapping[UUID, Booking], people: Mapping[tuple[int, int], Attendee], by: int,
    now: datetime,
) -> Outcome:  # fmt: skip
    arrived = entry.arrived if now - OLDEST < entry.arrived <= now else now
    if entry.booking is None:
        made = WalkIn.add(event, UUID(entry.id), "", "", arrived, by=by, at=now)
        return Outcome(entry.id, "walked_in" if made.has_place else "no_place", made.came_at)
    booking = bookings.get(entry.booking)
    if booking is None:
        return Outcome(entry.id, "unknown")
    if booking.state != "booked":
        return Outcome(entry.id, "cancelled" if booking.state in ("cancelled", "lapsed") else "no_booking")
    one = people.get((booking.id, entry.number))
    if one is None:
        return Outcome(entry.id, "changed")
    before = one.came_at
    if came(one, booking, arrived, by=by, at=now):
        return Outcome(entry.id, "earlier" if before else "here", arrived)
    same = before is not None and abs(before - arrived) <= SAME
    return Outcome(entry.id, "here" if same else "already", before)


def undo(event_id: int, booking: UUID, number: int, *, by: int, now: datetime) -> bool:
    """Ticked by mistake. Raises NotNow once the list is closed."""
    with writing():
        event = Event.fresh(event_id)
        if not _takes(event, now):
            raise NotNow(event.state)
        query = Attendee.select(Attendee, Booking).join(Booking)
        mine = (Booking.event == event.id) & (Booking.public_id == booking) & (Attendee.number == number)
        one = query.where(mine).first()
        return one is not None and not_here(one, one.booking, by=by, at=now)


def walk_in(event_id: int, public_id: UUID, organisation: str, name: str, *, by: int, now: datetime) -> WalkIn:
    """Somebody without a booking is here; or who was counted before is named. Raises NotNow."""
    with writing():
        event = Event.fresh(event_id)
        if not _takes(event, now):
            raise NotNow(event.state)
        return WalkIn.add(event, public_id, organisation, name, now, by=by, at=now)


def close(event_id: int, *, by: int, now: datetime) -> int:
    """The list is complete: whoever is not ticked did not come. How many with a place came. Raises NotNow before the
    event is over, AlreadyDone."""
    with writing():
        event = Event.fresh(event_id)
        if event.state == "published" and event.ends_at is not None and now >= event.ends_at:
            event.hold(by=by, at=now)
        if event.state != "held":
            raise NotNow(event.state)
        tally = counting.count(event)
        if tally.closed_at is not None:
            raise AlreadyDone(tally)
        counts = counting.at_the_door(event)
        tally.close(counts, by=by, at=now)
        releasing.release(event, now)
        return counts["came"]
