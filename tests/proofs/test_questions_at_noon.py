"""Sixty organisations ask in the seconds around the deadline while the store is locked for three of them (guard 19):
what arrived in time is in time, what came later is kept and marked, and no word is lost."""

import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask

from models.tendering.clarification import Clarification
from models.tendering.tender import Tender
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.proofs.processes import at_once, portal
from tests.proofs.questioning import Asker, askers, locked, open_until, wait_until
from tests.proofs.raw_http import Answer

NOON = datetime(2026, 11, 20, 12, 0)  # a Friday; London is at UTC then
PROCESSES, PEOPLE = 3, 60
LOCKED_FROM, LOCKED_TO = timedelta(seconds=-2.7), timedelta(seconds=0.5)
EARLY = (-2.5, -1.5)
"""Seconds from noon; so far before it that a busy machine still reads the last byte in time."""
LATER = (0.05, 0.45)


@pytest.fixture
def now() -> datetime:
    """The morning of that day: who signs in now is still signed in at noon."""
    return NOON - timedelta(hours=4)


@dataclass(frozen=True)
class Noon:
    """What became of the questions, by the name in their words."""

    answers: list[Answer]
    kept: dict[str, Clarification]
    early: set[str]


def spread(of: tuple[float, float], count: int) -> list[timedelta]:
    return [timedelta(seconds=of[0] + (of[1] - of[0]) * number / (count - 1)) for number in range(count)]


def noon(app: Flask, settings: Settings, tender: Tender, at: datetime, broken: str = "") -> Noon:
    """Three portals; half of the people press before noon, half after it, all while nobody can write."""
    with ExitStack() as stack:
        portals = [stack.enter_context(portal(settings, broken=broken)) for _ in range(PROCESSES)]
        people = askers(app, tender, portals, [*spread(EARLY, PEOPLE // 2), *spread(LATER, PEOPLE // 2)], at)
        free = stack.enter_context(locked(settings))
        for there in portals:
            there.set_clock(NOON + LOCKED_FROM)
        struck = time.monotonic() - LOCKED_FROM.total_seconds()
        threading.Timer((LOCKED_TO - LOCKED_FROM).total_seconds(), free).start()

        def press(one: Asker) -> Answer:
            wait_until(struck + one.after.total_seconds())
            return one.press()

        answers = at_once([lambda one=one: press(one) for one in people])
    kept = {row.words.removeprefix("May they ").removesuffix("?"): row for row in Clarification.select()}
    return Noon(answers, kept, {one.name for one in people if one.after < timedelta(0)})


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_arrived_in_time_is_in_time_and_nothing_is_lost(
    app: Flask, settings: Settings, cast: Cast, now: datetime
) -> None:
    found = noon(app, settings, open_until(cast, NOON), now)
    assert [answer.status for answer in found.answers] == [302] * PEOPLE
    assert len(found.kept) == PEOPLE
    assert {name for name, row in found.kept.items() if not row.late} == found.early
    assert all(row.late == (row.arrived_at > NOON) for row in found.kept.values())
    assert all(found.kept[name].at > found.kept[name].arrived_at for name in found.early)
    assert not [row.doubt for row in found.kept.values() if row.doubt]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_portal_that_stamps_what_it_writes_marks_questions_late_that_were_in_time(
    app: Flask, settings: Settings, cast: Cast, now: datetime
) -> None:
    found = noon(app, settings, open_until(cast, NOON), now, broken="arrival_when_written")
    wronged = [name for name in found.early if found.kept[name].late]
    print(f"{len(wronged)} of {len(found.early)} questions that came in time are marked late")
    assert len(wronged) > len(found.early) // 2
