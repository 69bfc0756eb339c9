"""Words with numbers in them, and the same words before the numbers are known."""

import pytest

from forms.wording import fill

UNITS = {"places": "places", "now": "young people", "homes": "homes", "times": "times"}


def words(text, **known):
    return fill(text, known.get, lambda name: UNITS.get(name, ""))


def test_a_known_number_stands_in_its_place():
    assert words("How many of your {places} places were ready?", places="1,012") == (
        "How many of your 1,012 places were ready?"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("How many of your {places} places were ready?", "How many of your places were ready?"),
        ("How many of our {now} young people were in work?", "How many of our young people were in work?"),
        ("In how many of the {homes} homes were alarms tested?", "In how many of the homes were alarms tested?"),
        ("How many of those {times} times were they under 18?", "How many of those times were they under 18?"),
        ("How many of these {now} came alone?", "How many of these came alone?"),
        ("How many of the {lived} took a step?", "How many of them took a step?"),
        ("How many of the {out} who moved out left as planned?", "How many of those who moved out left as planned?"),
        ("We add up: last time ({opening}), plus in, minus out.", "We add up: last time, plus in, minus out."),
        ("A step counts. {lived} of them lived with you.", "A step counts."),
        ("{lived} of them.", "some of them."),
    ],
)
def test_a_sentence_still_reads_while_its_number_is_not_known(text, said):
    assert words(text) == said


def test_words_without_placeholders_are_left_alone():
    assert words("Reg 27 (serious events)") == "Reg 27 (serious events)"
