"""Words, kept as they were written."""

from forms.asked import Asked
from forms.kinds import KINDS
from forms.kinds.text import LONGEST_TEXT
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
