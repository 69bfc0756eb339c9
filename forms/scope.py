"""What a question set asks of a tier in a period, whatever is answered: the same for every such return.

Worked out once (`QuestionSet.scope`), so that a journey has to look only at what depends on its own answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from forms.situation import TIERS, Tier, due

if TYPE_CHECKING:
    from forms.question_set import Page, Question, QuestionSet


class Standing(StrEnum):
    """How a question stands in this return."""

    asked = "asked"
    """It is on its page."""
    not_needed = "not_needed"
    """Its show_if is False: it counts as its `otherwise`."""
    undecided = "undecided"
    """Whether it is needed depends on something that is not known yet: hidden for now."""
    not_due = "not_due"
    """Not asked this quarter: a standing fact counts as it was last time."""
    other_tier = "other_tier"
    """Asked of bigger contracts only."""


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """By the keys of questions and pages; what depends on answers is not in `standings` and not in `visible`."""

    pages: "Mapping[str, Page]"
    askable: "Mapping[str, tuple[Question, ...]]"
    """The questions of a page that belong to the return at all, be they hidden for now."""
    standings: Mapping[str, Standing]
    visible: "Mapping[str, tuple[Question, ...]]"
    """The questions of a page that are asked."""
    minutes: Mapping[str, float]
    """What a page takes. Asked in part (its other boxes are yearly, or for bigger contracts) it takes that part."""

    @classmethod
    def of(cls, questions: "QuestionSet", tier: Tier, last_day: date) -> "Scope":
        """The scope of a tier in a period that ends on `last_day`."""
        fixed = {
            question.key: _fixed(page, question, questions.year_ends, tier, last_day)
            for page in questions.pages
            for question in page.questions
        }
        askable = {
            page.key: tuple(q for q in page.questions if fixed[q.key] in (Standing.asked, None))
            for page in questions.pages
        }
        return cls(
            questions.pages_by_key,
            askable,
            {key: standing for key, standing in fixed.items() if standing is not None},
            {key: own for key, own in askable.items() if all(fixed[question.key] for question in own)},
            {page.key: page.minutes * len(askable[page.key]) / len(page.questions) for page in questions.pages},
        )


def _fixed(page: "Page", question: "Question", year_ends: int, tier: Tier, last_day: date) -> Standing | None:
    """How a question stands whatever is answered; None where that depends on answers."""
    if question.tier > TIERS[tier]:
        return Standing.other_tier
    if not due(question.every, last_day, year_ends):
        return Standing.not_due
    return Standing.asked if page.show_if is None and question.show_if is None else None
