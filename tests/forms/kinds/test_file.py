"""A file is added on the page: words are none, and a digest counts only where the file is there."""

from dataclasses import replace
from pathlib import Path

import pytest

from forms.asked import Asked, Filed
from forms.file_types import FILE_TYPES, size_words, type_of
from forms.kinds import KINDS
from forms.library import BadQuestionSet
from forms.reading import Status
from tests.forms.test_question_set import SOUND, load

ONE, TWO = "1" * 64, "2" * 64
ASKED = Asked(
    "review", "file", "Add the review, if you like", files={ONE: Filed("Review.pdf (PDF, 1 KB)", "a"), TWO: Filed("B")}
)
FILE = KINDS["file"]


@pytest.mark.parametrize(
    "text", ["I sent it by mail", "none", "yes", "", "review.pdf", "3" * 64, f"{ONE} {'3' * 64}", "\0"]
)
def test_words_and_digests_of_other_files_are_no_file(text: str) -> None:
    reading = FILE.read(text, ASKED)
    assert (reading.status, reading.value, reading.notes) == (Status.unreadable, None, ("on_the_page",))


def test_files_that_are_there_are_read_in_one_order_and_said_by_name() -> None:
    assert FILE.read(f"{TWO} {ONE} {TWO}", ASKED).value == (ONE, TWO)
    assert FILE.say((ONE, "4" * 64), ASKED) == "Review.pdf (PDF, 1 KB), a file"


def test_a_file_survives_its_json_and_is_exported_as_a_number_unless_it_is_kept_apart() -> None:
    assert FILE.revive(FILE.canonical((TWO, ONE))) == (ONE, TWO)
    assert FILE.export((ONE, TWO), ASKED) == 2
    assert FILE.export((ONE, TWO), replace(ASKED, apart=True)) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.PDF", "pdf"),
        ("a.pdf.exe", None),
        ("a.jpeg", "jpeg"),
        ("IMG_1.HEIC", "heic"),
        ("pdf", None),
        ("a.docm", None),
    ],
)
def test_the_end_of_a_name_says_what_it_should_be(name: str, found: str | None) -> None:
    assert type_of(name) == found


def test_no_type_shares_an_ending_and_sizes_have_words() -> None:
    endings = [ending for one in FILE_TYPES.values() for ending in one.endings]
    assert len(endings) == len(set(endings))
    assert [size_words(n) for n in (1, 600_000, 10 * 1024 * 1024)] == ["1 KB", "586 KB", "10 MB"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("", "types belong to file questions"),
        ('types = ["pdf", "exe"]', "there is no type of file “exe”"),
        ('types = ["pdf"]\ncarry_forward = true', "neither carried forward nor told in words"),
        ('types = ["pdf"]\nsays = [["yes", "ask"]]', "neither carried forward nor told in words"),
        ('types = ["pdf"]\napart = true', "kept_months says how long"),
        ('types = ["pdf"]\nlargest_mb = 26', "largest_mb"),
    ],
)
def test_a_file_question_says_what_it_takes(tmp_path: Path, wrong: str, message: str) -> None:
    question = f'[[page.question]]\nkey = "add"\nkind = "file"\nask = "Add it"\nname = "It"\nthing = "it"\n{wrong}\n'
    text = SOUND.replace("[[page.question]]", f"{question}required = false\n\n[[page.question]]", 1)
    with pytest.raises(BadQuestionSet, match=message):
        load(tmp_path, text)
