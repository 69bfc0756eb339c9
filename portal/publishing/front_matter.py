"""What stands between the two lines of three plus signs at the head of a file of words.

TOML says of each value whether it is a text, a number or a day. What is left to check is little, and each build reads
these files first: it would wait for pydantic to be loaded.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class Contact:
    """Whom to ask."""

    name: str
    email: str


@dataclass(frozen=True)
class Change:
    """One line of the list of changes."""

    on: date
    what: str


@dataclass(frozen=True)
class FrontMatter:
    """`set`: the key of the question set that a page of guidance is about, if it is about one."""

    title: str
    summary: str
    authority: str
    order: int
    next_review: date
    contact: Contact
    changes: tuple[Change, ...]
    service: str = ""
    set: str = ""


class WrongFrontMatter(ValueError):
    """The message names all that is wrong: “order: Field required; contact.email: …”."""


def front_matter(values: Mapping[str, Any]) -> FrontMatter:
    """That of one file, as TOML reads it. Raises WrongFrontMatter."""
    if problems := list(_problems(values, SHAPE)):
        raise WrongFrontMatter("; ".join(problems))
    contact, changes = Contact(**values["contact"]), tuple(Change(**one) for one in values["changes"])
    return FrontMatter(**{**values, "contact": contact, "changes": changes})


Wrong = Callable[[Any], str]
"""What is wrong with a value; nothing where it is as it should be."""


def _any_text(value: Any) -> str:
    return "" if isinstance(value, str) else "Input should be a valid string"


def _text(value: Any) -> str:
    return _any_text(value) or ("" if value else "String should have at least 1 character")


def _email(value: Any) -> str:
    return _text(value) or ("" if EMAIL.fullmatch(value) else "Input should be an e-mail address")


def _number(value: Any) -> str:
    return "" if type(value) is int else "Input should be a valid integer"  # true would be one


def _day(value: Any) -> str:
    return "" if type(value) is date else "Input should be a valid date, without quotes"  # an instant would be one


SHAPE: Mapping[str, Any] = {
    "title": _text, "summary": _text, "authority": _text, "service": _any_text, "set": _any_text, "order": _number,
    "next_review": _day, "contact": {"name": _text, "email": _email}, "changes": [{"on": _day, "what": _text}],
}  # fmt: skip
"""Name -> what finds fault with its value; a table of its own; a list of such tables, of which there must be one."""
OPTIONAL = ("service", "set")


def _problems(values: Mapping[str, Any], shape: Mapping[str, Any], place: str = "") -> Iterator[str]:
    for name, expected in shape.items():
        if name in values:
            yield from _wrong(values[name], expected, f"{place}{name}")
        elif name not in OPTIONAL:
            yield f"{place}{name}: Field required"
    yield from (f"{place}{name}: Extra inputs are not permitted" for name in values if name not in shape)


def _wrong(value: Any, expected: Any, name: str) -> Iterator[str]:
    if isinstance(expected, list):
        if not isinstance(value, list) or not value:
            yield f"{name}: There should be at least one [[{name}]]"
        else:
            for number, one in enumerate(value):
                yield from _wrong(one, expected[0], f"{name}.{number}")
    elif isinstance(expected, dict):
        if isinstance(value, dict):
            yield from _problems(value, expected, f"{name}.")
        else:
            yield f"{name}: Input should be a table"
    elif words := expected(value):
        yield f"{name}: {words}"
