"""What a file is called: shown and given back, never a path, never longer or stranger than a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.uploads import words
from portal.uploads.looking.looked import Found


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("C:\\Users\\a\\Review.pdf", "Review.pdf"),
        ("../../etc/passwd", "passwd"),
        ("re\u202evdp.exe", "revdp.exe"),  # what turns the end of a name round is not seen, so it goes
        ("a\0b\nc.pdf", "abc.pdf"),
        ("Mary's \u201creview\u201d.pdf", "Mary’s \u201creview\u201d.pdf"),
        ("   .pdf", "pdf"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("", ""),
    ],
)
def test_a_name_is_its_last_part_without_what_no_name_may_hold(said: str, kept: str) -> None:
    assert words.clean_name(said) == kept


@given(st.text(max_size=300))
def test_whatever_somebody_says_nothing_of_a_path_is_left(said: str) -> None:
    kept = words.clean_name(said)
    assert len(kept) <= words.LONGEST_NAME
    assert not set(kept) & set("/\\:*?\"<>|'\0\r\n")
    assert kept == kept.strip(" .")


def test_a_picture_that_became_jpeg_is_called_so() -> None:
    assert words.named("IMG_1.HEIC", "jpeg") == "IMG_1.jpg"
    assert words.named("photo.JPG", "jpeg") == "photo.JPG"


def test_one_and_many_are_said_in_words_with_their_names() -> None:
    assert words.found_line(Found("hidden_sheets", 1, ("Old",))) == "a hidden sheet: Old"
    assert words.found_line(Found("comments", 2)) == "2 comments"
    assert words.types(["pdf"]) == "PDF"
    assert words.types(["pdf", "docx", "odt"]) == "PDF, Word or OpenDocument text"
