"""How errors are worded: one grammar and one table for every question, so that no page invents its own.

Missing: “Enter {thing}”, “Select {thing}”. Not understood: what was read, and what is needed.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from forms.asked import Asked
from forms.kinds import KINDS
from forms.kinds.people import BETWEEN
from forms.reading import Reading, Status

_SELECTED: Final = frozenset({"choice", "choices", "yes_no"})
_QUOTED: Final = 60

_TABLE: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.approximate: "We read “{raw}” as {value}. Is that right?",
        Status.range: "“{raw}” could be {candidates}. {enter}.",
        Status.ambiguous: "We are not sure what “{raw}” means. Did you mean {candidates}?",
        Status.none: "“{raw}” cannot be the answer here. {enter}.",
        Status.not_applicable: "This question needs an answer. {enter}, or tell us that you don’t have it.",
        Status.dont_know: "Tell us in a few words why you don’t have this, or answer the question.",
        Status.not_available: "Tell us in a few words why you don’t have this, or answer the question.",
        Status.unreadable: "We could not read “{raw}”. {enter}{example}.",
    }
)
_WITHOUT_CANDIDATES: Final = "We are not sure what “{raw}” means. {enter}{example}."

_NOTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "too_long": "This is too long for one box. Shorten it: your words are still here.",
        "whole_number": "Enter a whole number, like 3.",
        "same_again": "{enter} this time. It is not taken over from last time.",
        "on_the_page": "A file cannot be told in words. Add it on the page of this question, or go on without it.",
        "other_of": "“{raw}” is out of another number than {of}. {did_you_mean}",
    }
)
"""Where a reader says why it hesitated, and that says more than the table."""

EMPTY: Final = "Enter or select an answer"
WHY: Final = "Tell us in a few words why you don’t have this figure"
WHEN: Final = "Enter a day, like 14 October 2026, or leave it empty if you don’t know when you will have it"
BOTH: Final = "Give an answer or say that you don’t have it, not both"


def missing(asked: Asked) -> str:
    """“Enter how many …”, “Select whether …”, “Add a PDF …”."""
    verb = "Add" if asked.kind == "file" else "Select" if asked.kind in _SELECTED else "Enter"
    return f"{verb} {asked.thing}"


def not_understood(reading: Reading, raw: str, asked: Asked, example: str = "") -> str:
    """What to say of anything but an exact reading."""
    if reading.status is Status.none and asked.min == 1:
        return "Enter a number that is 1 or more"
    candidates = _either([say(value, asked) for value in reading.candidates])
    return _pattern(reading).format(
        raw=raw if len(raw) <= _QUOTED else raw[:_QUOTED].rstrip() + "…",
        value="" if reading.value is None else say(reading.value, asked),
        candidates=candidates,
        did_you_mean=f"Did you mean {candidates}?" if candidates else f"{missing(asked)}.",
        of="" if asked.of is None else say(asked.of, asked),
        enter=missing(asked),
        example=f", for example {example}" if example else "",
    )


def _pattern(reading: Reading) -> str:
    """The sentence for a reading: its note’s, if that says more than its status."""
    for note in reading.notes:
        if note in _NOTES and reading.status is not Status.approximate:
            return _NOTES[note]
    if not reading.candidates and reading.status in (Status.range, Status.ambiguous):
        return _WITHOUT_CANDIDATES
    return _TABLE[reading.status]


def too_many_words(words: int, most: int) -> str:
    """A text over its limit: it is kept, and has to be shortened before it is sent."""
    return f"Use {most} words or fewer. You have written {words}."


def too_many_characters(most: int) -> str:
    """A text that is longer than what can be sent: it is kept, too."""
    return f"Shorten this to {most:,} characters."


def only_one(words: str) -> str:
    """An option that excludes the others was chosen with others."""
    return f"Select “{words}” or the others, not both"


def outside(value: object, asked: Asked, because: str = "") -> str:
    """Why a value is outside its limits or between its steps, or “”. `because` says where the limit comes from."""
    low, high = asked.min, asked.max
    if asked.kind == "people":
        return _too_many_people(value, high)
    if isinstance(value, date):
        return _outside_days(value, asked)
    if not isinstance(value, int | float):
        return ""
    if isinstance(high, int | float) and value > high:
        return f"Enter a number up to {say(high, asked)}.{because and ' ' + because}"
    if isinstance(low, int | float) and value < low:
        return f"Enter a number that is {say(low, asked)} or more."
    return _between_steps(value, asked)


def _too_many_people(value: object, most: object) -> str:
    if not isinstance(value, str) or not isinstance(most, int) or len(value.split(BETWEEN)) <= most:
        return ""
    return (
        "One person of an organisation can come." if most == 1 else f"Up to {most} people of an organisation can come."
    )


def _between_steps(value: int | float, asked: Asked) -> str:
    """“Enter a multiple of 5, such as 80.” to 82: the nearest one that is inside the limits."""
    if asked.step is None or value % asked.step == 0:
        return ""
    nearest = asked.step * round(value / asked.step)
    if isinstance(asked.max, int | float) and nearest > asked.max:
        nearest -= asked.step
    if isinstance(asked.min, int | float) and nearest < asked.min:
        nearest += asked.step
    return f"Enter a multiple of {asked.step}, such as {nearest}."


def _outside_days(value: date, asked: Asked) -> str:
    low, high = asked.min, asked.max
    if isinstance(high, date) and value > high:
        latest = "that is today or earlier" if high == asked.today else f"up to {say(high, asked)}"
        return f"Enter a day {latest}."
    if isinstance(low, date) and value < low:
        return f"Enter a day on or after {say(low, asked)}."
    return ""


def say(value: object, asked: Asked) -> str:
    """A value, or a candidate of a ratio (n, of), in words without its unit."""
    kind = "number" if asked.kind == "ratio" else asked.kind
    if asked.kind == "ratio" and isinstance(value, tuple):
        value = value[0]
    return KINDS[kind].say(value, asked)


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else ""
