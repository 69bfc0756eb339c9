"""Three workers remind those who booked at one moment, and one of them is killed (SIGKILL) in the midst of them:
each is written to exactly once. The control notes nothing."""

import signal
from collections import Counter
from datetime import datetime
from itertools import repeat

import pytest

from models.events.reminder import BookingReminder
from models.outbox import Message
from portal.events.work import reminding
from portal.mail import compose
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.access_events import book, make_event
from tests.portal.life import no_mail
from tests.proofs.processes import python, together

NOW = datetime(2026, 10, 26, 9)
"""A week before the event."""
GUESTS, WORKERS = 24, 3
MOMENT, ENDLESS = 28, 10_000
"""Statements: of the fourth the row that notes it is written and the mail is not, where nobody was quicker; never."""


@pytest.fixture
def guests(cast: Cast, settings: Settings, now: datetime) -> dict[str, int]:
    """Who booked: each is to get one mail."""
    compose.configure(settings)
    event = make_event(cast, now, places=GUESTS)
    made = [book(event, f"Guest {number}", now, settings.derived("bookings")) for number in range(GUESTS)]
    no_mail()
    return dict.fromkeys((one.email for one in made), 1)


def remind_at_once(settings: Settings, moments: list[int], *more: str) -> list[int]:
    """Their exit statuses; who is killed begins first."""
    return together(
        settings, [python("tests.proofs.reminding", NOW.isoformat(), str(one), "bookings", *more) for one in moments]
    )


def told() -> Counter[str]:
    return Counter(mail.to for mail in Message.select())


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_three_workers_one_of_them_killed_remind_each_booking_once(settings: Settings, guests: dict[str, int]) -> None:
    assert remind_at_once(settings, [MOMENT, ENDLESS, ENDLESS]) == [-signal.SIGKILL, 0, 0]
    assert told() == guests
    assert BookingReminder.select().count() == GUESTS
    assert reminding.remind(settings.derived("bookings"), NOW) == 0, "nor once more by who comes later"


@pytest.mark.parametrize("engine", ["sqlite"])
def test_workers_that_note_nothing_remind_once_each(settings: Settings, guests: dict[str, int]) -> None:
    ends = remind_at_once(settings, list(repeat(ENDLESS, WORKERS)), "reminds_without_noting")
    assert ends == [0] * WORKERS
    assert told() == dict.fromkeys(guests, WORKERS)
