"""Builds of the public site: one at a time, taken by one process, ended once."""

from datetime import datetime, timedelta

import pytest

from models.audit import AuditEvent
from models.build import HELD_FOR, Build
from models.conflicts import AlreadyDone
from models.store import writing
from tests.fixtures.cast import Cast


def begin(cast: Cast, now: datetime) -> Build:
    with writing():
        return Build.begin(cast.joan.id, now)


def claim(name: str, now: datetime) -> Build | None:
    with writing():
        return Build.claim(name, now)


def test_there_is_one_build_at_a_time(cast: Cast, now: datetime) -> None:
    build = begin(cast, now)
    with pytest.raises(AlreadyDone):
        begin(cast, now)
    with writing():
        build.fail({"/": "no such word"}, now)
    assert begin(cast, now).id != build.id


def test_a_build_is_taken_by_one_process_and_by_the_next_when_that_one_is_silent(cast: Cast, now: datetime) -> None:
    build = begin(cast, now)
    taken = claim("one", now)
    assert taken is not None
    assert taken.id == build.id
    assert claim("two", now + timedelta(seconds=1)) is None
    with writing():
        build.reach(200, 400, now + HELD_FOR)
    assert claim("two", now + HELD_FOR + timedelta(seconds=1)) is None
    later = claim("two", now + 2 * HELD_FOR + timedelta(seconds=1))
    assert later is not None
    assert (later.claimed_by, later.percent) == ("two", 50)


def test_a_build_ends_once_and_says_so_in_the_audit(cast: Cast, now: datetime) -> None:
    build = begin(cast, now)
    with writing():
        build.go_live(40, {"new": ["/events/"], "changed": [], "removed": []}, (1, 0), now)
    with pytest.raises(AlreadyDone), writing():
        build.fail({}, now)
    with pytest.raises(AlreadyDone), writing():
        build.reach(1, 2, now)
    ended = Build.newest()
    assert ended is not None
    assert (ended.percent, ended.changes["new"]) == (100, ["/events/"])
    actions = [e.action for e in AuditEvent.select().where(AuditEvent.subject == build.subject).order_by(AuditEvent.id)]
    assert actions == ["build.begun", "build.live"]
