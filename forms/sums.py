"""What adds up to what in a question set: whoever knows all but one of the numbers of a sum knows the last one. Pure.

Read from the rules themselves: derived values, checks that two sums are equal, what a ratio is out of.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from forms.expressions import Expression
from forms.question_set import QuestionSet

Sum: TypeAlias = Mapping[str, int]
"""Key -> how often it counts; all of it together is nothing: {now: 1, under_18: -1, over_18: -1}. `<key>.of` is what
the ratio `<key>` is out of."""


def sums(questions: QuestionSet) -> list[Sum]:
    """Every sum that must hold between the figures of one return, and so between their totals."""
    found = [*_derived(questions), *_equal(questions), *_ratios(questions)]
    return [one for one in found if len(one) > 1]


def told_elsewhere(questions: QuestionSet) -> frozenset[str]:
    """Figures that another period’s return tells as well: “at the start” is “at the end” of the period before."""
    found: set[str] = set()
    for key, rules in _rules(questions):
        last = {name.removeprefix("last.") for rule in rules for name in rule.names if name.startswith("last.")}
        found |= last | ({key} if last else set())
    return frozenset(found)


def _rules(questions: QuestionSet) -> Iterator[tuple[str, list[Expression]]]:
    for question in questions.questions.values():
        yield question.key, [rule for rule in (question.otherwise, question.of) if rule is not None]
    for derived in questions.derived:
        yield derived.key, [derived.rule]


def _derived(questions: QuestionSet) -> Iterator[Sum]:
    for derived in questions.derived:
        if (parts := _linear(derived.rule.tree.value)) is not None:
            yield _together(parts, {derived.key: -1})


def _equal(questions: QuestionSet) -> Iterator[Sum]:
    for page in questions.pages:
        for check in page.checks:
            node = check.rule.tree.value
            if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
                left, right = _linear(node.left), _linear(node.comparators[0])
                if left is not None and right is not None:
                    yield _together(left, right, sign=-1)


def _ratios(questions: QuestionSet) -> Iterator[Sum]:
    for question in questions.questions.values():
        whole = None if question.of is None else _linear(question.of.tree.value)
        if whole is not None:
            yield _together(whole, {f"{question.key}.of": -1})


def _linear(node: ast.expr) -> dict[str, int] | None:
    """Names added and taken away; None for anything else, be it a number: that says nothing about people."""
    if isinstance(node, ast.Name):
        return {node.id: 1}
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        left, right = _linear(node.left), _linear(node.right)
        if left is not None and right is not None:
            return _together(left, right, sign=1 if isinstance(node.op, ast.Add) else -1)
    return None


def _together(left: Sum, right: Sum, sign: int = 1) -> dict[str, int]:
    both = dict(left)
    for key, times in right.items():
        both[key] = both.get(key, 0) + sign * times
    return {key: times for key, times in both.items() if times}
