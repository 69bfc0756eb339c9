"""From one day to another, both inclusive."""

from datetime import date

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status

PAST = {"last_day": date(2026, 9, 30)}
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("July to September 2026", QUARTER), ("1 July to 30 September 2026", QUARTER),
        ("01/07/2026 to 30/09/2026", QUARTER),
        ("2026/27 Q2", QUARTER), ("2026-07-01/2026-09-30", QUARTER),
        ("2026-27", (date(2026, 4, 1), date(2027, 3, 31))),
        ("2026-27-H1", (date(2026, 4, 1), date(2026, 9, 30))),
        ("w/c 6 July 2026", (date(2026, 7, 6), date(2026, 7, 12))),
        ("week ending 12 July 2026", (date(2026, 7, 6), date(2026, 7, 12))),
        ("2/2026", (date(2026, 2, 1), date(2026, 2, 28))),
        ("December 2025 to February 2026", (date(2025, 12, 1), date(2026, 2, 28))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)  # fmt: skip
def test_a_period_with_its_years_is_exact(read, text, period):
    reading = read("period", text, **PAST)
    assert (reading.status, reading.value) == (Status.exact, period)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("July to September", QUARTER), ("July", (date(2026, 7, 1), date(2026, 7, 31))),
        ("1-8 September", (date(2026, 9, 1), date(2026, 9, 8))),
        ("last month", (date(2026, 9, 1), date(2026, 9, 30))), ("last quarter", QUARTER),
        ("last year", (date(2025, 1, 1), date(2025, 12, 31))),
        ("December to February", (date(2025, 12, 1), date(2026, 2, 28))),
        ("the last 10 days", (date(2026, 9, 30), date(2026, 10, 10))),
    ],
)  # fmt: skip
def test_a_period_without_its_year_is_proposed(read, text, period):
    reading = read("period", text, **PAST)
    assert (reading.status, reading.value) == (Status.approximate, period)


@pytest.mark.parametrize(
    "text",
    ["Q2", "third quarter", "early March", "summer", "the last 3 months", "2026-28", "since April", "5 young people"],
)
def test_what_may_be_several_periods_is_asked_about(read, text):
    assert read("period", text, **PAST).value is None


def test_two_days_the_wrong_way_round_are_asked_about(read):
    reading = read("period", "30/09/2026 to 01/07/2026", **PAST)
    assert (reading.status, reading.candidates) == (Status.ambiguous, (QUARTER,))


def test_a_period_is_said_in_words_and_stored_as_two_days():
    kind, asked = KINDS["period"], Asked(key="q", kind="period", ask="")
    assert kind.say(QUARTER, asked) == "1 July 2026 to 30 September 2026"
    assert kind.canonical(QUARTER) == ["2026-07-01", "2026-09-30"]
    assert kind.revive(["2026-07-01", "2026-09-30"]) == QUARTER
    assert kind.export(QUARTER, asked) == "2026-07-01/2026-09-30"
