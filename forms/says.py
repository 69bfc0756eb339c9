"""What people write and what is to be understood: the right-hand side of `says` in a question set.

A number, `"ask"`, `"propose 2"`, `"propose {places} - 1"`, `"dont_have"`, an option's key, keys with commas, a day.
Each is a test; here alone an expression may divide (`"propose {now} / 2"`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from forms.asked import Value
from forms.expressions import BadExpression, Expression, parse
from forms.question_set import COUNTING, Question

Outcome: TypeAlias = Literal["exact", "propose", "ask", "dont_have"]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a reader is to make of `text`. `expected` is None where no value may be understood."""

    text: str
    outcome: Outcome
    expected: Value | Expression | None = None


def sayings(question: Question) -> tuple[Saying, ...]:
    """The `says` of a question, parsed. BadExpression says which one is not understood."""
    return tuple(_saying(question, text, understood) for text, understood in question.says)


def _saying(question: Question, text: str, understood: int | float | str) -> Saying:
    match understood:
        case "ask":
            return Saying(text, "ask")
        case "dont_have":
            return Saying(text, "dont_have")
        case str() if understood.startswith("propose "):
            return Saying(text, "propose", _expected(question, understood.removeprefix("propose ")))
        case _:
            return Saying(text, "exact", _expected(question, understood))


def _expected(question: Question, understood: int | float | str) -> Value | Expression:
    if not isinstance(understood, str):
        return understood
    if question.kind in COUNTING:
        return parse(understood.replace("{", "").replace("}", ""), division=True)
    if question.kind == "date":
        return _day(understood)
    if question.kind == "yes_no" and understood not in ("yes", "no"):
        raise BadExpression(f"“{understood}” is neither yes nor no")
    return _chosen(question, understood) if question.options else understood


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise BadExpression(f"“{text}” is not a day (2026-08-14)") from wrong


def _chosen(question: Question, understood: str) -> str | tuple[str, ...]:
    keys = tuple(key.strip() for key in understood.split(","))
    known = [option.key for option in question.options]
    for key in keys:
        if key not in known:
            raise BadExpression(f"“{key}” is not one of its options")
    return tuple(sorted(keys, key=known.index)) if question.kind == "choices" else keys[0]
