"""Who comes: names, each with what they do. “Rita Rowe, manager; Ravi Rowe”.

Lines and semicolons part people; a comma parts a name from what somebody does. Where a comma or an “and” may part
people as well, it is asked about.
"""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.plain import too_long, visible
from forms.kinds.words.asides import as_before, asks_back, dont_know
from forms.kinds.words.naming import certain, does, is_name, known, name_and_role, unnamed
from forms.reading import Reading, Span, Status, unreadable

BETWEEN = "; "
_PARTS = re.compile(r"[;\n]+")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s*")
_BREAK = re.compile(
    r"\s*(?P<role>,(?:\s*(?:and|plus)\b)?| [-–—] |[()]|(?<=[a-z]{4})\.\s)\s*"
    r"|\s*(?P<and>\band\b|\bplus\b|[&+])\s*"
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-]){1,79}")
_FEW = 4
_SHORT = 150
"""Characters up to which a reading is offered as a button."""


class PeopleKind(Kind):
    """Values are str: people parted by semicolons, each a name, or a name, a comma and what they do."""

    name: ClassVar[str] = "people"

    def read(self, text: str, asked: Asked) -> Reading:
        said = visible(text).strip()
        if not said or too_long(said):
            return unreadable("empty" if not said else "too_long")
        if dont_know(said.lower()) and len(said.split()) <= _FEW:
            return Reading(Status.dont_know)
        if as_before(said.lower()) or asks_back(said.lower()):
            return unreadable()
        lines = [_line(part) for part in _PARTS.split(said) if part.strip(" -*•.")]
        if not lines or not all(line.people for line in lines):
            return unreadable()
        return _reading(lines, (Span(0, len(said)),))

    def say(self, value: Any, asked: Asked) -> str:
        return str(value)


def parted(value: str) -> list[tuple[str, str]]:
    """Each person’s name, and what they do (“” where nobody said)."""
    people = (one.partition(",") for one in value.split(BETWEEN))
    return [(name.strip(), role.strip()) for name, _, role in people if name.strip()]


@dataclass(frozen=True)
class _Line:
    """What one line says: who is meant, and what else it may mean where a comma may part people as well."""

    people: list[str]
    otherwise: str = ""
    sure: bool = True


def _reading(lines: list[_Line], spans: tuple[Span, ...]) -> Reading:
    value = BETWEEN.join(one for line in lines for one in line.people)
    if any(line.otherwise for line in lines):
        other = BETWEEN.join(one for line in lines for one in ([line.otherwise] if line.otherwise else line.people))
        both = tuple(one for one in (value, other) if len(one) <= _SHORT)
        return Reading(Status.ambiguous, None, both, spans)
    return Reading(Status.exact if all(line.sure for line in lines) else Status.approximate, value, spans=spans)


def _line(part: str) -> _Line:
    """“Rita Rowe, manager”, “Rita and Ravi”; nobody where no name stands there, or somebody without one."""
    said = " ".join(_ITEM.sub("", part).split()).strip(" .,")
    pieces = _pieces(said)
    if unnamed(said) or not pieces:
        return _Line([])
    people: list[list[str]] = []
    sure, commas = True, False
    for after, words in pieces:
        here = words.split()
        if not people or (after == "and" and len(people[-1]) == 1):
            name, role = name_and_role(here)
            if not _NAME.fullmatch(" ".join(name)) or not is_name(name):
                return _Line([])
            people.append([" ".join(name), *([" ".join(role)] if role else [])])
            sure = sure and not role and len(people) == 1 and certain(name)
        elif _like_a_name(here):
            people.append([words])
            commas = True
        else:
            people[-1].append(f"and {words}" if after == "and" else words)
    told = [_together(one) for one in people]
    return _Line(told, _as_written(said) if commas else "", sure)


def _pieces(said: str) -> list[tuple[str, str]]:
    """What stands between commas, brackets, dashes and “and”, each with what stood before it."""
    found, after, start = [], "", 0
    for match in _BREAK.finditer(said):
        if words := said[start : match.start()]:
            found.append((after, words))
            after = ""
        after = "and" if match["and"] or "and" in match["role"] or "plus" in match["role"] else after
        start = match.end()
    return [*found, (after, said[start:])] if said[start:] else found


def _together(one: list[str]) -> str:
    name, *does = one
    return f"{name}, {', '.join(does).replace(', and ', ' and ')}" if does else name


def _as_written(said: str) -> str:
    """The first name, and all the rest as what they do."""
    found = _BREAK.search(said)
    return f"{said[: found.start()]}, {said[found.end() :]}" if found else said


def _like_a_name(words: list[str]) -> bool:
    if any(does(word) for word in words) or not is_name(words):
        return False
    return known(words[0]) or (len(words) > 1 and all(word[:1].isupper() for word in words))
