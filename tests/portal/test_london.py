"""Instants and days as people read them: London’s time, whatever the season."""

from datetime import date, datetime

import pytest

from portal.london import FILTERS, clock, day, moment, second, short_day, weekday

SUMMER = datetime(2026, 6, 30, 23, 30)  # UTC; half an hour past midnight in London
WINTER = datetime(2026, 12, 1, 16, 5, 9)


def test_a_day_has_its_month_in_words() -> None:
    assert day(date(2026, 9, 3)) == "3 September 2026"
    assert short_day(date(2026, 9, 30)) == "30 September"
    assert weekday(date(2026, 10, 21)) == "Wednesday 21 October 2026"


def test_an_instant_late_in_the_evening_is_the_next_day_in_summer() -> None:
    assert day(SUMMER) == "1 July 2026"
    assert weekday(SUMMER) == "Wednesday 1 July 2026"
    assert moment(SUMMER) == "1 July 2026 at 12:30am"


def test_the_second_is_that_of_london() -> None:
    assert second(SUMMER) == "1 July 2026, 00:30:00 London time"
    assert second(WINTER) == "1 December 2026, 16:05:09 London time"


@pytest.mark.parametrize(
    ("hour", "minute", "says"),
    [
        (0, 0, "midnight"),
        (12, 0, "midday"),
        (0, 5, "12:05am"),
        (9, 0, "9:00am"),
        (11, 59, "11:59am"),
        (12, 1, "12:01pm"),
        (16, 5, "4:05pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_the_clock_reads_as_people_say_it(hour: int, minute: int, says: str) -> None:
    assert clock(datetime(2026, 12, 1, hour, minute)) == says


def test_the_night_on_which_clocks_change_has_its_own_hours() -> None:
    assert clock(datetime(2026, 10, 25, 0, 30)) == "1:30am"
    assert clock(datetime(2026, 10, 25, 1, 30)) == "1:30am"
    assert clock(datetime(2026, 3, 29, 1, 30)) == "2:30am"


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_nothing_is_an_empty_text(name: str) -> None:
    assert FILTERS[name](None) == ""
