"""A set that asks more than it promises does not load."""

from pathlib import Path

import pytest

from forms import library
from forms.library import BadQuestionSet
from tests.forms.test_question_set import ORDINARY, SOUND, load


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            SOUND.replace("boxes = { core = 5", "boxes = { core = 3"),
            "core: 4 boxes in an ordinary period, 3 were promised",
        ),
        (SOUND.replace("minutes = 1", "minutes = 5.2"), "full: 6 minutes in an ordinary period, 5 were promised"),
    ],
)
def test_a_set_over_its_budget_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadQuestionSet, match=message):
        load(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("first = 4\n", "", "core: "),
        ("first = 4", "frist = 4", "no such question: frist"),
        ("[full]", "[huge]", "full"),
        ("today = 2026-10-05\n", "", "today"),
        ("[answers]", "[answers", "ordinary/2026-1.toml"),
    ],
)
def test_an_ordinary_period_has_to_be_whole(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(BadQuestionSet, match=message):
        load(tmp_path, ordinary=ORDINARY.replace(old, new))


def test_a_set_without_an_ordinary_period_is_refused(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "tiny" / "ordinary" / "2026-1.toml").unlink()
    with pytest.raises(BadQuestionSet, match=r"there is no ordinary/2026-1\.toml"):
        library.read(tmp_path / "tiny" / "2026-1.toml")


@pytest.mark.parametrize("question_set", library.all(), ids=lambda found: f"{found.key} {found.version}")
def test_an_ordinary_period_can_be_sent_and_stays_within_the_promise(question_set: library.QuestionSet) -> None:
    for tier, ordinary in library.ordinary(question_set).items():
        journey = ordinary.journey()
        answered, boxes = journey.counts()
        assert answered == boxes <= question_set.boxes.of(tier)
        assert journey.minutes() <= question_set.minutes.of(tier)
        assert not journey.blocking()
        assert not ordinary.empty().counts()[0]
