"""Several answers in one message: each figure belongs to the question whose own nouns stand beside it.

Dates, times, sums of money, ages and addresses are masked by the readers themselves. What is found here is for
questions that are not in focus: it is only ever proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from forms.answers import Given
from forms.asked import Asked
from forms.box import outside
from forms.conversation.naming import mentioned
from forms.conversation.repair import box_of
from forms.conversation.talk import Talk
from forms.journey import Journey
from forms.kinds import KINDS
from forms.question_set import COUNTING, Question
from forms.reading import Reading, Span, Status

_FOUND_BY_NOUNS: Final = COUNTING | {"date"}
_READ: Final = (Status.exact, Status.approximate, Status.none)
_MOST: Final = 6
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Found:
    """An answer to a question that is not in focus."""

    question: Question
    reading: Reading


def given(found: Found) -> Given:
    """What would be stored of it."""
    value = found.reading.value
    return Given(value=value[0] if found.question.kind == "ratio" and isinstance(value, tuple) else value)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it bears on the question in focus and on others."""

    reading: Reading | None
    others: tuple[Found, ...]


def read(talk: Talk, focus: Question | None) -> Message:
    """Read a message for the question in focus, and for those others whose nouns it holds."""
    text, journey = talk.text, talk.journey
    near = mentioned(text, journey, focus) if len(text) <= _LONGEST else {}
    reading = None
    if focus is not None:
        strange = tuple(noun for nouns in near.values() for noun in nouns)
        reading = KINDS[focus.kind].read(text, _among(journey.asked(focus), strange))
    taken = [] if reading is None or reading.status not in _READ else list(reading.spans)
    return Message(reading, tuple(_others(talk, focus, near, taken)))


def _among(asked: Asked, strange: tuple[str, ...]) -> Asked:
    new = tuple(noun for noun in strange if noun not in asked.nouns and noun not in asked.other_nouns)
    return replace(asked, other_nouns=(*asked.other_nouns, *new)) if new else asked


def _others(talk: Talk, focus: Question | None, near: Mapping[str, tuple[str, ...]], taken: list[Span]) -> list[Found]:
    journey, found = talk.journey, []
    for key in list(near)[:_MOST]:
        question = journey.question_set.questions[key]
        if question.kind not in _FOUND_BY_NOUNS:
            continue
        strange = tuple(noun for other, nouns in near.items() if other != key for noun in nouns)
        strange += () if focus is None else focus.nouns
        reading = KINDS[question.kind].read(talk.text, _among(journey.asked(question), strange))
        if _counts(talk, question, reading, taken, journey):
            found.append(Found(question, reading))
            taken += reading.spans
    return found


def _counts(talk: Talk, question: Question, reading: Reading, taken: list[Span], journey: Journey) -> bool:
    """Whether it was read from words of its own, and could be stored."""
    if reading.status not in _READ or reading.value is None or "same_again" in reading.notes or not reading.spans:
        return False
    if any(a.start < b.end and b.start < a.end for a in reading.spans for b in taken):
        return False
    stored = journey.given(question)
    value = reading.value[0] if question.kind == "ratio" else reading.value
    news = stored is None or stored.value != value
    return news and not outside(reading.value, box_of(talk, question))
