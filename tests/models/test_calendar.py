"""Days and instants: clock changes, nations, deadlines."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import add_working_days, end_of_day, from_london, holidays, to_london, today, working_day

YEARS = {"min_value": datetime(2024, 1, 1), "max_value": datetime(2030, 12, 31)}
INSTANTS = st.datetimes(**YEARS)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 20))
NATIONS = st.sampled_from("EWSN")


@given(INSTANTS)
def test_an_instant_comes_back_from_londons_clock_unless_that_hour_comes_twice(instant: datetime) -> None:
    wall = to_london(instant).replace(tzinfo=None)
    twice = (to_london(instant + timedelta(hours=1)).replace(tzinfo=None) == wall) or (
        to_london(instant - timedelta(hours=1)).replace(tzinfo=None) == wall
    )
    if twice:
        with pytest.raises(ValueError, match="comes twice"):
            from_london(wall)
    else:
        assert from_london(wall) == instant


@given(INSTANTS)
def test_a_time_on_londons_clock_is_read_or_refused_never_moved(wall: datetime) -> None:
    try:
        instant = from_london(wall)
    except ValueError:
        assert wall.month in (3, 10)
    else:
        assert to_london(instant).replace(tzinfo=None) == wall
        assert instant.tzinfo is None


@pytest.mark.parametrize(
    ("wall", "why"),
    [
        (datetime(2026, 3, 29, 1, 30), "01:30 does not exist on 29 March 2026"),
        (datetime(2026, 10, 25, 1, 30), "comes twice"),
    ],
)
def test_the_hours_of_the_clock_changes_are_refused_with_their_reason(wall: datetime, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        from_london(wall)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_noon_is_noon_in_london_on_every_day(day: date) -> None:
    """Local time taken as UTC, a frozen offset, or so many times 24 hours are wrong on thousands of days."""
    instant = from_london(datetime.combine(day, time(12)))
    assert instant.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/London")).timetz().replace(tzinfo=None) == time(12)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_end_of_a_day_is_its_last_millisecond_in_london(day: date) -> None:
    end = end_of_day(day)
    assert today(end) == day
    assert today(end + timedelta(milliseconds=1)) == day + timedelta(days=1)


def test_the_day_is_londons_not_utcs() -> None:
    assert today(datetime(2026, 7, 1, 23, 30)) == date(2026, 7, 2)
    assert today(datetime(2026, 12, 1, 23, 30)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (date(2025, 4, 21), "EWN"),  # Easter Monday
        (date(2026, 1, 2), "S"),
        (date(2026, 3, 17), "N"),
        (date(2026, 8, 3), "S"),
        (date(2026, 8, 31), "EWN"),
        (date(2026, 12, 25), "EWSN"),
    ],
)
def test_each_nation_has_its_own_bank_holidays(day: date, nations: str) -> None:
    assert "".join(nation for nation in "EWSN" if day in holidays(nation)) == nations
    assert all(working_day(day, nation) != (nation in nations) for nation in "EWSN")


def test_there_is_no_fifth_nation() -> None:
    with pytest.raises(KeyError):
        holidays("F")


@pytest.mark.parametrize(
    ("day", "number", "nation", "expected"),
    [
        (date(2026, 10, 5), 5, "E", date(2026, 10, 12)),
        (date(2026, 10, 2), 1, "E", date(2026, 10, 5)),
        (date(2026, 10, 3), 1, "E", date(2026, 10, 5)),
        (date(2026, 8, 28), 1, "E", date(2026, 9, 1)),
        (date(2026, 8, 28), 1, "S", date(2026, 8, 31)),
        (date(2026, 12, 24), 1, "E", date(2026, 12, 29)),
        (date(2026, 10, 12), -5, "E", date(2026, 10, 5)),
        (date(2026, 10, 3), 0, "E", date(2026, 10, 3)),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(
    day: date, number: int, nation: str, expected: date
) -> None:
    assert add_working_days(day, number, nation) == expected


@given(DAYS, st.integers(1, 30), NATIONS)
def test_so_many_working_days_lie_between(day: date, number: int, nation: str) -> None:
    end = add_working_days(day, number, nation)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(working_day(one, nation) for one in between) == number
    assert working_day(end, nation)
