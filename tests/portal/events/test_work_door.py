"""At the door, at work level: each tick counts once, the earlier time stands, what cannot be is said."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotNow
from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking
from models.events.event import Event
from models.events.tally import EventTally
from portal.events.work import booking, door, keeping, tickets
from portal.events.work.door import Entry
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, again, book, fresh, make_event, wish

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def riverside(event: Event, now: datetime) -> Booking:
    """Two people with a place."""
    return book(event, "Riverside", now, people=2)


@pytest.fixture
def morning(event: Event) -> datetime:
    """The instant at which the event begins."""
    assert event.starts_at
    return event.starts_at


def entry(made: Booking | None, number: int, arrived: datetime, name: int = 1) -> Entry:
    return Entry(str(UUID(int=name)), made.public_id if made else None, number, arrived)


def tell(event: Event, cast: Cast, at: datetime, *entries: Entry) -> list[str]:
    return [one.what for one in door.check_in(event.id, entries, by=cast.kofi.id, now=at)]


def came(made: Booking) -> list[datetime | None]:
    return [one.came_at for one in Attendee.of([made.id])]


def ticked() -> int:
    return AuditEvent.select().where(AuditEvent.action == "booking.came").count()


def test_a_tick_that_is_told_three_times_is_one(
    event: Event, cast: Cast, riverside: Booking, morning: datetime
) -> None:
    one = entry(riverside, 1, morning)
    assert [tell(event, cast, morning + HOUR, one)[0] for _ in range(3)] == ["here"] * 3
    later = entry(riverside, 1, morning + timedelta(seconds=20))  # what a slow network adds
    assert tell(event, cast, morning + HOUR, later) == ["here"]
    assert came(riverside) == [morning, None]
    assert ticked() == 1


def test_of_two_doors_the_earlier_time_stands_in_whatever_order_they_tell(
    event: Event, cast: Cast, riverside: Booking, morning: datetime
) -> None:
    early, late = entry(riverside, 1, morning), entry(riverside, 1, morning + 5 * MINUTE, 2)
    assert tell(event, cast, morning + HOUR, late) == ["here"]
    assert tell(event, cast, morning + HOUR, early, late) == ["earlier", "already"]
    assert came(riverside) == [morning, None]


def test_what_cannot_be_ticked_is_explained(event: Event, cast: Cast, now: datetime, morning: datetime) -> None:
    gone, other = book(event, "Hillside", now), book(event, "Woodside", now)
    booking.cancel(gone, now=now, secret=SECRET)
    pending = booking.book(event.id, wish("Lakeside"), who=None, now=now, secret=SECRET)
    stranger = Entry(str(uuid4()), uuid4(), 1, morning)
    told = tell(
        event, cast, morning, entry(gone, 1, morning), entry(pending, 1, morning), entry(other, 7, morning), stranger
    )
    assert told == ["cancelled", "no_booking", "changed", "unknown"]
    assert ticked() == 0


def test_nobody_is_ticked_before_the_day_or_once_the_list_is_closed(
    event: Event, cast: Cast, riverside: Booking, now: datetime, morning: datetime
) -> None:
    assert tell(event, cast, now, entry(riverside, 1, now)) == ["closed"]
    with pytest.raises(NotNow):
        door.close(event.id, by=cast.kofi.id, now=morning + HOUR)
    assert event.ends_at
    assert door.close(event.id, by=cast.kofi.id, now=event.ends_at) == 0
    assert tell(event, cast, event.ends_at, entry(riverside, 1, morning)) == ["closed"]
    with pytest.raises(NotNow):
        door.walk_in(event.id, uuid4(), "", "", by=cast.kofi.id, now=event.ends_at)
    with pytest.raises(AlreadyDone):
        door.close(event.id, by=cast.kofi.id, now=event.ends_at)


def test_a_tick_from_a_clock_that_is_wrong_counts_from_now(
    event: Event, cast: Cast, riverside: Booking, morning: datetime
) -> None:
    tell(event, cast, morning, entry(riverside, 1, morning + HOUR), entry(riverside, 2, morning - 40 * HOUR, 2))
    assert came(riverside) == [morning, morning]


def test_who_was_ticked_by_mistake_is_not_here(event: Event, cast: Cast, riverside: Booking, morning: datetime) -> None:
    tell(event, cast, morning, entry(riverside, 1, morning))
    at = {"by": cast.kofi.id, "now": morning}
    assert door.undo(event.id, riverside.public_id, 1, **at)
    assert not door.undo(event.id, riverside.public_id, 1, **at)
    assert came(riverside) == [None, None]


def test_who_walks_in_takes_a_place_while_there_is_one_and_is_counted_all_the_same(cast: Cast, now: datetime) -> None:
    event = make_event(cast, now, places=2)
    book(event, "Riverside", now)
    assert event.starts_at
    assert event.ends_at
    first = entry(None, 0, event.starts_at, 7)
    assert tell(event, cast, event.starts_at, first, first, entry(None, 0, event.starts_at, 8)) == [
        *("walked_in", "walked_in", "no_place"),
    ]
    named = door.walk_in(event.id, UUID(int=7), "Hillside", "Hal", by=cast.kofi.id, now=event.starts_at)
    assert (named.organisation, named.name) == ("Hillside", "Hal")
    assert [one.has_place for one in WalkIn.of(event.id)] == [True, False]
    assert (fresh(event).taken, fresh(event).places) == (2, 2)
    door.close(event.id, by=cast.kofi.id, now=event.ends_at)
    tally = EventTally.of(event.id)
    assert tally
    assert (tally.people, tally.came, tally.absent, tally.walk_ins, tally.without_place) == (1, 0, 1, 2, 1)


def test_nobody_is_called_absent_before_somebody_says_that_the_list_is_complete(
    event: Event, cast: Cast, riverside: Booking, morning: datetime
) -> None:
    assert event.ends_at
    tell(event, cast, morning, entry(riverside, 2, morning))
    keeping.over(event.ends_at)
    tally = EventTally.of(event.id)
    assert tally
    assert (tally.people, tally.organisations, tally.came, tally.absent) == (2, 1, None, None)
    assert door.close(event.id, by=cast.kofi.id, now=event.ends_at + HOUR) == 1
    assert EventTally.get().absent == 1


def test_a_ticket_has_a_code_of_its_own_that_ends_when_it_is_handed_over(
    event: Event, riverside: Booking, now: datetime
) -> None:
    code = tickets.code(riverside, SECRET)
    assert (len(code), code) == (8, tickets.code(again(riverside), SECRET))
    assert tickets.code(riverside, b"another installation") != code
    other = book(event, "Hillside", now)
    every = list(Booking.select())
    for typed in (code, tickets.spaced(code).lower(), f"https://portal.example/events/ticket/{event.public_id}/{code}"):
        assert tickets.holder(typed, every, SECRET) == riverside
    booking.hand_over(riverside, "Zoe", "zoe@people.example", now=now, secret=SECRET)
    assert tickets.holder(code, Booking.select(), SECRET) is None
    said = str([vars(row)["__data__"] for row in (*Booking.select(), *AuditEvent.select())])
    assert code not in said
    assert tickets.code(other, SECRET) not in said
