"""Which reminder falls on which day; and that none is kept twice."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import add_working_days, working_day
from models.reminder import FARTHEST, KINDS, Reminder, ReminderMail, kind_on
from models.store import writing

DUE = date(2026, 10, 21)  # a Wednesday
ASKED = date(2026, 10, 1)
NATIONS = st.sampled_from("EWSN")
DUE_DAYS = st.dates(date(2024, 1, 8), date(2028, 10, 1))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 10, 9), None),
        (date(2026, 10, 12), "seven_before"),
        (date(2026, 10, 17), None),  # a Saturday
        (date(2026, 10, 19), "seven_before"),
        (date(2026, 10, 20), "one_before"),
        (date(2026, 10, 21), "one_before"),
        (date(2026, 10, 22), "one_after"),
        (date(2026, 10, 25), None),  # a Sunday, and the clocks go back
        (date(2026, 10, 27), "one_after"),
        (date(2026, 10, 28), "five_after"),
        (date(2026, 11, 3), "five_after"),
        (date(2026, 11, 4), None),
    ],
)
def test_each_day_has_its_reminder_or_none(day: date, kind: str | None) -> None:
    assert kind_on(day, DUE, "E", ASKED) == kind


@given(DUE_DAYS, NATIONS)
def test_each_kind_has_its_turn_once_in_order_on_working_days(due_on: date, nation: str) -> None:
    days = [due_on + timedelta(days=n) for n in range(-FARTHEST.days, FARTHEST.days + 1)]
    turns = [(kind, day) for day in days if (kind := kind_on(day, due_on, nation, date(2020, 1, 1)))]
    assert [kind for kind, _ in groupby(turns, key=lambda turn: turn[0])] == list(KINDS)
    assert all(working_day(day, nation) for _, day in turns)
    firsts = {kind: next(day for other, day in turns if other == kind) for kind in KINDS}
    counted = dict(zip(KINDS, (-7, -1, 1, 5), strict=True))
    assert firsts == {kind: add_working_days(due_on, n, nation) for kind, n in counted.items()}
    assert {kind_on(day, due_on, nation, ASKED) for day in (due_on - FARTHEST, due_on + FARTHEST)} == {None}


@given(DUE_DAYS, NATIONS, st.integers(0, 30))
def test_nobody_is_reminded_of_what_they_were_only_just_asked_for(due_on: date, nation: str, ahead: int) -> None:
    asked = due_on - timedelta(days=ahead)
    assert kind_on(asked, due_on, nation, asked) is None


def test_late_is_said_of_what_was_asked_for_shortly_before_too() -> None:
    asked = date(2026, 10, 20)
    assert kind_on(date(2026, 10, 21), DUE, "E", asked) is None
    assert kind_on(date(2026, 10, 22), DUE, "E", asked) == "one_after"


def put(desk: Any, to: str = "alice@people.example", day: date = DUE, **other: Any) -> bool:
    said = {"return_id": 0, "kind": "one_before", "due_on": DUE} | other
    with writing():
        reminders = [(said["return_id"], said["kind"], said["due_on"])]
        return ReminderMail.put(to, day, reminders, datetime(2026, 10, 20, 8)) is not None


def test_an_address_has_one_mail_a_day_and_each_reminder_once(desk: Any) -> None:
    mine, other = desk.ask().id, desk.ask(provider=desk.cast.northgate).id
    assert put(desk, return_id=mine)
    assert not put(desk, return_id=other), "a second mail that day"
    assert not put(desk, return_id=mine, day=date(2026, 10, 22)), "the same reminder on another day"
    assert put(desk, return_id=mine, to="bob@people.example")
    assert put(desk, return_id=mine, kind="one_after", day=date(2026, 10, 22))
    assert put(desk, return_id=mine, due_on=date(2026, 10, 28), day=date(2026, 10, 27)), "a later due day"
    assert ReminderMail.had(DUE) == {"alice@people.example", "bob@people.example"}
    assert (mine, "one_before", DUE, "alice@people.example") in Reminder.sent([mine, other])


def test_what_is_refused_leaves_nothing_behind(desk: Any) -> None:
    mine, other = desk.ask().id, desk.ask(provider=desk.cast.northgate).id
    put(desk, return_id=mine)
    with writing():
        both = [(other, "one_before", DUE), (mine, "one_before", DUE)]
        assert ReminderMail.put("alice@people.example", date(2026, 10, 21) + timedelta(days=1), both, desk.now) is None
    assert (ReminderMail.select().count(), Reminder.select().count()) == (1, 1)


def test_ten_workers_at_once_keep_one_mail(desk: Any, together: Any) -> None:
    mine = desk.ask().id
    outcomes = together(lambda _: put(desk, return_id=mine), 10)
    assert sorted(outcomes) == [False] * 9 + [True]
    assert Reminder.select().count() == 1
