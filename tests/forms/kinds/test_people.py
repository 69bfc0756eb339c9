"""Who comes: lines and semicolons part people; what might part them too is asked about."""

import pytest

from forms.asked import Asked
from forms.error_words import outside
from forms.kinds import KINDS
from forms.kinds.people import parted
from forms.reading import Status


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rita Rowe", "Rita Rowe"),
        ("Rita Rowe, manager; Ravi Rowe", "Rita Rowe, manager; Ravi Rowe"),
        ("1. Alice Marsh (registered manager)\n2. Bob Finch", "Alice Marsh, registered manager; Bob Finch"),
        ("Ann-Marie O’Neill - lead", "Ann-Marie O’Neill, lead"),
        ("rita rowe, manager and nominated individual", "rita rowe, manager and nominated individual"),
        ("Zoë Ó Súilleabháin, fostering", "Zoë Ó Súilleabháin, fostering"),
    ],
)
def test_people_with_what_they_do(read, text, value):
    reading = read("people", text)
    assert (reading.status, reading.value) == (Status.exact, value)


@pytest.mark.parametrize("text", ["Rita Rowe and Ravi Rowe", "Alice Marsh, Bob Finch", "Alice & Bob"])
def test_two_names_on_a_line_are_asked_about(read, text):
    reading = read("people", text)
    assert reading.status in (Status.ambiguous, Status.approximate)
    assert len(parted((*reading.candidates, reading.value)[0])) == 2


@pytest.mark.parametrize(
    "text", ["just me", "nobody", "3", "two of us", "", "not sure yet", "; ;", "me and Bob; Alice"]
)
def test_what_names_nobody_is_not_read(read, text):
    assert read("people", text).value is None


def test_more_people_than_can_come_are_outside_the_limit():
    asked = Asked(key="who", kind="people", ask="", max=2)
    assert outside("A B; C D", asked) == ""
    assert outside("A B; C D; E F", asked) == "Up to 2 people of an organisation can come."


def test_people_say_and_part_themselves():
    kind, asked = KINDS["people"], Asked(key="q", kind="people", ask="")
    value = "Rita Rowe, manager; Ravi Rowe"
    assert kind.say(value, asked) == kind.canonical(value) == kind.revive(value) == value
    assert parted(value) == [("Rita Rowe", "manager"), ("Ravi Rowe", "")]
