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
Most: TypeAlias = tuple[str, int]
Changes: TypeAlias = dict[tuple[str, str], dict[str, object]]
KEPT: Final = 256


def fitted(
    key: str, version: str, offers: Iterable[Offer] = (), without: Iterable[str] = (), most: Iterable[Most] = ()
) -> QuestionSet:
    """The set as it is asked here; `without`: questions that are not asked; `most`: limits by key. NoSuchSet."""
    return _fitted(key, version, tuple(offers), frozenset(without), tuple(most))


@lru_cache(maxsize=KEPT)
def _fitted(
    key: str, version: str, offers: tuple[Offer, ...], without: frozenset[str], most: tuple[Most, ...]
) -> QuestionSet:  # fmt: skip
    questions, changes = library.get(key, version), _changes(offers, most)
    pages = (_page(page, changes, without) for page in questions.pages)
    kept = tuple(page for page in pages if page is not None)
    held = {page.section for page in kept}
    return rebuilt(questions, pages=kept, sections=tuple(one for one in questions.sections if one.key in held))


def _changes(offers: tuple[Offer, ...], most: tuple[Most, ...]) -> Changes:
    options: Changes = {("offers", name): {"options": options} for name, options in offers if options}
    return {**options, **{("key", key): {"max": limit} for key, limit in most}}


def _page(page: Page, changes: Changes, without: frozenset[str]) -> Page | None:
    kept = tuple(
        _question(question, changes)
        for question in page.questions
        if question.key not in without and (question.offers is None or ("offers", question.offers) in changes)
    )
    minutes = page.minutes * len(kept) / len(page.questions)
    return page.model_copy(update={"questions": kept, "minutes": minutes}) if kept else None


def _question(question: Question, changes: Changes) -> Question:
    found = {**changes.get(("offers", question.offers or ""), {}), **changes.get(("key", question.key), {})}
    return question.model_copy(update=found) if found else question
