"""The life of an event as Hypothesis makes it up: places never negative nor above the limit, nobody dropped in silence,
each fact told once."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.conflicts import Conflict
from models.events import terms
from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking, BookingNeed, BookingSession
from models.events.change import EventChange
from models.events.event import Event
from models.events.released_event import ReleasedEvent
from models.events.reminder import BookingReminder
from models.events.session import EventSession
from models.events.tally import EventTally
from models.outbox import Message
from models.store import writing
from portal.events.work import booking, chores, door, keeping, reminding
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, fresh, make_event, two_sessions, wish

HOUR = timedelta(hours=1)
NAMES = ("Riverside", "Hillside", "Woodside", "Lakeside", "Seaside")
TOLD = {
    "pending": {"Confirm your booking"},
    "asked": {"Confirm your booking"},
    "booked": {"You have a place"},
    "waiting": {"You are on the waiting list"},
    "offered": {"There is a place for you"},
    "lapsed": {"Your booking was not confirmed", "The place went to the next"},
    "cancelled": {"Your booking is cancelled"},
}
"""The mail that each state of a booking was told by."""

STEP = st.one_of(
    st.tuples(st.just("book"), st.sampled_from(NAMES), st.integers(1, 3), st.sampled_from([(), (1,), (2,)])),
    st.tuples(st.sampled_from(["confirm", "accept", "cancel"]), st.sampled_from(NAMES)),
    st.tuples(st.just("change"), st.sampled_from(NAMES), st.integers(1, 3)),
    st.tuples(st.just("wait"), st.sampled_from([1, 9, 26, 50])),
    st.tuples(st.just("online")),
    st.tuples(st.just("places"), st.integers(1, 5)),
    st.tuples(st.just("call off")),
    st.tuples(st.just("day")),
    st.tuples(st.just("tick"), st.sampled_from(NAMES), st.integers(1, 3), st.integers(0, 3)),
    st.tuples(st.just("walk in"), st.integers(1, 3)),
    st.tuples(st.just("close")),
)

WHOLE: list[tuple[Any, ...]] = [
    *(("book", "Riverside", 2, (1,)), ("confirm", "Riverside"), ("book", "Hillside", 1, ()), ("confirm", "Hillside")),
    *(("book", "Woodside", 1, ()), ("confirm", "Woodside"), ("day",), ("cancel", "Hillside"), ("day",)),
    *(
        ("tick", "Riverside", 1, 0),
        ("change", "Riverside", 2),
        ("tick", "Riverside", 1, 1),
        ("tick", "Hillside", 1, 0),
        ("walk in", 1),
    ),
    *(("walk in", 2), ("walk in", 1), ("close",), ("day",), ("close",), ("tick", "Riverside", 2, 0), ("wait", 26)),
]
"""A life that few would be made up as: to the end, with everything at the door."""


class Life:
    """One event, and what was done to it."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        self.event = make_event(cast, now, places=3, sessions=two_sessions(now))
        self.told = 0  # facts that everybody was told of
        self.ticked: set[tuple[int, int]] = set()
        self.walked: set[UUID] = set()

    def do(self, what: str, *rest: Any) -> None:
        """One step; what cannot be done now changes nothing."""
        try:
            getattr(self, what.replace(" ", "_"))(*rest)
        except Conflict:
            return

    def book(self, name: str, people: int, sessions: tuple[int, ...]) -> None:
        more = wish(name, people=people, sessions=sessions, wait=True)
        booking.book(self.event.id, more, who=None, now=self.now, secret=SECRET)

    def _of(self, name: str) -> Booking:
        mine = Booking.select().where(Booking.organisation == name).order_by(Booking.id.desc()).first()
        if mine is None:
            raise Conflict(name)
        found: Booking = mine
        return found

    def confirm(self, name: str) -> None:
        booking.confirm(self._of(name), now=self.now, secret=SECRET)

    def accept(self, name: str) -> None:
        booking.accept(self._of(name), now=self.now, secret=SECRET)

    def cancel(self, name: str) -> None:
        booking.cancel(self._of(name), now=self.now, secret=SECRET)

    def change(self, name: str, people: int) -> None:
        made = self._of(name)
        booking.change(made, wish(name, people=people), now=self.now, secret=SECRET)
        self.ticked = {one for one in self.ticked if one[0] != made.id or one[1] <= people}

    def wait(self, hours: int) -> None:
        self.now += hours * HOUR
        chores.tick(SECRET, self.now)

    def online(self) -> None:
        self._tell({"place": "online", "online_link": f"https://meet.example/{self.told}"})

    def places(self, places: int) -> None:
        self._tell({"places": places})

    def _tell(self, values: dict[str, object]) -> None:
        by = {"by": self.cast.kofi.id, "now": self.now, "version": fresh(self.event).version, "secret": SECRET}
        if keeping.tell(self.event, values, None, "So it is.", **by) is not None:
            self.told += 1

    def day(self) -> None:
        """The day before, the day itself, and when it is over."""
        event = fresh(self.event)
        assert event.starts_at
        assert event.ends_at
        for at in (event.starts_at - 24 * HOUR, event.starts_at, event.ends_at):
            if self.now < at:
                self.now = at
                break
        for _ in range(2):  # two workers, or one twice
            keeping.over(self.now)
            chores.tick(SECRET, self.now)
            reminding.remind(SECRET, self.now)

    def tick(self, name: str, number: int, ago: int) -> None:
        """Somebody is told to be here, by one door after the other."""
        made = self._of(name)
        entry = door.Entry(str(UUID(int=number)), made.public_id, number, self.now - ago * HOUR)
        outcome = door.check_in(self.event.id, [entry], by=self.cast.kofi.id, now=self.now)[0]
        if outcome.what in ("here", "earlier", "already"):
            self.ticked.add((made.id, number))

    def walk_in(self, number: int) -> None:
        walked = door.walk_in(self.event.id, UUID(int=number), "", "", by=self.cast.kofi.id, now=self.now)
        self.walked.add(walked.public_id)

    def close(self) -> None:
        door.close(self.event.id, by=self.cast.kofi.id, now=self.now)

    def call_off(self) -> None:
        version = fresh(self.event).version
        keeping.cancel(self.event, "So it is.", by=self.cast.kofi.id, now=self.now, version=version, secret=SECRET)


