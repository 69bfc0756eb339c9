"""Numbers as English writes them."""

import pytest

from forms.kinds.words.tokens import tokens
from forms.kinds.words.words_to_number import numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two hundred and fifty-four", [254]), ("one hundred and sixty-one", [161]), ("fifty - two", [52]),
        ("3 hundred and one", [301]),
        ("seven hundred twenty-one thousand and twelve", [721012]), ("three thousand millions", [3 * 10**9]),
        ("12 lakhs", [1200000]),
        ("nine point nought four", [9.04]), ("point 77", [0.77]), (".77", [0.77]), ("two dozen", [24]),
        ("1.2k", [1200]), ("twice", [2]),
        ("two and three", [2, 3]), ("six or seven", [6, 7]), ("ten eleven", [10, 11]), ("120 and 3", [120, 3]),
        ("1 234 567", [1234567]),
        ("two thirds", [pytest.approx(2 / 3)]), ("no number here", []), ("a", []), ("and a half", []), ("007", []),
    ],
)  # fmt: skip
def test_numbers_are_read_from_left_to_right(text, values):
    assert [number.value for number in numbers(tokens(text))][: len(values)] == values


@pytest.mark.parametrize("text", ["1.012", "1.250", "287,5", "12,34"])
def test_a_point_or_comma_that_could_be_either_is_unsure(text):
    assert numbers(tokens(text))[0].unsure


@pytest.mark.parametrize("text", ["a dozen", "3k", "7ish", "30-odd", "a couple of", "1 000"])
def test_round_numbers_are_marked(text):
    assert numbers(tokens(text))[0].about
