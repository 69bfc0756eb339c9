"""When a question is asked, in words: “if your answer to SA09a is more than 0”. Pure.

The rule itself stands in the set (`show_if`); this says it to somebody who has only paper before them.
"""

import ast
from collections.abc import Mapping
from typing import Final

from forms.expressions import Expression
from forms.question_set import QuestionSet

_SIGNS: Final[Mapping[type[ast.AST], str]] = {
    ast.Gt: "more than",
    ast.GtE: "at least",
    ast.Lt: "less than",
    ast.LtE: "at most",
    ast.Eq: "",
    ast.NotEq: "not",
    ast.In: "",
    ast.NotIn: "not",
}
_CIRCUMSTANCES: Final[Mapping[str, str]] = {
    "today": "today",
    "first_day": "the first day of the period",
    "last_day": "the last day of the period",
    "days_in_period": "the days of the period",
    "contract.volume": "your contract",
    "contract.places": "the places in your contract",
}
_VOLUMES: Final[Mapping[str, str]] = {
    "block": "a block contract",
    "cost_and_volume": "a cost and volume contract",
    "spot": "a spot contract",
    "none_guaranteed": "a contract without a guaranteed number",
}


def say(rule: Expression, questions: QuestionSet) -> str:
    """The rule as the rest of a sentence that begins with “if”; without simple words, what it is about."""
    try:
        return _clause(rule.tree.value, questions)
    except LookupError:
        codes = [questions.questions[name].code for name in sorted(rule.names) if name in questions.questions]
        return f"your answers to {', '.join(codes)} call for it" if codes else "it concerns you"


def _clause(node: ast.expr, questions: QuestionSet) -> str:
    match node:
        case ast.BoolOp(op=op, values=values):
            joint = " and " if isinstance(op, ast.And) else " or "
            return joint.join(_clause(value, questions) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id="last_return")):
            return "this is your first return"
        case ast.Name(id="last_return"):
            return "you have sent this return before"
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return _comparison(left, sign, right, questions)
    raise LookupError(ast.unparse(node))


def _comparison(left: ast.expr, sign: ast.cmpop, right: ast.expr, questions: QuestionSet) -> str:
    if isinstance(left, ast.Constant) and isinstance(sign, ast.In | ast.NotIn):
        name = _name(right)
        ticked = "is ticked" if isinstance(sign, ast.In) else "is not ticked"
        return f"“{_option(name, str(left.value), questions)}” {ticked} at {questions.questions[name].code}"
    about = _name(left) if isinstance(left, ast.Name | ast.Attribute) else ""
    words = " ".join(filter(None, ("is", _SIGNS[type(sign)], _value(right, about, questions))))
    return f"{_value(left, '', questions)} {words}"


def _name(node: ast.expr) -> str:
    return ast.unparse(node)


def _value(node: ast.expr, about: str, questions: QuestionSet) -> str:
    """A name or a value in words; `about` is the question that a value is compared with."""
    match node:
        case ast.Constant(value=value):
            return _constant(value, about, questions)
        case ast.Tuple(elts=parts):
            return " or ".join(_value(part, about, questions) for part in parts)
        case ast.Name() | ast.Attribute():
            return _named(_name(node), questions)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return f"{_value(left, '', questions)} plus {_value(right, '', questions)}"
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return f"{_value(left, '', questions)} less {_value(right, '', questions)}"
    raise LookupError(ast.unparse(node))


def _constant(value: object, about: str, questions: QuestionSet) -> str:
    if not isinstance(value, str):
        return str(value)
    if about == "contract.volume":
        return _VOLUMES[value]
    return f"“{_option(about, value, questions)}”"


def _named(name: str, questions: QuestionSet) -> str:
    if name in questions.questions:
        return f"your answer to {questions.questions[name].code}"
    if name in questions.derived_by_key:
        derived = questions.derived_by_key[name]
        return f"“{derived.name}”{_sum(derived.rule.tree.value, questions)}"
    if name.startswith("last."):
        return f"{_named(name.removeprefix('last.'), questions)} last time"
    return _CIRCUMSTANCES[name]


def _sum(node: ast.expr, questions: QuestionSet) -> str:
    """Which answers are added up in a worked-out value: “ (SA01b + SA01c)”; “” where it is no plain sum."""
    codes: list[str] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.right, ast.Name):
        codes.append(node.right.id)
        node = node.left
    names = [*([node.id] if isinstance(node, ast.Name) else ["?"]), *codes[::-1]]
    if not all(name in questions.questions for name in names):
        return ""
    return f" ({' + '.join(questions.questions[name].code for name in names)})"


def _option(question: str, key: str, questions: QuestionSet) -> str:
    """The words of an option; of yes and no they are the same everywhere."""
    found = questions.questions[question]
    words = {option.key: option.words for option in found.options} or {"yes": "Yes", "no": "No"}
    return words[key]
