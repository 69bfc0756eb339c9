"""“We will have read it by …”: kept as it was promised, counted in working days, and never lost by sending again."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from peewee import IntegrityError

from models.authority import Authority
from models.chart import Chart
from models.conflicts import broken_rule
from models.promise import Promise, promised
from models.store import writing
from models.submission import Submission


def counts(desk: Any, on: date) -> tuple[int, int, int]:
    """Kept, broken, open, of the one period that there is."""
    found = Promise.counts([desk.cast.fairshire.id], on)
    assert len(found) <= 1
    return next(iter(found.values()), (0, 0, 0))


def accept(desk: Any, ret: Any, at: datetime) -> None:
    with writing():
        ret.accept("Thank you.", by=desk.cast.dana.id, at=at, version=ret.version)


@pytest.mark.parametrize(
    ("arrived", "nation", "day"),
    [
        (datetime(2026, 10, 5, 11), "E", date(2026, 10, 19)),
        (datetime(2026, 10, 5, 23, 30), "E", date(2026, 10, 20)),  # half past midnight of the 6th in London
        (datetime(2026, 12, 21, 11), "E", date(2027, 1, 7)),
        (datetime(2026, 12, 21, 11), "S", date(2027, 1, 8)),  # 4 January is one in Scotland
        (datetime(2027, 7, 9, 11), "N", date(2027, 7, 26)),  # so is 12 July in Northern Ireland
    ],
)
def test_ten_working_days_of_the_nation_are_promised(arrived: datetime, nation: str, day: date) -> None:
    assert promised(arrived, 10, nation) == day


def test_an_answer_on_the_promised_day_keeps_it_and_one_later_does_not(desk: Any) -> None:
    one, two = desk.in_state("received"), desk.in_state("received", provider=desk.cast.northgate)
    day = Promise.select().first().promised_on
    assert counts(desk, day) == (0, 0, 2)
    assert counts(desk, day + timedelta(days=1)) == (0, 2, 0)
    accept(desk, one, datetime.combine(day, datetime.min.time()) + timedelta(hours=22))
    accept(desk, two, datetime.combine(day, datetime.min.time()) + timedelta(days=1, hours=9))
    assert counts(desk, day + timedelta(days=30)) == (1, 1, 0)


def test_sending_back_is_an_answer_and_what_comes_next_is_promised_anew(desk: Any) -> None:
    ret = desk.in_state("sent_back")
    assert counts(desk, desk.now.date()) == (1, 0, 0)
    desk.answer(ret)
    desk.send(ret, digest="2" * 64)
    assert counts(desk, desk.now.date()) == (1, 0, 1)


def test_sending_again_drops_a_promise_that_can_still_be_kept_and_no_other(desk: Any) -> None:
    ret = desk.in_state("received")
    desk.answer(ret)
    desk.send(ret, digest="2" * 64, at=desk.now + timedelta(days=1), arrived_at=desk.now + timedelta(days=1))
    assert counts(desk, desk.now.date()) == (0, 0, 1)
    long_after = desk.now + timedelta(days=40)
    desk.answer(ret)
    desk.send(ret, digest="3" * 64, at=long_after, arrived_at=long_after)
    assert counts(desk, long_after.date()) == (0, 1, 1), "nobody had answered by the day"


def test_a_council_that_takes_longer_from_now_on_has_promised_what_it_promised(desk: Any) -> None:
    desk.in_state("received")
    before = Promise.select().first().promised_on
    Authority.update(read_within_days=30).execute()
    assert Promise.select().first().promised_on == before


def test_what_is_withdrawn_need_not_be_answered(desk: Any) -> None:
    ret = desk.in_state("received")
    with writing():
        ret.withdraw("Asked by mistake.", by=desk.cast.dana.id, at=desk.now, version=ret.version)
    assert counts(desk, desk.now.date() + timedelta(days=60)) == (0, 0, 0)


def test_a_promise_is_answered_or_dropped_and_there_is_one_a_submission(desk: Any) -> None:
    desk.in_state("received")
    row = Promise.select().first()
    with pytest.raises(IntegrityError) as refused, writing():
        Promise.update(answered_on=row.promised_on, dropped_on=row.promised_on).execute()
    assert broken_rule(refused.value) == "a_promise_is_answered_or_dropped"
    same = {"authority": row.authority_id, "period_key": row.period_key, "promised_on": row.promised_on}
    with pytest.raises(IntegrityError) as refused, writing():
        Promise.create(submission=Submission.get(), **same)
    assert broken_rule(refused.value) == "one_promise_a_submission"


def test_a_chart_is_wanted_once_and_says_when_it_was_drawn(desk: Any) -> None:
    with writing():
        Chart.want({"abc": "{}"}, desk.now)
        Chart.want({"abc": "{}"}, desk.now)
    assert Chart.waiting(5) == {"abc": "{}"}
    with pytest.raises(IntegrityError) as refused, writing():
        Chart.update(svg="<svg/>").execute()
    assert broken_rule(refused.value) == "a_chart_that_is_drawn_says_when"
    with pytest.raises(IntegrityError) as refused, writing():
        Chart.create(name="abc", spec="{}", wanted_at=desk.now)
    assert broken_rule(refused.value) == "a_chart_is_drawn_once"
