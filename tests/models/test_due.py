"""Due days by rule: every rhythm, all nations, five years, across clock changes and bank holidays."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import add_working_days, end_of_day, from_london, holidays, to_london, working_day
from models.due import due, usual, why
from models.period import Period

WORKING_DAYS = 15
FIRST, LAST = date(2023, 4, 1), date(2028, 3, 31)
BEGIN = {"month": "2023-04", "quarter": "2023-24-Q1", "half_year": "2023-24-H1", "year": "2023-24"}
COUNT = {"month": 60, "quarter": 20, "half_year": 10, "year": 5}
NATIONS = "EWSN"


def five_years(rhythm: str) -> list[Period]:
    found = [Period.parse(BEGIN[rhythm])]
    while found[-1].last_day < LAST:
        found.append(found[-1].following())
    return found


EVERY = [period for rhythm in BEGIN for period in five_years(rhythm)]
PERIODS = st.sampled_from(EVERY)
DAYS = st.integers(1, 40)


@pytest.mark.parametrize("rhythm", BEGIN)
def test_five_years_have_as_many_periods_as_the_rhythm_says(rhythm: str) -> None:
    periods = five_years(rhythm)
    assert (len(periods), periods[0].starts, periods[-1].last_day) == (COUNT[rhythm], FIRST, LAST)


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("rhythm", BEGIN)
def test_no_due_day_is_a_weekend_or_a_bank_holiday(rhythm: str, nation: str) -> None:
    for period in five_years(rhythm):
        day = due(period, nation, WORKING_DAYS).on
        assert day.weekday() < 5
        assert day not in holidays(nation)
        assert day > period.last_day


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("rhythm", BEGIN)
def test_due_days_follow_each_other_as_their_periods_do(rhythm: str, nation: str) -> None:
    days = [due(period, nation, WORKING_DAYS).on for period in five_years(rhythm)]
    assert all(earlier < later for earlier, later in pairwise(days))


@given(PERIODS, st.sampled_from(NATIONS), DAYS)
def test_exactly_so_many_working_days_lie_after_the_period(period: Period, nation: str, number: int) -> None:
    found = due(period, nation, number)
    after = [period.last_day + timedelta(days=n) for n in range(1, (found.on - period.last_day).days + 1)]
    assert sum(working_day(day, nation) for day in after) == number
    assert after[-1] == found.on


@given(PERIODS, st.sampled_from(NATIONS), DAYS)
def test_every_bank_holiday_on_the_way_is_named_and_no_other_day(period: Period, nation: str, number: int) -> None:
    found = due(period, nation, number)
    after = [period.last_day + timedelta(days=n) for n in range(1, (found.on - period.last_day).days)]
    assert list(found.left_out) == [day for day in after if day in holidays(nation) and day.weekday() < 5]


@given(PERIODS, st.sampled_from(NATIONS))
def test_the_due_day_ends_at_midnight_in_london_whichever_clock_is_in_force(period: Period, nation: str) -> None:
    day = due(period, nation, WORKING_DAYS).on
    last = to_london(end_of_day(day))
    assert (last.date(), last.hour, last.minute) == (day, 23, 59)
    assert to_london(end_of_day(day) + timedelta(seconds=1)).date() == day + timedelta(days=1)


@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_month_of_each_clock_change_is_counted_in_days_not_hours(year: int) -> None:
    """In March a day has 23 hours and in October 25: the 15th working day is the same day however it is reached."""
    for period in (Period.parse(f"{year - 1}-{year % 100}-Q4"), Period.parse(f"{year}-09")):
        for nation in NATIONS:
            day, counted = period.last_day, 0
            while counted < WORKING_DAYS:
                noon = to_london(from_london(to_london(end_of_day(day)).replace(tzinfo=None)) + timedelta(hours=12))
                day = noon.date()
                counted += working_day(day, nation)
            assert day == due(period, nation, WORKING_DAYS).on


def test_nations_have_their_own_bank_holidays() -> None:
    """Easter Monday is one in England and not in Scotland; 17 March in Northern Ireland only."""
    quarter = Period.parse("2025-26-Q4")
    found = {nation: due(quarter, nation, WORKING_DAYS).on for nation in NATIONS}
    assert found == {
        "E": date(2026, 4, 23),
        "W": date(2026, 4, 23),
        "S": date(2026, 4, 22),
        "N": date(2026, 4, 23),
    }
    assert due(Period.parse("2026-02"), "N", WORKING_DAYS).on == date(2026, 3, 23)
    assert due(Period.parse("2026-02"), "E", WORKING_DAYS).on == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("key", "nation", "number", "says"),
    [
        ("2026-27-Q2", "E", 15, "15 working days after 30 September 2026, when the period ended."),
        ("2026-09", "E", 1, "1 working day after 30 September 2026, when the period ended."),
        (
            "2025-26-Q4",
            "S",
            15,
            "15 working days after 31 March 2026, when the period ended. 3 April 2026 is a bank holiday and does not "
            "count.",
        ),
        (
            "2025-26-Q3",
            "S",
            15,
            "15 working days after 31 December 2025, when the period ended. 1 January 2026 and 2 January 2026 are bank "
            "holidays and do not count.",
        ),
    ],
)
def test_the_reason_says_how_the_day_was_counted(key: str, nation: str, number: int, says: str) -> None:
    assert due(Period.parse(key), nation, number).why() == says


def test_three_bank_holidays_are_listed_one_after_the_other() -> None:
    said = due(Period.parse("2026-11"), "E", 25).why()
    assert "25 December 2026, 28 December 2026 and 1 January 2027 are bank holidays and do not count." in said


def test_another_day_and_more_time_are_said_as_they_are() -> None:
    quarter, rule = Period.parse("2026-27-Q2"), date(2026, 10, 21)
    assert why(quarter, "E", WORKING_DAYS, rule, rule).startswith("15 working days after 30 September 2026")
    other = date(2026, 10, 30)
    assert (
        why(quarter, "E", WORKING_DAYS, other, other)
        == "Your contact chose 30 October 2026; by the rule it is 21 October 2026."
    )
    later = add_working_days(rule, 5, "E")
    assert why(quarter, "E", WORKING_DAYS, rule, later).endswith(
        "You were given more time since: now it is 28 October 2026."
    )


@given(PERIODS, st.sampled_from(NATIONS), st.dates(FIRST, LAST))
def test_a_return_that_is_asked_for_late_still_leaves_five_working_days(period: Period, nation: str, on: date) -> None:
    day = usual(period, nation, WORKING_DAYS, on)
    assert day >= due(period, nation, WORKING_DAYS).on
    assert day >= add_working_days(on, 5, nation)
    assert working_day(day, nation)


@pytest.mark.parametrize("number", [0, -1])
def test_a_return_is_never_due_before_its_period_has_ended(number: int) -> None:
    with pytest.raises(ValueError, match="a working day or more"):
        due(Period.parse("2026-27-Q2"), "E", number)
