"""Which question somebody means who would drop one."""

import pytest

from forms import library
from forms.one_off import PREFIX, definition, is_one_off, question_set
from forms.own_question import KINDS, OwnQuestion
from forms.soundness import faults
from forms.wishes import KEY, meant

SET = library.get("supported-accommodation-quarterly", "2026-1")


@pytest.mark.parametrize("found", library.all(), ids=lambda found: f"{found.key} {found.version}")
def test_every_set_ends_with_which_question_to_drop(found: object) -> None:
    assert list(found.questions)[-1] == KEY  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("SA09 and sa15a, nobody answers", ("SA15", "SA09")),
        ("Hours given: nobody has ever told us what for", ("SA15",)),
        ("The page on complaints", ("SA13",)),
        ("Nothing, thank you", ()),
        ("16 SA", ()),
    ],
)
def test_a_page_is_found_by_its_code_its_title_or_a_name(words: str, codes: tuple[str, ...]) -> None:
    assert meant(SET, words) == codes


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_question_of_any_kind_is_a_sound_set_that_keeps_to_its_promise(kind: str) -> None:
    told = OwnQuestion(
        kind=kind, name="Empty posts", ask="How many posts were empty today?", why="To plan training.",
        of_ask="How many posts do you have?" if kind == "ratio" else "",
        options=("Yes, all", "Some", "None") if kind.startswith("choice") else (),
    )  # type: ignore[arg-type]  # fmt: skip
    found = question_set(definition(told, mark="bcd234", nation="England"))
    assert faults(found) == []
    assert is_one_off(found.key)
    assert [page.code for page in found.pages] == ["Q1"]
    assert found.boxes.core == len(found.questions) == told.boxes
    assert found.minutes.core >= found.pages[0].minutes


def test_no_set_that_comes_with_us_could_be_taken_for_a_single_question() -> None:
    assert not [found.key for found in library.all() if found.key.startswith(PREFIX)]
