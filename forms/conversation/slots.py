"""What can be asked for: an answer, or one of the few words that go with it. A focus is its name."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.answers import EXPLANATION, REPLY
from forms.journey import Journey
from forms.problems import Problem
from forms.question_set import COUNTING, Page, Question

Part: TypeAlias = Literal["value", "why", "when", "words", "check", "remark"]

WHY, WHEN = ".why", ".when"
TAKES_NOT_AVAILABLE = COUNTING | {"date"}
"""Kinds of question that may be answered with “We don’t have this figure”."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a focus leads: the question, which part of it, and the option or check that the words go with."""

    key: str
    question: Question
    part: Part = "value"
    option: str = ""
    check: str = ""

    @property
    def narrative(self) -> bool:
        """Whether free words are asked for."""
        return self.part in ("why", "words", "check", "remark") or (
            self.part == "value" and self.question.kind == "text"
        )

    @property
    def counts(self) -> bool:
        """Whether its question may be answered with “We don’t have this figure”."""
        return self.part == "value" and self.question.kind in TAKES_NOT_AVAILABLE


def slot_of(focus: str | None, journey: Journey) -> Slot | None:
    """The slot of a focus; None where there is none any more (another version of the set, or no longer asked)."""
    if focus is None:
        return None
    found = _check(focus, journey) if focus.startswith(EXPLANATION) else _of_question(focus, journey)
    return found if found is not None and journey.visible(found.question) else None


def _of_question(focus: str, journey: Journey) -> Slot | None:
    questions = journey.question_set.questions
    if focus in questions:
        return Slot(focus, questions[focus])
    key, _, part = focus.partition(".")
    question = questions.get(key)
    if question is None:
        return None
    if part in question.takes_words():
        return Slot(focus, question, "words", option=part)
    if f".{part}" in (WHY, WHEN):
        return Slot(focus, question, "why" if f".{part}" == WHY else "when")
    return None


def _check(focus: str, journey: Journey) -> Slot | None:
    check = focus.removeprefix(EXPLANATION)
    questions = journey.question_set.questions
    if focus.endswith(REPLY):
        question = questions.get(check.removesuffix(REPLY))
        return None if question is None else Slot(focus, question, "remark", check=check)
    problem = problem_of(check, journey)
    return None if problem is None else Slot(focus, questions[problem.question], "check", check=check)


def problem_of(check: str, journey: Journey) -> Problem | None:
    """What is asked about under that key, as things stand."""
    page = _page_of(check, journey)
    if page is None or not journey.may_visit(page):
        return None
    return next((problem for problem in journey.soft(page) if problem.key == check), None)


def _page_of(check: str, journey: Journey) -> Page | None:
    questions = journey.question_set
    question = questions.questions.get(check.rpartition(".")[0])
    if question is not None:
        return questions.page_of(question)
    return next((page for page in questions.pages if any(one.key == check for one in page.checks)), None)
