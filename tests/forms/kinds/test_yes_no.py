"""Yes and no."""

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status


@pytest.mark.parametrize(
    "text",
    ["yes", "Yes, me", "yep", "yeah that’s right", "of course", "absolutely", "Yes, I am sure!", "that’s right",
     "sure", "👍", "aye",
     "I don’t mind", "no problem", "yes, I am really not sure which address", "that is correct"],
)  # fmt: skip
def test_words_that_say_yes(read, text):
    reading = read("yes_no", text)
    assert (reading.status, reading.value) == (Status.exact, "yes")


@pytest.mark.parametrize(
    "text",
    ["no", "No, not yet", "nope", "not yet", "of course not", "definitely not", "absolutely not", "no thanks",
     "not really",
     "that’s not right", "No, that’s okay", "I said NO not yes!", "never"],
)  # fmt: skip
def test_words_that_say_no(read, text):
    reading = read("yes_no", text)
    assert (reading.status, reading.value) == (Status.exact, "no")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I won’t need insurance", "no"),
        ("we would like it", "yes"),
        ("insurance is not necessary", "no"),
        ("I think so", "yes"),
    ],
)
def test_a_statement_is_only_proposed(read, text, value):
    reading = read(
        "yes_no", text, ask="Would you like insurance?" if "it" not in text.split() else "Would you like it insured?"
    )
    if text == "we would like it":
        assert reading.status is not Status.exact
    else:
        assert (reading.status, reading.value) == (Status.approximate, value)


@pytest.mark.parametrize(
    "text",
    [
        "yes and no",
        "yes but not yet",
        "maybe",
        "it depends",
        "acting",
        "she left in August",
        "ok, but when?",
        "never mind",
    ],
)
def test_both_or_neither_is_asked_about(read, text):
    assert read("yes_no", text, ask="Was a registered service manager in post on 30 September?").value is None


@pytest.mark.parametrize("text", ["no idea", "not sure", "don’t know", "I’m unsure"])
def test_not_knowing_is_no_no(read, text):
    assert read("yes_no", text).status is Status.dont_know


def test_a_no_that_its_own_reason_contradicts_is_asked_about(read):
    assert read("yes_no", "No thanks, I have insurance", ask="Do you have insurance?").value is None
    assert read("yes_no", "No thanks, I have insurance", ask="Would you like to add insurance?").value == "no"


def test_no_to_do_you_mind_is_asked_about(read):
    assert read("yes_no", "no", ask="Do you mind sharing?").value is None


def test_yes_is_said_and_compared():
    kind, asked = KINDS["yes_no"], Asked(key="q", kind="yes_no", ask="")
    assert (kind.say("yes", asked), kind.say("no", asked)) == ("Yes", "No")
    assert (kind.number("yes"), kind.number("no")) == (1.0, 0.0)
    assert kind.canonical("yes") == "yes"
