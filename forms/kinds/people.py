"""Who comes: names, each with what they do. “Rita Rowe, manager; Ravi Rowe”.

Lines and semicolons part people; a comma parts a name from what somebody does. Where a comma or an “and” may part
people as well, it is asked about.
"""

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from forms.asked import Asked
from forms.given_names import GIVEN_NAMES
from forms.kinds.kind import Kind
from forms.kinds.plain import too_long, visible
from forms.kinds.words.asides import dont_know
from forms.reading import Reading, Span, Status, unreadable

BETWEEN = "; "
_PARTS = re.compile(r"[;\n]+")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s*")
_ROLE = re.compile(r"\s*(?:,| [-–] |\()\s*")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’&-]){1,79}")
_NOBODY = re.compile(
    r"(?:no|one|two|three|four|five|six|both|all|every\w+|nobody|none|no one|nil|me|just me|myself|us|we|yes"
    r"|i don'?t know|not sure|the|a|an|my|our|to)\b.*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:\band\b|&)\s*")
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
        people = [_person(part) for part in _PARTS.split(said) if part.strip(" -*•.")]
        if not people or not all(people):
            return unreadable()
        value, spans = BETWEEN.join(people), (Span(0, len(said)),)
        doubtful = [part for part in people if _more(part)]
        if not doubtful:
            return Reading(Status.exact, value, spans=spans)
        apart = BETWEEN.join(one for part in people for one in (_more(part) or [part]))
        both = tuple(one for one in (apart, value) if len(one) <= _SHORT)
        return Reading(Status.ambiguous, None, both, spans)

    def say(self, value: Any, asked: Asked) -> str:
        return str(value)


def parted(value: str) -> list[tuple[str, str]]:
    """Each person’s name, and what they do (“” where nobody said)."""
    people = (one.partition(",") for one in value.split(BETWEEN))
    return [(name.strip(), role.strip()) for name, _, role in people if name.strip()]


def _person(part: str) -> str:
    """“Rita Rowe, manager”; “” where no name stands there."""
    said = " ".join(_ITEM.sub("", part).split()).rstrip(" .,)")
    found = _ROLE.search(said)
    name, role = (said[: found.start()], said[found.end() :].rstrip(")")) if found else (said, "")
    if not _NAME.fullmatch(name) or _NOBODY.fullmatch(name) or len(name.split()) > 8:
        return ""
    return f"{name}, {role}" if role else name


def _more(part: str) -> list[str]:
    """Several names, where what was taken for one may be that: “Rita Rowe, Ravi Rowe”, “Rita and Ravi”."""
    name, *roles = part.split(", ")
    names = [one for one in _AND.split(name) if one]
    together = len(names) > 1 and all(one[:1].isupper() for one in names)
    others = [one for role in roles for one in _AND.split(role) if one]
    if others and all(_like_a_name(one.split()) for one in others):
        return [*(names if together else [name]), *others]
    return [*names[:-1], ", ".join([names[-1], *roles])] if together else []


def _like_a_name(words: Iterable[str]) -> bool:
    given, *others = words
    return given.capitalize() in GIVEN_NAMES or (bool(others) and all(w[:1].isupper() for w in (given, *others)))
