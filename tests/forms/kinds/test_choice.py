"""One of several options."""

import pytest

from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Status

REGISTERED = (
    Option("registered", "Yes", ("yes", "registered")),
    Option("waiting", "Not yet: we have applied", ("applied", "pending")),
    Option("adults_only", "No need: everybody who lives with us is 18 or over", ("18+", "over 18 only", "exempt")),
    Option("other", "No, for another reason", text=True),
)
RIDES = (Option("pool", "Pool", ("shared",)), Option("regular", "Regular", ("normal",)), Option("luxury", "Luxury"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Yes", "registered"),
        ("yes", "registered"),
        ("pending", "waiting"),
        ("Not yet: we have applied", "waiting"),
        ("18+", "adults_only"),
        ("exempt.", "adults_only"),
    ],
)
def test_the_words_or_an_alias_alone_are_exact(read, text, key):
    reading = read("choice", text, options=REGISTERED)
    assert (reading.status, reading.value) == (Status.exact, key)


@pytest.mark.parametrize(
    ("text", "key"),
    [("applied in March", "waiting"), ("we are exempt I believe", "adults_only"), ("pendin", "waiting")],
)
def test_an_alias_or_a_slip_inside_a_message_is_proposed(read, text, key):
    reading = read("choice", text, options=REGISTERED)
    assert (reading.status, reading.value) == (Status.approximate, key)


def test_the_options_own_words_in_a_sentence_are_exact(read):
    assert read("choice", "A luxury ride, please.", options=RIDES).status is Status.exact


@pytest.mark.parametrize("text", ["pool or luxury", "not the luxury one", "no", "banana", "the dog died, luxury", ""])
def test_two_none_or_a_refused_option_is_asked_about(read, text):
    assert read("choice", text, options=RIDES).value is None


def test_a_place_in_the_list_is_proposed(read):
    assert read("choice", "the second one", options=RIDES).value == "regular"
    assert read("choice", "option 3", options=RIDES).value == "luxury"
    assert read("choice", "option 9", options=RIDES).value is None


def test_not_knowing_is_no_choice(read):
    assert read("choice", "no idea", options=RIDES).status is Status.dont_know


def test_a_choice_without_options_reads_nothing(read):
    assert read("choice", "pool").status is Status.unreadable


def test_a_choice_is_said_in_the_options_words():
    kind, asked = KINDS["choice"], Asked(key="q", kind="choice", ask="", options=RIDES)
    assert kind.say("pool", asked) == kind.export("pool", asked) == "Pool"
    assert kind.say("gone", asked) == "gone"
    assert kind.canonical("pool") == "pool"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a luxurious one", "luxury"),
        ("regularly", "regular"),
        ("something luxuries", "luxury"),
        ("the pools", "pool"),
        ("luxary please", "luxury"),
    ],
)
def test_a_word_of_the_same_family_is_proposed(read, text, key):
    reading = read("choice", text, options=RIDES)
    assert (reading.status, reading.value) == (Status.approximate, key)


@pytest.mark.parametrize("text", ["a psychotherapist", "careless", "everyone", "pooh", "not a luxurious one"])
def test_a_word_that_only_begins_alike_is_not_taken(read, text):
    options = (*RIDES, Option("a", "Psychologist"), Option("b", "Psychiatrist"), Option("c", "Everybody"))
    assert read("choice", text, options=(*options, Option("d", "Careful"))).value is None
