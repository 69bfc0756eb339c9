"""What is left of the meetings is booked by whoever comes first: once, at work level, on both stores."""

import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
from peewee import IntegrityError

from models.conflicts import Conflict, NotNow
from models.events.booking import Booking
from models.events.event import Event
from models.events.meeting import Meeting
from models.store import end_request, new_request, store
from portal.events.work import meetings, meetings_kept
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET
from tests.portal.events.meeting_world import booked, buyer, plan, run, standing, tell, window


@pytest.fixture
def left_over(cast: Cast, event: Event, now: datetime) -> list[Booking]:
    """One buyer with one time left; six organisations want it."""
    plan(event, cast, now, minutes=20)
    buyer(event, cast, now)
    found = booked(event, now, *(f"Hillside {number}" for number in range(6)))
    run(event, cast, now)
    tell(event, cast, now)
    window(event, cast, now)
    return found


def take(event: Event, one: Booking, now: datetime) -> str:
    """What becomes of an attempt to book the first time with the first buyer."""
    buyer_id, slot_id = _first(event, now)
    try:
        meetings.book_left(one, buyer_id, slot_id, now=now, secret=SECRET)
    except Conflict as refused:
        return getattr(refused, "why", "") or str(refused)
    return "booked"


def _first(event: Event, now: datetime) -> tuple[int, int]:
    there = standing(event, now)
    return there.buyers[0].id, there.slots[0].id


def at_once(event: Event, bookings: list[Booking], now: datetime) -> list[str]:
    """All of them at one moment, a thread each."""
    found: list[str] = []
    ready = threading.Barrier(len(bookings))

    def one(mine: Booking) -> None:
        new_request()
        ready.wait()
        found.append(take(event, mine, now))
        end_request()
        store.obj.close()

    threads = [threading.Thread(target=one, args=(mine,)) for mine in bookings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_what_is_left_goes_to_whoever_comes_first_and_to_nobody_twice(
    event: Event, left_over: list[Booking], now: datetime
) -> None:
    found = at_once(event, left_over, now)
    assert Counter(found) == {"booked": 1, "taken": 5}
    assert Meeting.select().count() == 1


def test_without_looking_the_tables_refuse_and_without_both_it_is_given_twice(
    event: Event, left_over: list[Booking], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meetings, "_hindrance", lambda *_: "")
    assert Counter(at_once(event, left_over, now)) == {"booked": 1, "taken": 5}
    store.obj.execute_sql("DROP INDEX a_buyer_is_in_one_meeting_at_a_time")
    try:
        assert Counter(at_once(event, left_over[:3], now))["booked"] >= 2
        assert Meeting.select().count() > 1
    finally:
        Meeting.delete().execute()
        _restore()


def _restore() -> None:
    for index in Meeting._meta.fields_to_index():
        if getattr(index, "_name", "") == "a_buyer_is_in_one_meeting_at_a_time":
            store.obj.execute(index)


def test_the_days_for_what_is_left_are_kept_and_so_is_the_third(
    cast: Cast, event: Event, now: datetime
) -> None:  # fmt: skip
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    names = ("Riverside", "Hillside", "Kite Hill", "Tern Housing")
    bookings = booked(event, now, *names)
    for one in bookings[:3]:
        meetings.put_right(one, cast.fairshire.id, contract=True, by=cast.kofi.id, now=now)
    with pytest.raises(NotNow, match="not told"):
        window(event, cast, now)
    run(event, cast, now)
    tell(event, cast, now)
    window(event, cast, now)
    slots = [one.id for one in standing(event, now).slots]
    for one, slot in zip(bookings[:2], slots, strict=False):
        meetings.book_left(one, lodgings.id, slot, now=now, secret=SECRET)
    with pytest.raises(meetings.NoRoom, match="met"):
        meetings.book_left(bookings[0], lodgings.id, slots[2], now=now, secret=SECRET)
    with pytest.raises(meetings.NoRoom, match="kept"):
        meetings.book_left(bookings[2], lodgings.id, slots[2], now=now, secret=SECRET)
    assert meetings.left(standing(event, now), bookings[2].id, now) == {}
    late = now + timedelta(days=10, milliseconds=1)
    with pytest.raises(NotNow, match="closed"):
        meetings.book_left(bookings[3], lodgings.id, slots[2], now=late, secret=SECRET)
    meetings.book_left(bookings[3], lodgings.id, slots[2], now=now + timedelta(days=10), secret=SECRET)
    assert Meeting.counts(event.id) == {"all": 3, "newcomers": 1, "small": 0}
    meetings_kept.give_up(bookings[3], Meeting.of_booking(bookings[3].id)[0].id, now=now, secret=SECRET)
    assert Meeting.counts(event.id)["all"] == 2


def test_a_rule_that_is_broken_otherwise_is_a_mistake_of_the_program(
    event: Event, left_over: list[Booking], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise IntegrityError("FOREIGN KEY constraint failed")

    monkeypatch.setattr(Meeting, "make", broken)
    with pytest.raises(IntegrityError):
        meetings.book_left(left_over[0], *_first(event, now), now=now, secret=SECRET)
