"""A version that says only what is other than in the one before: the rest stays to the letter."""

from pathlib import Path

import pytest

from forms import library
from forms.library import BadQuestionSet
from tests.forms.test_question_set import ORDINARY, SOUND

SET = "supported-accommodation-quarterly"


def test_the_file_question_is_all_that_the_second_version_adds() -> None:
    before, after = library.get(SET, "2026-1"), library.get(SET, "2026-2")
    assert set(after.questions) - set(before.questions) == {"quality_review_file"}
    for key, question in before.questions.items():
        assert after.questions[key] == question, key
    assert after.questions["quality_review_file"].code == "SA16b"
    assert "SA16b" in after.changes
    assert (after.minutes, after.boxes, after.derived, after.words) == (
        before.minutes, before.boxes, before.derived, before.words,
    )  # fmt: skip


def test_the_report_of_a_visit_has_the_keys_of_the_visitors_own_form() -> None:
    """So the figures of a home line up, whichever way a month came in."""
    form = library.latest("independent-person-monthly").questions
    report = library.latest("independent-person-report-monthly").questions
    assert set(report) - set(form) == {"report"}
    for key in set(report) & set(form):
        assert (report[key].kind, report[key].name, [o.key for o in report[key].options]) == (
            form[key].kind, form[key].name, [o.key for o in form[key].options],
        ), key  # fmt: skip
    assert report["report"].apart
    assert report["report"].kept_months


def follow(folder: Path, text: str) -> library.QuestionSet:
    (folder / "tiny" / "ordinary").mkdir(parents=True)
    (folder / "tiny" / "2026-1.toml").write_text(SOUND, encoding="utf-8")
    (folder / "tiny" / "2026-2.toml").write_text(text, encoding="utf-8")
    for version, ordinary in (("2026-1", ORDINARY), ("2026-2", 'follows = "2026-1"\n')):
        (folder / "tiny" / "ordinary" / f"{version}.toml").write_text(ordinary, encoding="utf-8")
    return library.read(folder / "tiny" / "2026-2.toml")


OWN = '[set]\nkey = "tiny"\nversion = "2026-2"\nfollows = "{}"\n{}'


def test_an_ordinary_period_can_only_follow_one_that_is_there(tmp_path: Path) -> None:
    own = OWN.format("2026-1", "")
    follow(tmp_path, own)
    (tmp_path / "tiny" / "ordinary" / "2026-2.toml").write_text('follows = "2025-9"\n', encoding="utf-8")
    with pytest.raises(BadQuestionSet, match="2025-9"):
        library.read(tmp_path / "tiny" / "2026-2.toml")


def test_what_stands_in_it_wins_and_everything_else_follows(tmp_path: Path) -> None:
    found = follow(tmp_path, OWN.format("2026-1", 'title = "Another title"'))
    assert (found.version, found.title) == ("2026-2", "Another title")
    assert found.pages


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (OWN.format("2025-9", ""), "follows 2025-9, which is not there"),
        (OWN.format("../tiny/2026-1", ""), "which is not there"),
        (OWN.format("2026-1", '[[page]]\nkey = "nowhere"'), "version 2026-1 has no page nowhere"),
    ],
)
def test_a_version_can_only_follow_what_is_there(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(BadQuestionSet, match=wrong):
        follow(tmp_path, text)
