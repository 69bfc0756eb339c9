"""Sixty people in three processes book the last ten places at one moment (guard 20). The control looks first and books
then, as many portals do."""

from collections import Counter
from datetime import timedelta

import pytest

from models.events.booking import Attendee, Booking
from models.events.event import Event
from models.events.session import EventSession, NewSession
from models.outbox import Message
from models.store import writing
from portal.clock import now as clock
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.access_events import fresh, make_event
from tests.proofs.processes import python, together

PLACES, PROCESSES, PEOPLE = 10, 3, 20


def book_at_once(settings: Settings, event: Event, person: int, *, threads: int = PEOPLE, broken: str = "") -> None:
    """Three processes are ready before the first begins."""
    more = (str(PEOPLE), str(threads), *([broken] if broken else []))
    commands = [
        python("tests.proofs.booking", str(event.id), str(person), f"p{number}n", *more) for number in range(PROCESSES)
    ]
    assert together(settings, commands) == [0] * PROCESSES


@pytest.fixture
def last_ten(cast: Cast) -> Event:
    """An event with ten places left, all in one session that has ten places, too."""
    now = clock()
    session = NewSession("Talk", now + timedelta(days=28), now + timedelta(days=28, hours=1), PLACES)
    return make_event(cast, now, places=PLACES, sessions=[session])


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_ten_are_booked_fifty_wait_in_order_and_none_is_lost(
    settings: Settings, cast: Cast, last_ten: Event, engine: str
) -> None:
    threads = PEOPLE if engine == "sqlite" else 6  # a server takes so many connections and no more
    book_at_once(settings, last_ten, cast.alice.id, threads=threads)
    states = Counter(booking.state for booking in Booking.select())
    assert states == {"booked": PLACES, "waiting": PROCESSES * PEOPLE - PLACES}
    assert fresh(last_ten).taken == EventSession.get().taken == PLACES
    queue = Booking.queue(last_ten.id)
    assert [one.queued_at for one in queue] == sorted(one.queued_at for one in queue)
    assert Attendee.select().count() == len({mail.to for mail in Message.select()}) == PROCESSES * PEOPLE
    assert Message.select().count() == PROCESSES * PEOPLE, "each is told once"


@pytest.mark.parametrize("engine", ["sqlite"])
def test_looking_first_and_booking_then_overbooks(settings: Settings, cast: Cast, last_ten: Event) -> None:
    with_no_session = fresh(last_ten)
    with writing():
        EventSession.update(places=None).execute()
    book_at_once(settings, with_no_session, cast.alice.id, broken="looked_before")
    booked = Booking.select().where(Booking.state == "booked").count()
    print(f"{booked} booked of {PLACES}")
    assert booked > PLACES
