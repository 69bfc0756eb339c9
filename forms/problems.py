"""What is missing, what cannot be, and what we ask about: worked out from the values, never stored.

`missing` and `stop` keep a return from being sent. `ask` never does: it is “Is that right?”, with room for a few
words, which are kept as the answer `check:<key>`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from forms.answers import EXPLANATION
from forms.asked import Asked
from forms.error_words import missing, outside, too_many_characters, too_many_words
from forms.expressions import UNKNOWN, Expression
from forms.kinds import KINDS
from forms.question_set import CHOOSING, Check, Page, Question
from forms.values import Values

JUMP_BY: Final = 3
JUMP_SHARE: Final = 0.5

Level: TypeAlias = Literal["missing", "stop", "ask"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at, in words. `key` is unique in a return; `question` is the box to go to."""

    page: Page
    key: str
    """The question’s, the check’s, `<question>.jump` or `<question>.soft`; explanations stand under `check:<key>`."""
    level: Level
    say: str
    question: str
    explained: str = ""
    """What somebody said when they were asked."""


def problems_of(
    page: Page, questions: tuple[Question, ...], values: Values, asked: Callable[[Question], Asked]
) -> Iterator[Problem]:
    """The problems of one page with these visible questions, in the order of the page."""
    for question in questions:
        if values.given(question) is None:
            if question.required:
                yield Problem(page, question.key, "missing", missing(asked(question)), question.key)
        elif values.value(question.key) is not UNKNOWN:
            yield from _of_answer(page, question, values, asked(question))
    visible = {question.key for question in questions}
    for check in page.checks:
        if values.evaluate(check.rule) is False:
            yield _of_check(page, check, values, visible)


def _of_answer(page: Page, question: Question, values: Values, asked: Asked) -> Iterator[Problem]:
    value = values.value(question.key)
    if wrong := outside(value, asked, where_from(question.max, values)):
        yield Problem(page, question.key, "stop", wrong, question.key)
    elif question.max_words is not None and isinstance(value, str):
        count = len(value.split())
        if count > question.max_words:
            yield Problem(page, question.key, "stop", too_many_words(count, question.max_words), question.key)
    elif question.longest is not None and isinstance(value, str) and len(value) > question.longest:
        yield Problem(page, question.key, "stop", too_many_characters(question.longest), question.key)
    if (soft := _soft(question, values)) is not None:
        yield _ask(page, f"{question.key}.soft", soft, question, values)
    if question.jump and jumps(value, values.situation.last.get(question.key)):
        said = {"last": _say(question, asked.last), "value": _say(question, value)}
        words = values.words(values.question_set.words.send.jump, said)
        yield _ask(page, f"{question.key}.jump", words, question, values)


def _ask(page: Page, key: str, say: str, question: Question, values: Values) -> Problem:
    return Problem(page, key, "ask", say, question.key, _explained(key, values))


def _explained(key: str, values: Values) -> str:
    given = values.answers.get(EXPLANATION + key)
    return "" if given is None or given.value is None else str(given.value)


def _of_check(page: Page, check: Check, values: Values, visible: set[str]) -> Problem:
    """A broken rule stands at the last box on the page that it names."""
    named = [question.key for question in page.questions if question.key in check.rule.names & visible]
    box = named[-1] if named else page.questions[0].key
    return Problem(page, check.key, check.level, values.words(check.say), box, _explained(check.key, values))


def jumps(value: object, last: object) -> bool:
    """Whether a count differs from last time by 3 or more and by more than half: one to two is no alarm."""
    if not (isinstance(value, int | float) and isinstance(last, int | float)):
        return False
    difference = abs(value - last)
    return difference >= JUMP_BY and difference > abs(last) * JUMP_SHARE


def _soft(question: Question, values: Values) -> str | None:
    """What to ask where a value is outside its soft limits."""
    value = values.value(question.key)
    for bound, below in ((question.soft_min, True), (question.soft_max, False)):
        limit = values.limit(bound)
        if limit is not None and _beyond(value, limit, below=below):
            return values.words(question.soft_say, _soft_words(question, value, limit))
    return None


def _beyond(value: object, limit: int | float | date, *, below: bool) -> bool:
    if isinstance(value, date) and isinstance(limit, date):
        return value < limit if below else value > limit
    if isinstance(value, int | float) and isinstance(limit, int | float):
        return value < limit if below else value > limit
    return False


def _soft_words(question: Question, value: object, limit: int | float | date) -> dict[str, str]:
    words = {"value": _say(question, value), "limit": _say(question, limit)}
    if isinstance(value, int | float) and isinstance(limit, int | float):
        words["missing"] = _say(question, abs(limit - value))
    return words


def where_from(bound: object, values: Values) -> str:
    """Where a limit comes from: “That is your answer to ‘Moved out’.”"""
    if not isinstance(bound, Expression) or len(bound.names) != 1 or bound.text not in bound.names:
        return ""
    questions = values.question_set
    if (question := questions.questions.get(bound.text)) is not None:
        return f"That is your answer to ‘{question.name}’."
    derived = questions.derived_by_key.get(bound.text)
    return "" if derived is None else f"That is ‘{derived.name}’, worked out from your answers."


def _say(question: Question, value: object) -> str:
    kind = question.kind if question.kind not in {"ratio"} | CHOOSING else "number"
    return KINDS[kind].say(value, Asked(key=question.key, kind=kind, ask="", decimals=question.decimals))
