"""The one expression language of the question sets: for show_if, checks, limits and derived values.

    places_ready < places            'lodgings' in kinds and not last_return
    months_before(last_day, 6)       opening + moved_in - moved_out == now
    per_cent(given, planned)

Only `+ - * < <= > >= == != in, not in, and, or, not`, numbers, words in quotes, tuples, names, and two functions.
It has three values: what touches something that is not known is itself `UNKNOWN`, unless the known part
settles it (`False and UNKNOWN` is False). An expression is parsed once, when its question set is loaded.

simpleeval does the evaluating; this page says what is allowed, and adds the third value.
"""

import ast
import calendar
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final, TypeAlias

from simpleeval import SimpleEval

from forms.asked import Value

MAX_LENGTH: Final = 300


class Unknown:
    """What is not known (yet). One instance, `UNKNOWN`; neither true nor false."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false: compare with `is True` or `is UNKNOWN`")


UNKNOWN: Final = Unknown()

Result: TypeAlias = Value | bool | Unknown


class BadExpression(ValueError):
    """It does not belong to the language; the message says what is not allowed, for the author of a set."""


def months_before(day: date, n: int) -> date:
    """The same day of the month n months earlier, or the last day of that month."""
    months = day.year * 12 + day.month - 1 - n
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def per_cent(n: float, of: float) -> int | Unknown:
    """n of `of` in whole per cent, halves rounded up; UNKNOWN out of nothing."""
    if not (isinstance(n, int | float) and isinstance(of, int | float)):
        raise TypeError("only numbers have a per cent")
    return math.floor(100 * n / of + 0.5) if of > 0 else UNKNOWN


def _known(rule: Callable[..., Any], *values: Any) -> Any:
    """The rule, unless it touches something unknown."""
    return UNKNOWN if any(value is UNKNOWN for value in values) else rule(*values)


def _number(rule: Callable[..., Any], left: Any, right: Any) -> Any:
    """Arithmetic is for numbers only: a word times a million is an attack, not a rule."""
    if not (isinstance(left, int | float) and isinstance(right, int | float)):
        raise TypeError("only numbers can be added, subtracted and multiplied")
    return rule(left, right)


def _arithmetic(rule: Callable[..., Any]) -> Callable[..., Any]:
    return partial(_known, partial(_number, rule))


_OPERATORS: Final[dict[type[ast.AST], Callable[..., Any]]] = {
    ast.Add: _arithmetic(operator.add),
    ast.Sub: _arithmetic(operator.sub),
    ast.Mult: _arithmetic(operator.mul),
    ast.USub: partial(_known, operator.neg),
    ast.Not: partial(_known, operator.not_),
    ast.Lt: partial(_known, operator.lt),
    ast.LtE: partial(_known, operator.le),
    ast.Gt: partial(_known, operator.gt),
    ast.GtE: partial(_known, operator.ge),
    ast.Eq: partial(_known, operator.eq),
    ast.NotEq: partial(_known, operator.ne),
    ast.In: partial(_known, lambda item, box: item in box),
    ast.NotIn: partial(_known, lambda item, box: item not in box),
}
_DIVISION: Final = {ast.Div: _arithmetic(operator.truediv)}
_FUNCTIONS: Final = {"months_before": partial(_known, months_before), "per_cent": partial(_known, per_cent)}
_TAKES: Final = {"months_before": "a day and a number of months", "per_cent": "a part and its whole"}
_SHAPES: Final = (
    ast.Expr, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.And, ast.Or, ast.Name, ast.Attribute,
    ast.Constant, ast.Tuple, ast.Call, ast.Load,
)  # fmt: skip


class _Evaluator(SimpleEval):  # type: ignore[misc]  # the package has no types
    """simpleeval with a third value, and with names looked up one at a time, only when they are needed."""

    def __init__(self, look_up: Callable[[str], Result]) -> None:
        super().__init__(operators=_OPERATORS | _DIVISION, functions=_FUNCTIONS, names={})
        self._look_up = look_up
        self.nodes[ast.Name] = lambda node: look_up(node.id)
        self.nodes[ast.Attribute] = lambda node: look_up(f"{node.value.id}.{node.attr}")
        self.nodes[ast.Tuple] = lambda node: tuple(self._eval(part) for part in node.elts)

    def _eval_boolop(self, node: ast.BoolOp) -> bool | Unknown:
        """False settles an `and`, True settles an `or`; otherwise anything unknown makes it unknown."""
        settles = isinstance(node.op, ast.Or)
        unknown = False
        for part in node.values:
            value = self._eval(part)
            if value is UNKNOWN:
                unknown = True
            elif bool(value) is settles:
                return settles
        return UNKNOWN if unknown else not settles

    def _eval_compare(self, node: ast.Compare) -> Any:
        """A chain (`1 < a < b`) is an `and` of its links."""
        left = self._eval(node.left)
        unknown = False
        for sign, comparator in zip(node.ops, node.comparators, strict=True):
            right = self._eval(comparator)
            link = self.operators[type(sign)](left, right)
            if link is UNKNOWN:
                unknown = True
            elif not link:
                return False
            left = right
        return UNKNOWN if unknown else True


class Evaluator:
    """Evaluates expressions against names that are looked up by a function (dotted names whole: `last.now`)."""

    def __init__(self, look_up: Callable[[str], Result]) -> None:
        self._simple = _Evaluator(look_up)

    def __call__(self, expression: "Expression") -> Result:
        """The value, or UNKNOWN. TypeError where a rule compares what cannot be compared."""
        found: Result = self._simple.eval(expression.text, previously_parsed=expression.tree)
        return found


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; equal when its text is."""

    namespaces: ClassVar[frozenset[str]] = frozenset({"last", "contract"})

    text: str
    tree: ast.Expr
    names: frozenset[str]
    """Every name that it touches, dotted ones whole."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def evaluate(self, look_up: Callable[[str], Result]) -> Result:
        """Once, against these names; keep an `Evaluator` where many are evaluated."""
        return Evaluator(look_up)(self)

    def parts(self) -> tuple["Expression", ...]:
        """Every comparison and sum in it, inner ones first, so that each can be tried out alone."""
        inner = [node for node in ast.walk(self.tree) if isinstance(node, ast.Compare | ast.BinOp | ast.Call)]
        return tuple(_expression(ast.unparse(node), ast.Expr(node)) for node in reversed(inner))


def parse(text: str, *, division: bool = False) -> Expression:
    """Parse a text of the language; BadExpression says what is not allowed. Division is for `says` only."""
    if len(text) > MAX_LENGTH:
        raise BadExpression(f"an expression has at most {MAX_LENGTH} characters")
    try:
        body = ast.parse(text.strip(), mode="exec").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as wrong:
        raise BadExpression(f"“{text}” is not an expression") from wrong
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        raise BadExpression(f"“{text}” is not one expression")
    signs = (*_OPERATORS, *_DIVISION) if division else tuple(_OPERATORS)
    for node in ast.walk(body[0]):
        _allow(node, (*_SHAPES, *signs))
    return _expression(text, body[0])


def _expression(text: str, tree: ast.Expr) -> Expression:
    return Expression(text=text, tree=tree, names=_names(tree))


def _allow(node: ast.AST, allowed: tuple[type[ast.AST], ...]) -> None:
    if not isinstance(node, allowed):
        raise BadExpression(f"{type(node).__name__} is not part of the language")
    match node:
        case ast.Attribute(value=ast.Name(id=space)) if space in Expression.namespaces:
            if node.attr.startswith("_"):
                raise BadExpression(f"“{space}.{node.attr}” is not a name")
        case ast.Attribute():
            raise BadExpression("a dot stands only after " + " or ".join(sorted(Expression.namespaces)))
        case ast.Call():
            _allow_call(node)
        case ast.Constant(value=value) if type(value) not in (int, float, str, bool):
            raise BadExpression("only numbers and words in quotes")
        case ast.Name(id=name) if name.startswith("_"):
            raise BadExpression(f"“{name}” is not a name")


def _allow_call(node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords:
        raise BadExpression("the only functions are " + ", ".join(_FUNCTIONS))
    if len(node.args) != 2:
        raise BadExpression(f"{node.func.id} takes {_TAKES[node.func.id]}")


def _names(tree: ast.AST) -> frozenset[str]:
    found: set[str] = set()
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        match node:
            case ast.Attribute(value=ast.Name(id=space), attr=attr):
                found.add(f"{space}.{attr}")
            case ast.Name(id=name):
                found.add(name)
            case ast.Call(args=args):
                nodes.extend(args)
            case _:
                nodes.extend(ast.iter_child_nodes(node))
    return frozenset(found)
