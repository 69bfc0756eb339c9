"""Percentages."""

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status


@pytest.mark.parametrize(
    ("text", "value"), [("75%", 75), ("75", 75), ("12.5 per cent", 12.5), ("one hundred percent", 100), ("0%", 0)]
)
def test_a_percentage_is_exact(read, text, value):
    reading = read("percent", text)
    assert (reading.status, reading.value) == (Status.exact, value)


@pytest.mark.parametrize(("text", "value"), [("9 of 12", 75), ("half", 50), ("all of them", 100), ("about 80%", 80)])
def test_what_is_worked_out_is_proposed(read, text, value):
    reading = read("percent", text)
    assert (reading.status, reading.value) == (Status.approximate, value)


@pytest.mark.parametrize("text", ["more than 80%", "80-90%", "most", "don’t know"])
def test_a_bound_is_no_percentage(read, text):
    assert read("percent", text).value is None


def test_a_percentage_is_said_with_its_sign():
    percent, asked = KINDS["percent"], Asked(key="q", kind="percent", ask="")
    assert percent.say(12.5, asked) == "12.5%"
    assert percent.canonical(75.0) == percent.export(75.0, asked) == 75
    assert percent.number(75) == 75.0
