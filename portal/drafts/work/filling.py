"""The page of a draft: every question that is asked, on one page, read as any page of questions is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from forms import error_words
from forms.answer_field import AnswerField
from forms.journey import Journey
from forms.kinds.plain import visible
from forms.page_form import PageForm, Typed, form_for
from portal.drafts.work.kept import Kept
from portal.drafts.work.matter import Matter

LONGEST_UNREAD = 12_000


@dataclass(frozen=True)
class Filled:
    """The page with what stands in its boxes, and what is kept of it."""

    kept: Kept
    forms: tuple[PageForm, ...]
    journey: Journey
    appeared: bool = False
    """A question came up that was not on the page."""

    @property
    def fields(self) -> Iterator[AnswerField]:
        """The boxes, in order."""
        return (field for form in self.forms for field in _fields(form) if self.journey.visible(field.question))

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by box."""
        return {field.name: str(field.errors[0]) for field in self.fields if field.errors}


def show(matter: Matter, kept: Kept) -> Filled:
    """The page as it stands; what could not be read last time stands in its box again, with its message."""
    return _filled(matter, kept, Typed(kept.unread) if kept.unread else None)


def _filled(matter: Matter, kept: Kept, typed: Any) -> Filled:
    journey, forms = matter.journey(kept), []
    for page in matter.questions.pages:
        form: PageForm = form_for(page, journey)(typed)
        form.validate()
        journey = form.so_far
        forms.append(form)
    return Filled(kept, tuple(forms), journey)


def fill(matter: Matter, kept: Kept, typed: Any, *, whole: bool) -> Filled:
    """What was typed, read and kept; a box that was emptied is empty. `whole`: what is missing is said at its box."""
    before = matter.journey(kept)
    asked = [question for question in matter.questions.questions.values() if before.visible(question)]
    emptied = [question.key for question in asked if not _typed(typed, question.key)]
    found = _filled(matter, kept.without(emptied), typed)
    written = [one for form in found.forms for one in form.written]
    unread = {field.name: visible(field.raw)[:LONGEST_UNREAD] for field in found.fields if field.errors and field.raw}
    now = replace(found.kept.with_answers(matter.questions, written), unread=unread)
    journey = matter.journey(now)
    seen = {question.key for question in asked}
    new = [question for question in matter.questions.questions.values() if journey.visible(question)]
    appeared = any(question.key not in seen and journey.given(question) is None for question in new)
    filled = Filled(now, found.forms, journey, appeared)
    if whole:
        _say_what_stops(filled, seen)
    return filled


def _typed(typed: Any, key: str) -> bool:
    names = (key, f"{key}.yes", f"{key}.not_applicable")
    return any(value.strip() for name in names for value in typed.getlist(name))


def _say_what_stops(filled: Filled, seen: set[str]) -> None:
    stops = {problem.question: problem.say for problem in reversed(filled.journey.blocking())}
    for field in filled.fields:
        if field.name in stops and field.name in seen and not field.errors:
            field.errors = [stops[field.name]]


def _fields(form: PageForm) -> list[AnswerField]:
    return [cast(AnswerField, field) for field in form]


def left(journey: Journey) -> list[tuple[str, str]]:
    """What keeps it from being sent, with its box."""
    return [(problem.say or error_words.EMPTY, problem.question) for problem in journey.blocking()]
