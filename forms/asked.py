"""What a reader is told about the question in focus: everything resolved, nothing left to evaluate.

The journey makes an `Asked` for each question (`Journey.asked`); the kinds of question read, say and
export answers with it. It holds no rule of its own, and nothing about who answers or how.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import ClassVar, TypeAlias

Value: TypeAlias = int | float | str | date | tuple[str, ...] | tuple[date, date]
"""What is stored for an answer: a number, whole pence, a day, an option's key, keys of options, two days, words."""

Limit: TypeAlias = int | float | date | None


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that an answer names by its digest. `ref` is the key under which it can be asked for; “” where its bytes
    are gone."""

    words: str
    """“Quality review.pdf (PDF, 1.2 MB)”; who took it out and when, once it is gone."""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: its key is stored, its words are shown."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    key: str
    words: str
    aliases: tuple[str, ...] = ()
    only: bool = False
    """Chosen alone or not at all (“Nothing, it worked well”)."""
    text: bool = False
    """Takes a few words of its own (“Something else”)."""
    then: str = ""
    """Shown once this option is chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question in focus, resolved against one journey.

    `min`, `max`, `of` and `whole` are None where there is no limit or it is not known yet.
    `of` is the number that a ratio is out of; `whole` is what “all of them” or “full” means.
    `known` holds every value that is known by name (answers, derived values, the situation).
    """

    key: str
    kind: str
    ask: str
    thing: str = ""
    """What is missing, for “Enter {thing}”."""
    unit: str = ""
    nouns: tuple[str, ...] = ()
    other_nouns: tuple[str, ...] = ()
    """Nouns of the other questions on the page: a number bound to one of these is not our answer."""
    options: tuple[Option, ...] = ()
    min: Limit = None
    max: Limit = None
    of: int | float | None = None
    whole: int | float | None = None
    step: int | None = None
    """Only multiples of it may be stored."""
    decimals: int = 0
    """How many figures after the point may be stored."""
    none_is_zero: bool = False
    not_applicable: bool = False
    """Whether “not applicable” may be stored."""
    same_again: bool = False
    """Whether “same as last time” may be proposed; never for words or on a sensitive page."""
    max_words: int | None = None
    today: date = date.min
    first_day: date = date.min
    """First day of the period."""
    last_day: date = date.max
    """Last day of the period, inclusive."""
    last: Value | None = None
    """The answer of the last return, if it had one."""
    known: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    files: Mapping[str, Filed] = field(default_factory=lambda: MappingProxyType({}))
    """The files of this return, by digest."""
    apart: bool = False
    """Its files are kept apart: nothing of them is exported."""
