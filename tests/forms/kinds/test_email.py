"""An e-mail address, in lower case; two of them, or one among other words, are asked about."""

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status


@pytest.mark.parametrize(
    "text", ["rita@riverside.example", "It’s Rita@Riverside.example.", "my e-mail address is rita@riverside.example"]
)
def test_an_address_alone_is_read(read, text):
    reading = read("email", text)
    assert (reading.status, reading.value) == (Status.exact, "rita@riverside.example")


def test_an_address_among_other_words_is_proposed_and_of_two_none_is(read):
    assert read("email", "ask rita@riverside.example or ring us").status is Status.approximate
    two = read("email", "rita@riverside.example, ravi@riverside.example")
    assert (two.status, two.value, len(two.candidates)) == (Status.ambiguous, None, 2)


@pytest.mark.parametrize("text", ["", "rita", "rita@", "@riverside.example", "rita at riverside", "rita@here", "7"])
def test_what_is_no_address_is_not_read(read, text):
    assert read("email", text).status is Status.unreadable


def test_an_address_says_itself():
    kind, asked = KINDS["email"], Asked(key="q", kind="email", ask="")
    assert kind.say("a@b.example", asked) == kind.canonical("a@b.example") == "a@b.example"
