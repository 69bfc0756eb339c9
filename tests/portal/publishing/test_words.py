"""Days, money and terms as the public reads them."""

import pytest

from models.register import terms
from portal.publishing import words


def test_every_term_of_the_register_has_words() -> None:
    assert set(words.ARRANGEMENTS) == set(terms.ARRANGEMENTS)
    assert set(words.VOLUMES) == set(terms.VOLUMES)
    assert set(words.PAYMENTS) == set(terms.PAYMENTS)
    assert set(words.PROCESSES) == set(terms.PROCESSES)
    assert words.FRAMEWORKS == terms.FRAMEWORKS


@pytest.mark.parametrize(
    ("pence", "expected"),
    [(0, "£0"), (650_000, "£6,500"), (1_250_050, "£12,500.50"), (48_000_000, "£480,000"), (None, "")],
)
def test_money_has_pence_only_where_there_are_some(pence: int | None, expected: str) -> None:
    assert words.pounds(pence) == expected


@pytest.mark.parametrize(
    ("pence", "expected"),
    [
        (144_123_300, 144_000_000),
        (48_032_800, 48_000_000),
        (99_960_000, 100_000_000),
        (49, 0),
        (12_345, 12_300),
        (0, 0),
    ],
)
def test_a_sum_that_was_worked_out_has_three_figures(pence: int, expected: int) -> None:
    assert words.roughly(pence) == expected


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2024-04-01", "2027-03-31", 3.0),
        ("2026-10-01", "2027-03-31", 0.5),
        ("2024-02-29", "2024-02-29", 1 / 365.25),
        ("2024-04-01", None, None),
        (None, "2024-04-01", None),
    ],
)
def test_years_count_both_days(first: str | None, last: str | None, years: float | None) -> None:
    assert words.years_between(first, last) == (pytest.approx(years) if years else None)


@pytest.mark.parametrize(
    ("later", "expected"),
    [("2026-09-30", False), ("2026-10-01", True), ("2027-09-30", True), ("2027-10-01", False), (None, False)],
)
def test_a_year_ends_on_the_same_day(later: str | None, expected: bool) -> None:
    assert words.within_a_year("2026-09-30", later) is expected


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2026-09-30", "2027-03-31", 6),
        ("2026-09-30", "2026-10-29", 0),
        ("2026-09-30", "2026-10-30", 1),
        ("2026-09-30", "2027-02-27", 4),
        ("2026-09-30", "2027-02-28", 5),
        ("2026-03-31", "2026-04-29", 0),
        ("2026-03-31", "2026-04-30", 1),
        ("2026-12-31", "2027-06-30", 6),
        ("2028-01-31", "2028-02-29", 1),
    ],
)
def test_months_are_whole_ones(earlier: str, later: str, months: int) -> None:
    assert words.months_between(earlier, later) == months


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (0, "less than a month"),
        (1, "1 month"),
        (12, "1 year"),
        (30, "2 years and 6 months"),
        (25, "2 years and 1 month"),
    ],
)
def test_a_duration_is_in_years_and_months(months: int, expected: str) -> None:
    assert words.duration(months) == expected


def test_days_are_written_out() -> None:
    assert words.day("2026-09-30") == "30 September 2026"
    assert words.short_day("2026-09-01") == "1 Sep 2026"
    assert words.month("2026-09-30") == "September 2026"
    assert words.day(None) == words.short_day(None) == words.month("") == ""
