"""The words of a contract’s terms and what follows from them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register.terms import months_later, months_until, value_kind_of

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("pence", "arrangement", "kind"),
    [
        (None, "", "unknown"),
        (0, "framework", "nominal"),
        (100, "open_framework", "nominal"),
        (100, "dynamic_market", "nominal"),
        (0, "", "nominal"),
        (0, "stand_alone", "whole"),
        (100, "call_off_direct", "whole"),
        (2200, "framework", "whole"),
        (99, "framework", "whole"),
    ],
)
def test_a_pound_or_nothing_is_nominal_on_a_framework(pence: int | None, arrangement: str, kind: str) -> None:
    assert value_kind_of(pence, arrangement) == kind


def test_a_value_a_year_says_so_unless_it_is_nominal() -> None:
    assert value_kind_of(5_000_000, "stand_alone", yearly=True) == "yearly"
    assert value_kind_of(100, "framework", yearly=True) == "nominal"
    assert value_kind_of(None, yearly=True) == "unknown"


@pytest.mark.parametrize(
    ("ends", "months", "later"),
    [
        (date(2027, 3, 31), 6, date(2027, 9, 30)),
        (date(2027, 9, 30), 6, date(2028, 3, 31)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2027, 3, 30), 11, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 10, 14), 24, date(2028, 10, 14)),
    ],
)
def test_an_extension_by_months_ends_where_people_expect(ends: date, months: int, later: date) -> None:
    assert months_later(ends, months) == later
    assert months_until(ends, later) == months


@given(DAYS, st.integers(1, 120))
def test_months_are_counted_back_as_they_were_counted_on(day: date, months: int) -> None:
    assert months_until(day, months_later(day, months)) == months


@given(DAYS, st.integers(1, 3000))
def test_a_month_that_was_begun_counts_whole(day: date, days: int) -> None:
    later = day + timedelta(days=days)
    months = months_until(day, later)
    assert months_later(day, months) >= later
    assert months == 0 or months_later(day, months - 1) < later
