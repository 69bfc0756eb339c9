"""Words, kept as they were written."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.answers import Given
from forms.asked import Asked
from forms.kinds import KINDS
from forms.kinds.text import LONGEST_TEXT
from forms.page_form import form_for
from forms.reading import Status


def test_words_are_kept_with_their_lines_and_curly_quotes(read):
    reading = read("text", "  Two passed.\r\nA host’s staying: “great”.  ")
    assert (reading.status, reading.value) == (Status.exact, "Two passed.\nA host’s staying: “great”.")


def test_what_nobody_sees_is_not_kept(read):
    assert read("text", "a\u200bb\u202ec\x00d\U000e0041e").value == "abcde"


def test_an_empty_or_endless_text_is_not_read(read):
    assert read("text", " \u200b ").status is Status.unreadable
    assert read("text", "a" * (LONGEST_TEXT + 1)).notes == ("too_long",)
    assert read("text", "a" * LONGEST_TEXT).status is Status.exact


def test_numbers_and_doubts_in_words_are_only_words(read):
    assert read("text", "don’t know, maybe 5").status is Status.exact


def test_words_say_and_export_themselves():
    kind, asked = KINDS["text"], Asked(key="q", kind="text", ask="")
    assert kind.say("a", asked) == kind.export("a", asked) == kind.canonical("a") == kind.revive("a") == "a"
    assert kind.number("a") is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("n/a", Status.not_applicable), ("This is not applicable to us", Status.not_applicable),
        ("I don’t know yet", Status.dont_know), ("T.B.C.", Status.not_available), ("to follow", Status.not_available),
        ("see attached", Status.ambiguous), ("As per last quarter", Status.ambiguous), ("...", Status.unreadable),
    ],
)  # fmt: skip
def test_words_that_say_nothing_are_no_answer(read, text, status):
    assert (read("text", text).status, read("text", text).value) == (status, None)


@pytest.mark.parametrize(
    "text", ["None", "Nothing just now", "no", "👍", "12", "N/A for lodgings but Elm House needs a roof",
             "Don’t know where to start, so much went well", "As before, the hosts are our strength"],
)  # fmt: skip
def test_words_that_say_little_are_kept(read, text):
    assert (read("text", text).status, read("text", text).value) == (Status.exact, text)


def test_nobody_is_sent_back_for_what_stands_in_a_box_for_words(small):
    journey = small.empty()
    typed = MultiDict({"worries": "See attached ", "went_well": "..."})
    form = form_for(journey.question_set.pages_by_key["own_words"], journey)(typed)
    assert [(one.key, one.given) for one in form.written] == [("worries", Given(value="See attached"))]
    assert list(form.errors) == ["went_well"]
