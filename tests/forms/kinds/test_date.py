"""Days: day before month, years from the period."""

from datetime import date

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status

TODAY = date(2026, 10, 10)
PAST = {"max": TODAY, "last_day": date(2026, 9, 30)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/8/26", date(2026, 8, 14)), ("14.08.2026", date(2026, 8, 14)), ("2026-08-14", date(2026, 8, 14)),
        ("14 August 2026", date(2026, 8, 14)), ("Friday 14 August 2026", date(2026, 8, 14)),
        ("August 14th, 2026", date(2026, 8, 14)),
        ("the fourteenth of August 2026", date(2026, 8, 14)), ("14 Aug 26", date(2026, 8, 14)),
        ("3/4/2026", date(2026, 4, 3)),
        ("31/10/74", date(1974, 10, 31)), ("yesterday", date(2026, 10, 9)), ("today", TODAY),
        ("three days ago", date(2026, 10, 7)),
        ("14 August 2026 at 10:30", date(2026, 8, 14)), ("last Sunday of March 2026", date(2026, 3, 29)),
    ],
)  # fmt: skip
def test_a_whole_date_is_exact(read, text, day):
    reading = read("date", text, **PAST)
    assert (reading.status, reading.value) == (Status.exact, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3rd March", date(2026, 3, 3)), ("14 Aug", date(2026, 8, 14)), ("14/8", date(2026, 8, 14)),
        ("5 December", date(2025, 12, 5)),
        ("last Friday", date(2026, 10, 9)), ("Thursday", date(2026, 10, 8)), ("two months ago", date(2026, 8, 10)),
        ("around 14 August 2026", date(2026, 8, 14)), ("the 3rd", date(2026, 10, 3)),
        ("boxing day", date(2025, 12, 26)),
    ],
)  # fmt: skip
def test_a_day_whose_year_or_month_is_inferred_is_proposed(read, text, day):
    reading = read("date", text, **PAST)
    assert (reading.status, reading.value) == (Status.approximate, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3rd March", date(2027, 3, 3)), ("next Friday", date(2026, 10, 16)), ("Friday week", date(2026, 10, 23)),
        ("the 3rd", date(2026, 11, 3)),
        ("in a fortnight", date(2026, 10, 24)), ("Monday", date(2026, 10, 12)),
        ("a week on Monday", date(2026, 10, 19)),
    ],
)  # fmt: skip
def test_what_is_to_come_lies_ahead(read, text, day):
    assert read("date", text, ask="When will you have it?").value == day


@pytest.mark.parametrize(
    "text",
    [
        "mid August", "August", "in August 2026", "reg 32 done in August", "04/13/2025", "Saturday 14 August 2026",
        "31 June 2026",
        "22-23 Feb", "14 or 15 August", "not the 3rd", "early March", "last month", "a few days ago",
        "three Fridays ago", "2026",
    ],
)  # fmt: skip
def test_what_is_no_single_day_is_asked_about(read, text):
    reading = read("date", text, **PAST)
    assert reading.value is None


def test_a_day_and_month_that_only_fit_swapped_are_a_candidate(read):
    assert read("date", "04/13/2025", **PAST).candidates == (date(2025, 4, 13),)


@pytest.mark.parametrize("text", ["before 14 August 2026", "after the 3rd"])
def test_a_bound_is_a_range(read, text):
    assert read("date", text, **PAST).status is Status.range


@pytest.mark.parametrize("text", ["12 of 15", "it may be", "we sat with them", "one second", "12", "4pm"])
def test_words_that_only_look_like_days_are_not_read(read, text):
    assert read("date", text, **PAST).value is None


def test_the_last_of_two_days_counts_when_the_first_is_taken_back(read):
    assert read("date", "3 March 2026, no wait, 4 March 2026", **PAST).value == date(2026, 3, 4)


def test_without_a_today_no_year_is_inferred(read):
    assert read("date", "3rd March", today=date.min).value is None
    assert read("date", "3 March 2026", today=date.min).value == date(2026, 3, 3)


def test_a_date_is_said_in_words_and_stored_as_iso():
    kind, asked, day = KINDS["date"], Asked(key="q", kind="date", ask=""), date(2026, 8, 14)
    assert kind.say(day, asked) == "14 August 2026"
    assert kind.canonical(day) == kind.export(day, asked) == "2026-08-14"
    assert kind.revive("2026-08-14") == day
    assert kind.number(day) == float(day.toordinal())
