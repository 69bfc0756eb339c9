"""A return that is sent in the last second of its due day is in time, though it waits for a thread and for the store
until the day after (guard: a deadline at 12:00:00)."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import apsw
import pytest
from flask import Flask

from models.calendar import end_of_day
from models.submission import Submission
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.proofs import raw_http
from tests.proofs.browsing import hidden, signed_in
from tests.proofs.processes import portal
from tests.proofs.world import DUE, make_world

BEFORE = timedelta(seconds=2.5)  # the deadline, when the button is pressed
KEPT_LOCKED = 3.7  # so that it is over when the lock is gone
Sent: TypeAlias = Callable[..., Submission]
GAP = 0.3  # between the press that takes the only thread and the one that is watched


@pytest.fixture
def now() -> datetime:
    """The morning of the due day: who signs in now is still signed in at its end."""
    return end_of_day(DUE) - timedelta(hours=14)


@pytest.fixture
def sent(app: Flask, settings: Settings, cast: Cast, now: datetime) -> Sent:
    """`sent(broken)`: what was kept of a return that was sent so."""
    mine, other = make_world(cast, now, 2).returns

    def run(broken: str = "") -> Submission:
        with portal(settings, broken=broken, threads=1) as there:
            alice, bob = signed_in(app, cast.alice, there.port), signed_in(app, cast.bob, there.port)
            page, button = f"/returns/{other.public_id}/own_words", f"/returns/{mine.public_id}/send"
            form = {**hidden(bob.get(page)), "went_well": "Bob was quicker by a moment."}
            pressed = hidden(alice.get(f"/returns/{mine.public_id}/check"))
            locker = apsw.Connection(str(Path(settings.store_url.removeprefix("sqlite:///"))))
            locker.execute("BEGIN IMMEDIATE")
            there.set_clock(end_of_day(DUE) - BEFORE)
            threading.Timer(KEPT_LOCKED, lambda: locker.execute("ROLLBACK")).start()
            first = threading.Thread(target=bob.post, args=(page, form))
            first.start()
            time.sleep(GAP)
            answer: raw_http.Answer = alice.post(button, pressed)
            first.join()
            assert answer.status == 302, answer.body
        kept: Submission = Submission.get(Submission.return_ == mine.id)
        return kept

    return run


def test_what_arrives_in_time_is_in_time_however_long_it_waits(sent: Sent) -> None:
    submission = sent()
    assert submission.arrived_at <= end_of_day(DUE) < submission.at
    assert not submission.late


def test_a_portal_that_notes_arrivals_late_makes_it_late(sent: Sent) -> None:
    assert sent("arrival_when_handled").late
