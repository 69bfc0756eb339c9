"""What holds for any text: nothing raises, nothing is much work, what is said can be read again."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Reading, Status
from tests.fixtures.work import calls

LONG = 10_000
MOST = 400_000
"""Calls of functions in one reading."""
TODAY = date(2026, 10, 10)
WORDS = (
    "one two a dozen half hundred and no not none never all but both of 5 1,012 12 3rd the last next friday may july "
    "to from - / £ x % 16 reg 27 about over than or yes maybe don’t know ? , . ( ) in out first week ago 2026 14/8/26 "
    "n/a same"
).split()
HOSTILE = [
    (text * LONG)[:LONG]
    for text in (
        "1 ", "one ", "a", "no ", "1,", "not ", "twenty ", "(", "1", "may ", "in ", "the ", "<", "5 of ", "and ",
        "-", "of the ", "5/", "the last ", "and a half ",
        "july ", "from ", "first ", "hundred ", " ", "\u200b", "\U000e0041", "w/c ", "£", "5.", "'", "\n",
        "yes and ", "all but ", "me and ", "i ", "x 5 ", "😀", "é",
    )
]  # fmt: skip


def asked(kind: str) -> Asked:
    return Asked(
        key="q", kind=kind, ask="How many of the 12 young people lived with you on 30 September?",
        unit="young people", none_is_zero=True, of=12, whole=12,
        nouns=("lived", "16", "reg 27"), other_nouns=("moved in", "out"), today=TODAY, last_day=date(2026, 9, 30),
        options=tuple(Option(f"k{n}", f"Option number {n} of a place", ("boiler", f"alias {n}")) for n in range(12)),
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_nothing_raises_and_a_value_stands_only_where_its_status_allows(kind, text):
    reading = KINDS[kind].read(text, asked(kind))
    assert isinstance(reading, Reading)
    if reading.value is not None:
        assert reading.status in (Status.exact, Status.approximate, Status.none)
        assert KINDS[kind].say(reading.value, asked(kind))
        stored = KINDS[kind].canonical(reading.value)
        assert KINDS[kind].canonical(KINDS[kind].revive(stored)) == stored
    if reading.status is Status.exact:
        assert reading.value is not None


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_hostile_characters_cost_next_to_nothing(kind):
    question = asked(kind)
    for text in HOSTILE:
        for length in (LONG, 599, 500):  # 500: the longest that is looked at
            # A pattern that goes back and forth would take minutes here.
            assert calls(KINDS[kind].read, text[:length], question) < MOST, text[:12]


@given(st.integers(-(10**9), 10**9))
def test_a_number_that_is_said_is_read_back(value):
    question = Asked(key="q", kind="number", ask="")
    said = KINDS["number"].say(value, question)
    assert KINDS["number"].read(said, question) == Reading(
        Status.exact, value, spans=KINDS["number"].read(said, question).spans
    )


@given(st.integers(0, 10**9))
def test_an_amount_that_is_said_is_read_back(pence):
    question = Asked(key="q", kind="money", ask="")
    reading = KINDS["money"].read(KINDS["money"].say(pence, question), question)
    assert (reading.status, reading.value) == (Status.exact, pence)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_day_that_is_said_is_read_back(day):
    question = Asked(key="q", kind="date", ask="", today=TODAY)
    for text in (KINDS["date"].say(day, question), day.isoformat(), f"{day:%d/%m/%Y}"):
        reading = KINDS["date"].read(text, question)
        assert (reading.status, reading.value) == (Status.exact, day)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 400))
def test_a_period_that_is_said_is_read_back(first, days):
    period = (first, first + timedelta(days=days))
    question = Asked(key="q", kind="period", ask="", today=TODAY)
    reading = KINDS["period"].read(KINDS["period"].say(period, question), question)
    assert (reading.status, reading.value) == (Status.exact, period)


@given(st.sets(st.integers(0, 3), min_size=1))
def test_options_that_are_said_are_read_back(chosen):
    options = tuple(
        Option(f"k{n}", words) for n, words in enumerate(("Red flats", "Green houses", "Blue rooms", "Yellow tents"))
    )
    question = Asked(key="q", kind="choices", ask="", options=options)
    keys = tuple(f"k{n}" for n in sorted(chosen))
    assert KINDS["choices"].read(KINDS["choices"].say(keys, question), question).value == keys
