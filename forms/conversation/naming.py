"""Which answer somebody means by a name: “places ready”, “the one about flats”."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from forms.journey import Journey
from forms.kinds.plain import plain
from forms.kinds.words.nouns import stem
from forms.question_set import Question, QuestionSet

_WORD: Final = re.compile(r"[a-z0-9]+")
_EMPTY: Final = frozenset(
    "the a an of our my your to for on at and or how many number answer question about one that this is was it".split()
)
_LONG_ENOUGH: Final = 5
_SHARED_BY: Final = 2

Phrase = tuple[str, ...]


def stems(text: str) -> Phrase:
    """The telling words of a text, without their endings."""
    return tuple(stem(word) for word in _WORD.findall(plain(text).lower()))


def _telling(text: str) -> frozenset[str]:
    found = stems(text)
    return frozenset(one for one in found if one not in _EMPTY) or frozenset(found)


class _Names:
    """How each question of a set may be called, and which questions a word may belong to."""

    def __init__(self, called: "_Called") -> None:
        self.names = {key: _telling(name) for key, name, _ in called}
        self.ways = {key: tuple(_telling(way) for way in (name, *nouns)) for key, name, nouns in called}
        self.by_first: dict[str, list[tuple[Phrase, str, str]]] = {}
        self.owners: dict[Phrase, set[str]] = {}
        for key, _, nouns in called:
            for noun in nouns:
                if phrase := stems(noun):
                    self.by_first.setdefault(phrase[0], []).append((phrase, key, noun))
                    self.owners.setdefault(phrase, set()).add(key)


_Called = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Keys, names and nouns of questions."""


@lru_cache(maxsize=64)
def _names(called: _Called) -> _Names:
    return _Names(called)


def _of(questions: QuestionSet) -> _Names:
    """By what its questions are called: a council may have changed words in a set of the same version."""
    return _names(tuple((key, question.name, question.nouns) for key, question in questions.questions.items()))


def meant(said: str, journey: Journey) -> tuple[Question, ...]:
    """The questions that are asked and may be meant by a name; one where it is clear, best first otherwise."""
    told, names = _telling(said), _of(journey.question_set)
    asked = [q for page in journey.question_set.pages for q in journey.visible_questions(page)]
    same = [q for q in asked if names.names[q.key] == told]
    if same or not told:
        return tuple(same[:6])
    scored = [(max(_likeness(told, way) for way in names.ways[q.key]), q) for q in asked]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(q for score, q in scored if score == best and score >= 0.5)[:6]


def _likeness(told: frozenset[str], way: frozenset[str]) -> float:
    """How much of either stands in the other: 1 where they are the same."""
    return len(told & way) / max(len(told | way), 1) if way else 0.0


def mentioned(text: str, journey: Journey, focus: Question | None) -> Mapping[str, tuple[str, ...]]:
    """Other questions whose own nouns stand in a message: key -> those nouns.

    On the page of the question in focus every noun counts; elsewhere one that is long or of several words, and belongs
    to hardly any other question.
    """
    names = _of(journey.question_set)
    found: dict[str, list[str]] = {}
    own = _own_words(focus)
    for phrase, key, noun in _standing_in(stems(text), names):
        question = journey.question_set.questions[key]
        near = focus is not None and question.page == focus.page
        if phrase in own or question is focus or not (near or _own_enough(phrase, names)):
            continue
        if journey.visible(question):
            found.setdefault(key, []).append(noun)
    return {key: tuple(nouns) for key, nouns in found.items()}


def _own_words(focus: Question | None) -> frozenset[Phrase]:
    """What the question in focus calls its own: its nouns, and each word that it asks with."""
    if focus is None:
        return frozenset()
    return _own_words_of(focus.nouns, focus.ask, focus.unit)


@lru_cache(maxsize=1024)
def _own_words_of(nouns: tuple[str, ...], ask: str, unit: str) -> frozenset[Phrase]:
    return frozenset([*(stems(noun) for noun in nouns), *((one,) for one in stems(f"{ask} {unit}"))])


def _standing_in(said: Phrase, names: _Names) -> Iterable[tuple[Phrase, str, str]]:
    for place, word in enumerate(said):
        for phrase, key, noun in names.by_first.get(word, ()):
            if said[place : place + len(phrase)] == phrase:
                yield phrase, key, noun


def _own_enough(phrase: Phrase, names: _Names) -> bool:
    long = len(phrase) > 1 or len(phrase[0]) >= _LONG_ENOUGH
    return long and len(names.owners[phrase]) <= _SHARED_BY
