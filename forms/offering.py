"""A set with what can be chosen filled in: the lots of this tender, the sessions of that event. Pure.

Such a set is one like any other, so that page, conversation and journey need know nothing of it. A question for which
there is nothing to choose is not asked; what depends on it then counts as not known, and is not asked either.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeAlias

from forms import library
from forms.asked import Option
from forms.overlay import rebuilt
from forms.question_set import Page, Question, QuestionSet

Offer: TypeAlias = tuple[str, tuple[Option, ...]]
"""What stands under `offers` of a question, and what can be chosen there."""
MOST: Final = 256


def fitted(key: str, version: str, offers: Iterable[Offer] = (), without: Iterable[str] = ()) -> QuestionSet:
    """The set as it is asked here; `without`: questions whose answer is known. NoSuchSet if there is none."""
    return _fitted(key, version, tuple(offers), frozenset(without))


@lru_cache(maxsize=MOST)
def _fitted(key: str, version: str, offers: tuple[Offer, ...], without: frozenset[str]) -> QuestionSet:
    questions, options = library.get(key, version), dict(offers)
    pages = (_page(page, options, without) for page in questions.pages)
    kept = tuple(page for page in pages if page is not None)
    held = {page.section for page in kept}
    return rebuilt(questions, pages=kept, sections=tuple(one for one in questions.sections if one.key in held))


def _page(page: Page, options: dict[str, tuple[Option, ...]], without: frozenset[str]) -> Page | None:
    kept = tuple(
        _question(question, options)
        for question in page.questions
        if question.key not in without and (question.offers is None or options.get(question.offers))
    )
    minutes = page.minutes * len(kept) / len(page.questions)
    return page.model_copy(update={"questions": kept, "minutes": minutes}) if kept else None


def _question(question: Question, options: dict[str, tuple[Option, ...]]) -> Question:
    return question if question.offers is None else question.model_copy(update={"options": options[question.offers]})
