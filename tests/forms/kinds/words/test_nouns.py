"""What a question is about."""

import pytest

from forms.asked import Asked
from forms.kinds.words.nouns import heads, named, stem
from forms.kinds.words.tokens import tokens


@pytest.mark.parametrize(
    ("ask", "head"),
    [
        ("How many of your 12 places were ready to live in?", "places"),
        ("How many serious events did you report?", "events"),
        ("How many rooms are in hosts’ homes?", "rooms"), ("How many hours of support were planned?", "hours"),
        ("How many of our young people moved in?", "people"), ("How many different young people was that?", "people"),
    ],
)  # fmt: skip
def test_the_head_noun_follows_how_many(ask, head):
    assert heads(ask)[-1] == head


@pytest.mark.parametrize(("ask"), ["How many of the 6 did you offer a place?", "When was that?", ""])
def test_some_questions_have_none(ask):
    assert heads(ask) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("invited", "invites"), ("planned", "plan"), ("leavers", "left"), ("referrals", "referral"), ("took", "taken")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


def test_a_small_word_may_stand_inside_a_noun_of_two_words():
    asked = Asked(key="q", kind="number", ask="", nouns=("offered",), other_nouns=("turned down",))
    assert [noun.noun for noun in named(tokens("two, one turned us down"), asked)] == ["turned down"]
