"""What a draft holds, as JSON and back: answers, what could not be read, the conversation about them. Pure.

What comes back and fits the questions no longer is left out; it is never an error.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from json import JSONDecodeError, dumps, loads
from typing import Any, Self

from forms.answer_field import Written
from forms.answers import Given, revive
from forms.journey import Journey
from forms.kinds import KINDS
from forms.question_set import QuestionSet
from forms.situation import Situation
from models.conversation import NewTurn

MOST_TURNS = 400
"""Bubbles of one conversation that are kept; the oldest go first."""


@dataclass(frozen=True)
class Kept:
    """`answers` by key, as JSON; `unread` what was typed and is no answer; `more` what goes with it unseen.

    `state` and `turns` are the conversation; `dropped` of its turns are kept no longer; `heard` are the answers as they
    were after the last turn.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    state: Any = None
    turns: tuple[NewTurn, ...] = ()
    dropped: int = 0
    heard: Mapping[str, Any] = field(default_factory=dict)
    waits: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Again from what `json` gave."""
        with suppress(JSONDecodeError, TypeError, KeyError):
            told = loads(text)
            turns = tuple(NewTurn(**{**turn, "keys": tuple(turn["keys"])}) for turn in told.pop("turns"))
            return cls(**told, turns=turns)
        return cls()

    def json(self) -> str:
        """As text."""
        return dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @property
    def empty(self) -> bool:
        """Whether nobody has typed anything yet."""
        return not (self.answers or self.unread or self.turns)

    def journey(self, questions: QuestionSet, situation: Situation) -> Journey:
        """The way through the questions with these answers."""
        answers = {}
        for key, told in self.answers.items():
            with suppress(ValueError, TypeError, KeyError, IndexError, AttributeError):
                answers[key] = _given(questions, key, told)
        return Journey(questions, situation, answers)

    def with_answers(self, questions: QuestionSet, written: Iterable[Written]) -> "Kept":
        """With these over what stood there; each settles what could not be read under its key."""
        new = {one.key: _told(questions, one) for one in written}
        unread = {key: words for key, words in self.unread.items() if key not in new}
        return replace(self, answers={**self.answers, **new}, unread=unread)

    def without(self, keys: Iterable[str]) -> "Kept":
        """Boxes that were emptied, with the words that stood beside their options."""
        gone = set(keys)
        left = {key: told for key, told in self.answers.items() if key.partition(".")[0] not in gone}
        return replace(self, answers=left)

    def after(self, turns: Iterable[NewTurn], state: Any, waits: str = "") -> "Kept":
        """With these turns at the end of the conversation."""
        every = (*self.turns, *turns)
        over = max(0, len(every) - MOST_TURNS)
        dropped, heard = self.dropped + over, dict(self.answers)
        return replace(self, turns=every[over:], state=state, dropped=dropped, heard=heard, waits=waits)

    @property
    def changed(self) -> list[str]:
        """Answers that changed since the last turn, on the page."""
        keys = dict.fromkeys((*self.answers, *self.heard))
        return [key for key in keys if self.answers.get(key) != self.heard.get(key)] if self.turns else []


def _kind(questions: QuestionSet, key: str) -> str:
    question = questions.questions.get(key)
    return question.kind if question else "text"


def _told(questions: QuestionSet, one: Written) -> dict[str, Any]:
    given = one.given
    value = None if given.value is None else KINDS[_kind(questions, one.key)].canonical(given.value)
    expected = given.expected_on.isoformat() if given.expected_on else ""
    told = {"status": given.status, "value": value, "reason": given.reason, "expected_on": expected}
    return {name: said for name, said in told.items() if said not in (None, "")}


def _given(questions: QuestionSet, key: str, told: Mapping[str, Any]) -> Given:
    kind, expected = _kind(questions, key), told.get("expected_on")
    value = revive(kind, told.get("value"))
    if kind in ("choice", "choices"):
        _offered(questions, key, value)
    day = date.fromisoformat(expected) if expected else None
    return Given(told["status"], value, told.get("reason", ""), day)


def _offered(questions: QuestionSet, key: str, value: Any) -> None:
    """Raises ValueError for an option that is there no longer."""
    chosen = {value} if isinstance(value, str) else set(value or ())
    if chosen - {option.key for option in questions.questions[key].options}:
        raise ValueError(f"{key}: no such option")