def check(life: Life) -> None:
    """What is true after every step."""
    event, bookings = fresh(life.event), list(Booking.select())
    holding = [one for one in bookings if one.state in terms.HOLDS]
    walked = WalkIn.of(event.id)
    assert event.taken == sum(one.people for one in holding) + sum(one.has_place for one in walked)
    assert 0 <= event.taken <= event.places
    for session in EventSession.of(event.id):
        mine = [one.people for one in holding if session.id in {s.id for s in one.sessions()}]
        assert session.taken == sum(mine) <= (session.places or event.places)
    told = {(mail.about, mail.subject.partition(":")[0]) for mail in Message.select()}
    for one in bookings:
        assert any((one.subject, words) in told for words in TOLD[one.state]), f"{one.state} and nobody told them"
        came = Attendee.select().where(Attendee.booking == one.id).count()
        assert came == (one.people if one.state in terms.LIVE else 0)
    assert event.sequence == life.told + (event.state == "cancelled")
    assert {one.public_id for one in walked} == life.walked
    check_who_came(life, event)


def check_who_came(life: Life, event: Event) -> None:
    """Whoever was ticked and still has a place is here; nobody is called absent before the list is closed."""
    booked = Attendee.select(Attendee, Booking).join(Booking).where(Booking.state == "booked")
    here = {(one.booking_id, one.number) for one in booked if one.came_at is not None}
    assert here == {one for one in life.ticked if one in {(each.booking_id, each.number) for each in booked}}
    tally = EventTally.of(event.id)
    if tally is None:
        assert event.state != "held"
        return
    assert tally.closed_at is None or (tally.came or 0) + (tally.absent or 0) == tally.people
    assert (tally.closed_at is None) == (tally.absent is None)


def check_mails() -> None:
    """Each fact of a booking is told once."""
    once = (
        *("You are on the waiting list", "Your booking is cancelled", "It is cancelled"),
        *("Reminder", "Your last reminder", "Three questions"),
    )
    counted = Counter((mail.about, mail.subject.partition(":")[0]) for mail in Message.select())
    assert not [key for key, count in counted.items() if key[1] in once and count > 1]


@pytest.mark.parametrize("engine", ["sqlite"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(steps=WHOLE)
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_whatever_happens_to_an_event_its_places_and_its_people_add_up(
    cast: Cast, now: datetime, steps: list[tuple[Any, ...]]
) -> None:
    with writing():  # one store for all examples: each begins with none of the one before
        for table in (
            WalkIn,
            EventTally,
            BookingReminder,
            Attendee,
            BookingNeed,
            BookingSession,
            Booking,
            EventChange,
            ReleasedEvent,
            EventSession,
            Event,
        ):
            table.delete().execute()
        Message.delete().execute()
    life = Life(cast, now)
    for step in steps:
        life.do(*step)
        check(life)
    check_mails()
