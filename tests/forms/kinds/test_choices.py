"""Any number of options."""

import pytest

from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Status

HARD = (
    Option("nothing", "Nothing, it worked well", ("none", "all fine"), only=True),
    Option("social_worker", "A social worker or personal adviser who answers", ("social worker", "PA")),
    Option("mental_health", "Mental health support", ("CAMHS", "therapy")),
    Option("police", "Help from the police", ("police",)),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("CAMHS", ("mental_health",)),
        ("Mental health support and help from the police", ("mental_health", "police")),
        ("all fine", ("nothing",)),
    ],
)
def test_options_by_their_own_words_are_exact(read, text, keys):
    reading = read("choices", text, options=HARD)
    assert (reading.status, reading.value) == (Status.exact, keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("CAMHS and a PA", ("social_worker", "mental_health")),
        ("all good thanks", ("nothing",)),
        ("the polise", ("police",)),
        ("no problems", ("nothing",)),
    ],
)
def test_aliases_in_a_sentence_are_proposed_in_the_order_of_the_options(read, text, keys):
    reading = read("choices", text, options=HARD)
    assert (reading.status, reading.value) == (Status.approximate, keys)


@pytest.mark.parametrize("text", ["all fine but CAMHS", "one of them died, police", "what is CAMHS?", "banana"])
def test_what_does_not_go_together_is_asked_about(read, text):
    assert read("choices", text, options=HARD).value is None


def test_none_without_such_an_option_is_none(read):
    assert read("choices", "none", options=HARD[1:]).status is Status.none


def test_choices_are_said_one_after_the_other():
    kind, asked = KINDS["choices"], Asked(key="q", kind="choices", ask="", options=HARD)
    assert kind.say(("mental_health", "police"), asked) == "Mental health support; Help from the police"
    assert kind.canonical(("police",)) == ["police"]
    assert kind.revive(["police"]) == ("police",)
