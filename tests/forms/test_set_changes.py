"""What changed between two versions of a set, in words, by code."""

import pytest

from forms import library
from forms.overlay import rebuilt
from forms.question_set import QuestionSet
from forms.set_changes import changes

SET = library.get("small-grants-half-yearly", "2026-1")


def other(**edits: dict[str, object]) -> QuestionSet:
    """Another version: edits of questions by key; `None` leaves one out."""
    pages = []
    for page in SET.pages:
        own = [q.model_copy(update=edits.get(q.key, {})) for q in page.questions if edits.get(q.key, {}) is not None]
        pages.append(page.model_copy(update={"questions": tuple(own)}))
    return rebuilt(SET, version="2026-2", pages=tuple(pages))


def told(new: QuestionSet, old: QuestionSet = SET) -> list[str]:
    return [f"{change.code} {change.say}".strip() for change in changes(old, new)]


def test_the_same_questions_are_no_change() -> None:
    assert told(rebuilt(SET, version="2026-2")) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"ask": "What was different?"}, "SG04a Asked in other words: “What was different?” Before: “"),
        ({"tier": 2}, "Now asked of middle and large providers, before of everybody."),
        ({"every": "Y"}, "Now asked once a year, before each time."),
        ({"required": False}, "It may be left empty now."),
        ({"hint": "Two lines."}, "Another hint: “Two lines.”"),
        ({"max_words": 10}, "What has changed: how many words."),
        ({"kind": "yes_no"}, "Answered as yes no, before as text."),
    ],
)
def test_each_change_of_a_question_is_said_by_its_code(edit: dict[str, object], expected: str) -> None:
    key = "difference"
    code = SET.questions[key].code
    [line] = told(other(**{key: edit}))
    assert line.startswith(code)
    assert expected.removeprefix("SG04a ") in line


def test_new_questions_and_those_that_are_gone_are_said() -> None:
    gone = other(difference=None)  # type: ignore[arg-type]
    code = SET.questions["difference"].code
    assert told(gone) == [f"{code} No longer asked: ‘{SET.questions['difference'].name}’."]
    assert told(SET, gone) == [f"{code} New, for everybody: “{SET.questions['difference'].ask}”"]


def test_pages_promises_and_due_days_are_compared_too() -> None:
    first = SET.pages[0]
    page = first.model_copy(update={"why": "Because.", "law": "An Act."})
    new = rebuilt(SET, pages=(page, *SET.pages[1:]), due_after=30, title="Grants")
    lines = told(new)
    assert "Now called “Grants”." in lines
    assert f"Due 30 working days after the period, before {SET.working_days}." in lines
    assert any(line.startswith(f"{first.code} Other words on why it is asked: “Because.”") for line in lines)
    assert f"{first.code} Its law: An Act." in lines
