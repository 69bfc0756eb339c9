"""What ends: which reminder falls on which day, and that none is kept twice."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.conflicts import AlreadyDone
from models.ending import INSURANCE, REMINDERS, Ending, EndingReminder, kind_on
from models.reminder import ReminderMail
from models.store import writing

ENDS = date(2026, 11, 30)
NOW = datetime(2026, 10, 5, 8)


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (-31, None), (-30, "thirty_before"), (-8, "thirty_before"), (-7, "seven_before"), (0, "seven_before"),
        (1, "day_after"), (7, "day_after"), (8, None),
    ],
)  # fmt: skip
def test_each_day_has_its_reminder_of_an_end_or_none(days: int, kind: str | None) -> None:
    assert kind_on(ENDS + timedelta(days=days), ENDS, None) == kind


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_three_reminders_of_an_end_come_once_each_and_in_order(ends_on: date) -> None:
    days = [ends_on + timedelta(days=n) for n in range(-60, 60)]
    turns = [kind for day in days if (kind := kind_on(day, ends_on, None))]
    assert [kind for kind, _ in groupby(turns)] == list(REMINDERS)


@pytest.mark.parametrize(
    ("said", "on", "kind"),
    [(-20, -20, None), (-20, -8, None), (-20, -7, "seven_before"), (-3, -2, None), (-3, 1, "day_after"), (3, 4, None)],
)
def test_nobody_is_reminded_of_what_they_said_since(said: int, on: int, kind: str | None) -> None:
    day, said_on = ENDS + timedelta(days=on), ENDS + timedelta(days=said)
    assert kind_on(day, ENDS, said_on) == kind


def test_what_is_renewed_or_stopped_leaves_its_trace_and_is_stopped_once(desk: Any) -> None:
    alice, harbour = desk.cast.alice.id, desk.cast.harbour.id
    with writing():
        ending = Ending.add(harbour, "check", "Gas safety check", ENDS, by=alice, at=NOW, today=NOW.date())
        ending.renew(date(2027, 11, 30), by=alice, at=NOW, today=date(2026, 10, 6))
    kept = Ending.get_by_id(ending.id)
    assert (kept.ends_on, kept.said_on) == (date(2027, 11, 30), date(2026, 10, 6))
    with writing():
        ending.stop(by=alice, at=NOW)
        with pytest.raises(AlreadyDone):
            ending.stop(by=alice, at=NOW)
        with pytest.raises(AlreadyDone):
            ending.renew(ENDS, by=alice, at=NOW, today=NOW.date())


def test_of_each_end_an_address_is_told_once_a_kind_and_day(desk: Any) -> None:
    harbour = desk.cast.harbour.id

    def put(to: str, day: date, kind: str = "thirty_before", ends_on: date = ENDS) -> bool:
        def beside(mail: ReminderMail) -> None:
            told = {"provider": harbour, "what": INSURANCE, "kind": kind, "ends_on": ends_on, "to": to}
            EndingReminder.create(mail=mail, **told)

        with writing():
            return ReminderMail.put(to, day, [], NOW, beside) is not None

    alice = "alice@people.example"
    assert put(alice, date(2026, 10, 31))
    assert not put(alice, date(2026, 11, 1)), "the same reminder on another day"
    assert not put(alice, date(2026, 10, 31), "seven_before"), "a second mail that day"
    assert put(alice, date(2026, 11, 23), "seven_before")
    assert put(alice, date(2027, 10, 31), ends_on=date(2027, 11, 30)), "another end is another matter"
    assert ReminderMail.select().count() == EndingReminder.select().count() == 3
