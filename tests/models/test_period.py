"""Periods: keys, labels, neighbours."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.period import Period

KEYS = st.one_of(
    st.builds(lambda y, p: f"{y}-{(y + 1) % 100:02}{p}", st.integers(2012, 2090), st.sampled_from(["", "-H1", "-H2"])),
    st.builds(lambda y, q: f"{y}-{(y + 1) % 100:02}-Q{q}", st.integers(2012, 2090), st.integers(1, 4)),
    st.builds(lambda y, m: f"{y}-{m:02}", st.integers(2012, 2090), st.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("key", "label", "starts", "ends"),
    [
        ("2026-27-Q1", "April to June 2026", date(2026, 4, 1), date(2026, 7, 1)),
        ("2026-27-Q2", "July to September 2026", date(2026, 7, 1), date(2026, 10, 1)),
        ("2026-27-Q3", "October to December 2026", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-27-Q4", "January to March 2027", date(2027, 1, 1), date(2027, 4, 1)),
        ("2026-27-H1", "April to September 2026", date(2026, 4, 1), date(2026, 10, 1)),
        ("2026-27-H2", "October 2026 to March 2027", date(2026, 10, 1), date(2027, 4, 1)),
        ("2026-27", "April 2026 to March 2027", date(2026, 4, 1), date(2027, 4, 1)),
        ("2099-00", "April 2099 to March 2100", date(2099, 4, 1), date(2100, 4, 1)),
        ("2026-10", "October 2026", date(2026, 10, 1), date(2026, 11, 1)),
        ("2026-12", "December 2026", date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_a_key_is_read(key: str, label: str, starts: date, ends: date) -> None:
    assert Period.parse(key) == Period(key, label, starts, ends)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2026",
        "2026-28",
        "2026-27-Q5",
        "2026-27-Q0",
        "2026-27-H3",
        "2026-13",
        "2026-00",
        "2026-27-q2",
        "1999-00",
        "2011-12",
    ],
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not the key of a period"):
        Period.parse(key)


@given(KEYS)
def test_neighbours_touch_and_lead_back(key: str) -> None:
    period = Period.parse(key)
    assert period.following().starts == period.ends
    assert period.previous().ends == period.starts
    assert period.following().previous() == period == period.previous().following()
    assert Period.parse(period.following().key) == period.following()


@given(st.dates(date(2012, 1, 1), date(2090, 12, 31)))
def test_every_day_is_in_one_quarter(day: date) -> None:
    quarter = Period.quarter_of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Period.parse(quarter.key) == quarter


def test_a_quarter_knows_its_days() -> None:
    quarter = Period.parse("2026-27-Q2")
    assert (quarter.first_day, quarter.last_day, quarter.days) == (date(2026, 7, 1), date(2026, 9, 30), 92)


@pytest.mark.parametrize(
    ("key", "half", "year"),
    [
        ("2026-27-Q1", 0, 0),
        ("2026-27-Q2", 1, 0),
        ("2026-27-Q4", 1, 1),
        ("2026-27-H2", 1, 1),
        ("2027-03", 1, 1),
        ("2026-27", 1, 1),
    ],
)
def test_a_period_knows_whether_a_half_year_or_a_year_ends_with_it(key: str, half: int, year: int) -> None:
    period = Period.parse(key)
    assert (period.ends_half_year, period.ends_year) == (bool(half), bool(year))


def test_a_grants_own_period_is_built_and_has_no_computed_neighbours() -> None:
    starts = date(2026, 7, 1)
    period = Period("grant:youth:2026-07-01", "July to December 2026", starts, date(2027, 1, 1))
    assert period.days == 184
    for neighbour in (period.following, period.previous):
        with pytest.raises(ValueError, match="listed with the grant"):
            neighbour()
    with pytest.raises(ValueError, match="not the key"):
        Period.parse(period.key)
    assert starts + timedelta(days=period.days) == period.ends


@pytest.mark.parametrize(
    ("rhythm", "day", "key"),
    [
        ("month", date(2026, 1, 31), "2026-01"),
        ("quarter", date(2026, 1, 1), "2025-26-Q4"),
        ("quarter", date(2026, 4, 1), "2026-27-Q1"),
        ("half_year", date(2026, 3, 31), "2025-26-H2"),
        ("half_year", date(2026, 10, 1), "2026-27-H2"),
        ("year", date(2026, 3, 31), "2025-26"),
        ("year", date(2026, 4, 1), "2026-27"),
    ],
)
def test_the_period_of_a_rhythm_that_holds_a_day(rhythm: str, day: date, key: str) -> None:
    period = Period.holding(day, rhythm)
    assert period.key == key
    assert period.rhythm == rhythm
    assert period.starts <= day < period.ends
