"""What a reader understood of somebody’s words: never more than the words say.

A reader abstains rather than guess. It says `exact` only when every number-like, date-like or negating
word of the message has been explained; everything else is proposed, or asked about.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What may be done with a reading: store it, propose it, or ask again."""

    exact = "exact"
    """The value may be stored and echoed."""
    approximate = "approximate"
    """A value stands there, to be proposed and stored only on a yes."""
    range = "range"
    """Between two values, or a bound (“at least 20”); the bounds are candidates."""
    ambiguous = "ambiguous"
    """Several values, or one that may not be meant; they are candidates."""
    none = "none"
    """“None”, “nil”, “nobody”: value 0 (or no options) where the question allows none, otherwise None."""
    not_applicable = "not_applicable"
    dont_know = "dont_know"
    not_available = "not_available"
    unreadable = "unreadable"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the normalised text something stood: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one message for one question.

    `value` has the shape of the kind (see `forms.asked.Value`; a ratio is `(n, of or None)`) and is None
    unless the status is exact, approximate or none. `candidates` have the same shape as `value`.
    `notes` are short keys that say why a reader hesitated (“whole_number”, “other_of”), never sentences.
    """

    status: Status
    value: Any = None
    candidates: tuple[Any, ...] = ()
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


def unreadable(*notes: str) -> Reading:
    """Nothing was understood."""
    return Reading(Status.unreadable, notes=notes)
