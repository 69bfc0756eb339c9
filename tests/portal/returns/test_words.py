"""Names and deadlines of a return as people read them."""

from datetime import date, datetime, timedelta

import pytest

from forms.problems import Problem
from models.monitoring_return import STATES, Return
from portal.returns import words
from portal.returns.work import sending, sheet
from tests.portal.life import Life

DUE = date(2026, 10, 21)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 10, 21), "due today"),
        (date(2026, 10, 20), "due in 1 day"),
        (date(2026, 10, 5), "due in 16 days"),
        (date(2026, 10, 22), "1 day late"),
        (date(2026, 11, 4), "14 days late"),
    ],
)
def test_a_deadline_is_said_in_days(day: date, says: str) -> None:
    assert words.when_due(DUE, datetime(day.year, day.month, day.day, 9)) == says


def test_days_are_those_of_london() -> None:
    just_after_midnight = datetime(2026, 10, 20, 23, 30)  # UTC, in summer time
    assert words.when_due(DUE, just_after_midnight) == "due today"


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_owed_can_be_late(state: str) -> None:
    ret = Return(state=state, due_on=DUE)
    owed = state in ("due", "draft", "sent_back")
    assert words.days_late(ret, datetime(2026, 10, 24, 9)) == (3 if owed else 0)


def test_the_due_day_itself_is_never_late() -> None:
    ret = Return(state="due", due_on=DUE)
    last = datetime(2026, 10, 21, 22, 59, 59, 999000)
    assert words.days_late(ret, last) == 0
    assert words.days_late(ret, last + timedelta(milliseconds=1)) == 1


def test_every_state_has_its_words_on_both_sides() -> None:
    assert set(words.PROVIDER) == set(words.DESK) == set(STATES)
    assert set(words.TIERS) == set(words.SIZES)


def test_saved_and_received_are_different_words() -> None:
    assert words.PROVIDER["draft"] == "Saved, not sent"
    assert words.PROVIDER["received"] == "Received"


def test_what_is_missing_on_one_page_is_one_line(life: Life) -> None:
    ret = life.ask()
    life.type(ret, "missing", {"missing_times": "2", "missing_people": "1"})
    problems: list[Problem] = sheet.load(ret, life.now).journey.blocking()
    lines = sending.to_do(problems)
    by_page = [page for _, page, _ in lines]
    assert len(by_page) == len(set(by_page))
    said = {page: text for text, page, _ in lines}
    assert said["complaints"].endswith(" answers to give")
    assert not said["missing"].endswith("answers to give")
