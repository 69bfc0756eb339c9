"""The text that readers see."""

import pytest

from forms.kinds.plain import LONGEST_ANSWER, plain, too_long, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  twenty‑one\u200b  ", "twenty-one"), ("don’t", "don't"), ("“5”", '"5"'), ("5\u00a0of\u20029", "5 of 9"),
        ("１２", "12"),
        ("5\U000e0035", "5"), ("a\u202eb", "ab"), ("5…", "5..."), ("12½", "12 and a half"), ("a\x00b", "ab"),
    ],
)  # fmt: skip
def test_one_spelling_and_nothing_invisible(text, seen):
    assert plain(text) == seen


def test_narrative_keeps_its_quotes_and_lines():
    assert visible("“a”\nb\u200b") == "“a”\nb"


def test_a_long_message_is_no_figure():
    assert too_long(plain("a " * LONGEST_ANSWER))
    assert not too_long(plain("a" * LONGEST_ANSWER))
