"""“Ask for five more working days”: granted at once the first time in twelve months."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.calendar import end_of_day
from models.conflicts import AlreadyDone, NotNow
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.period import Period
from models.store import writing

YEAR = timedelta(days=365)


def ask(desk: Any, ret: Return, at: datetime | None = None, nation: str = "E") -> date | None:
    with writing():
        return ret.more_time(by=desk.cast.bob.id, at=at or desk.now, nation=nation)


def other_quarter(desk: Any, key: str = "2026-27-Q3", **other: Any) -> Return:
    return desk.ask(period=Period.parse(key), **other)


@pytest.mark.parametrize("state", ["due", "draft", "sent_back"])
def test_the_first_request_is_granted_at_once(desk: Any, state: str) -> None:
    ret = desk.in_state(state)
    before = ret.version
    assert ask(desk, ret) == date(2026, 10, 28)
    stored = Return.get_by_id(ret.id)
    assert (stored.due_on, stored.original_due_on) == (date(2026, 10, 28), date(2026, 10, 21))
    assert stored.version == before, "nobody’s open page is stale because of it"
    request = MoreTime.get()
    assert (request.granted_at, request.granted_by_id, request.was_due_on) == (desk.now, None, date(2026, 10, 21))
    assert MoreTime.waiting(ret.id) is None


@pytest.mark.parametrize("state", ["received", "accepted", "withdrawn"])
def test_who_owes_nothing_needs_no_more_time(desk: Any, state: str) -> None:
    with pytest.raises(NotNow, match=state):
        ask(desk, desk.in_state(state))


def test_bank_holidays_are_those_of_the_nation(desk: Any) -> None:
    for nation, day in (("E", date(2027, 1, 6)), ("S", date(2027, 1, 7))):
        ret = desk.ask(provider=desk.cast.harbour if nation == "E" else desk.cast.northgate, due_on=date(2026, 12, 29))
        assert ask(desk, ret, nation=nation) == day


def test_after_the_due_day_they_count_from_today(desk: Any) -> None:
    ret = desk.ask()
    late = end_of_day(date(2026, 11, 2))
    assert ask(desk, ret, at=late) == date(2026, 11, 9)


def test_the_second_request_in_twelve_months_is_for_the_council(desk: Any) -> None:
    ask(desk, desk.ask())
    second = other_quarter(desk)
    assert ask(desk, second, at=desk.now + YEAR - timedelta(seconds=1)) is None
    assert Return.get_by_id(second.id).due_on == second.due_on
    waiting = MoreTime.waiting(second.id)
    assert waiting
    assert waiting.asked_by.name == desk.cast.bob.name
    third = other_quarter(desk, "2026-27-Q4")
    assert ask(desk, third, at=desk.now + YEAR) is not None


def test_it_is_counted_by_provider_and_authority(desk: Any) -> None:
    ask(desk, desk.ask())
    cast = desk.cast
    assert ask(desk, desk.ask(provider=cast.northgate))
    elsewhere = {
        "authority": cast.westmoor,
        "service": cast.service_elsewhere,
        "officer": cast.gita,
        "by": cast.gita.id,
    }
    assert ask(desk, desk.ask(**elsewhere))


def test_what_was_refused_does_not_count(desk: Any) -> None:
    ask(desk, desk.ask())
    second = other_quarter(desk)
    ask(desk, second)
    waiting = MoreTime.waiting(second.id)
    assert waiting
    with writing():
        waiting.refuse(by=desk.cast.dana.id, at=desk.now)
    assert Return.get_by_id(second.id).due_on == second.due_on
    assert ask(desk, second, at=desk.now + YEAR)


def test_the_council_grants(desk: Any) -> None:
    ask(desk, desk.ask())
    second = other_quarter(desk, due_on=date(2027, 1, 22))
    ask(desk, second)
    waiting = MoreTime.waiting(second.id)
    assert waiting
    with writing():
        assert waiting.grant(by=desk.cast.dana.id, at=desk.now) == date(2027, 1, 29)
    assert Return.get_by_id(second.id).due_on == date(2027, 1, 29)
    assert MoreTime.get_by_id(waiting.id).granted_by_id == desk.cast.dana.id
    for again in (waiting.grant, waiting.refuse):
        with pytest.raises(AlreadyDone), writing():
            again(by=desk.cast.erin.id, at=desk.now)


def test_one_request_waits_at_a_time(desk: Any) -> None:
    ask(desk, desk.ask())
    second = other_quarter(desk)
    ask(desk, second)
    with pytest.raises(NotNow, match="asked"):
        ask(desk, second)


def test_two_requests_at_once_are_not_both_the_first(desk: Any, together: Any) -> None:
    returns = [desk.ask(), other_quarter(desk)]
    outcomes = together(lambda number: ask(desk, Return.get_by_id(returns[number].id)), 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "date"]


def test_what_arrives_by_the_new_day_is_not_late(desk: Any) -> None:
    ret = desk.in_state("draft")
    old = ret.due_on
    ask(desk, ret)
    arrived = end_of_day(old) + timedelta(days=1)
    assert not desk.send(ret, arrived_at=arrived, at=arrived).late
