"""So many of a known number."""

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status

OF = {"ask": "How many of your 12 places were lived in?", "of": 12, "max": 12, "nouns": ("lived in",)}


@pytest.mark.parametrize(
    "text", ["9 of 12", "9 out of 12", "9", "nine", "9 of our 12", "9 of the 12 places", "9 were lived in"]
)
def test_the_part_is_exact_and_the_whole_is_known(read, text):
    reading = read("ratio", text, **OF)
    assert (reading.status, reading.value) == (Status.exact, (9, 12))


def test_another_whole_than_the_known_one_asks(read):
    reading = read("ratio", "9 of 15", **OF)
    assert (reading.status, reading.value, reading.candidates, reading.notes) == (
        Status.ambiguous,
        None,
        ((9, 12),),
        ("other_of",),
    )


def test_more_than_the_whole_asks(read):
    assert read("ratio", "12 of 9", ask="How many?").status is Status.ambiguous


def test_the_whole_may_be_unknown(read):
    assert read("ratio", "12 of 15").value == (12, 15)
    assert read("ratio", "12").value == (12, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("all of them", 12), ("full", 12), ("all but one", 11), ("75%", 9), ("half", 6), ("two thirds", 8)],
)
def test_what_is_told_from_the_whole_is_proposed(read, text, value):
    reading = read("ratio", text, **OF)
    assert (reading.status, reading.value) == (Status.approximate, (value, 12))


@pytest.mark.parametrize("text", ["9/10", "most", "77%", "at least 9", "room 3 is empty"])
def test_what_does_not_come_out_is_asked_about(read, text):
    assert read("ratio", text, **OF).value is None


def test_none_of_them_is_zero(read):
    assert read("ratio", "none of them", **OF).value == (0, 12)


def test_a_ratio_is_said_with_its_whole_and_stored_as_its_part():
    ratio, asked = KINDS["ratio"], Asked(key="q", kind="ratio", ask="", of=12)
    assert ratio.say((9, 12), asked) == ratio.say(9, asked) == "9 of 12"
    assert ratio.canonical((9, 12)) == ratio.export(9, asked) == 9
    assert ratio.number((9, None)) == 9.0


def test_the_questions_own_words_say_out_of_how_many(read):
    ask = "How many of your 12 staff are up to date?"
    assert read("ratio", "all but two", ask=ask).value == (10, 12)
    assert read("ratio", "all but two", ask="How many of your staff are up to date?").value is None
    assert read("ratio", "15", ask=ask).value is None
    assert read("ratio", "15", ask=ask, of=20).value == (15, 20)
