"""Which questions of a set need which others: by rules, checks, worked-out values, and words that say a figure. Pure.

What is needed cannot be switched off by a council (forms/overlay.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.expressions import Expression
from forms.question_set import Page, Question, QuestionSet
from forms.says import sayings
from forms.wording import PLACEHOLDER

RULES = ("show_if", "otherwise", "min", "max", "soft_min", "soft_max", "of", "whole")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing of a set that needs questions. `of` are the questions that it stands with: gone when all of them are;
    empty for what belongs to the whole set."""

    said: str
    of: frozenset[str]
    needs: frozenset[str]


class Needs:
    """Everything in a set that needs a question. Worth keeping while several of its questions are looked at."""

    def __init__(self, questions: QuestionSet) -> None:
        self._all = tuple(_of_set(questions))

    def of(self, off: Iterable[str]) -> Mapping[str, str]:
        """Question -> what still needs it, in words, where those of `off` are not asked."""
        gone = frozenset(off)
        found: dict[str, str] = {}
        for need in self._all:
            if not need.of or not need.of <= gone:
                found |= {key: need.said for key in need.needs & gone if key not in found}
        return found


def _of_set(questions: QuestionSet) -> Iterator[Need]:
    for page in questions.pages:
        yield from _of_page(questions, page)
    for derived in questions.derived:
        yield Need(f"“{derived.name}” is worked out from it", frozenset(), _rest(questions, derived.rule.names))
    for wording in questions.wording:
        names = wording.when.names | _said(wording.words, wording.otherwise)
        yield Need("words of this set depend on it", frozenset(), _rest(questions, names))


def _of_page(questions: QuestionSet, page: Page) -> Iterator[Need]:
    own = frozenset(question.key for question in page.questions)
    words = _said(page.title, page.why, page.used, page.hint, page.law)
    rule = page.show_if.names if page.show_if else frozenset()
    yield Need(f"page {page.code} depends on it", own, _rest(questions, words | rule))
    for check in page.checks:
        needed = _rest(questions, check.rule.names | _said(check.say))
        yield Need(f"a check on page {page.code} compares it", own, needed)
    for question in page.questions:
        names = _names(question) | _said(*_words(question))
        needed = _rest(questions, names) - {question.key}
        yield Need(f"{question.code} ‘{question.name}’ depends on it", frozenset({question.key}), needed)


def _names(question: Question) -> frozenset[str]:
    rules = [getattr(question, field) for field in RULES] + [saying.expected for saying in sayings(question)]
    return frozenset().union(*(rule.names for rule in rules if isinstance(rule, Expression)))


def _words(question: Question) -> tuple[str, ...]:
    own = (question.ask, question.thing, question.hint, question.example, question.if_no, question.soft_say)
    return own + tuple(text for option in question.options for text in (option.words, option.then))


def _said(*texts: str) -> frozenset[str]:
    return frozenset(name for text in texts for name in PLACEHOLDER.findall(text))


def _rest(questions: QuestionSet, names: Iterable[str]) -> frozenset[str]:
    """The questions that these names rest on, directly; worked-out values speak for themselves."""
    bare = (name.removeprefix("last.") for name in names)
    return frozenset(name for name in bare if name in questions.questions)
