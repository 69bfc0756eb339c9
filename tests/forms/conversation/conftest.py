"""Somebody to talk with: each message goes through the state’s JSON, as it does between two requests."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from forms import library
from forms.answers import Given
from forms.asked import Value
from forms.conversation import Facts, Message, Passage, Reply, State, Store, Turn, resume, start, turn
from forms.journey import Journey
from forms.situation import Tier

SET = "supported-accommodation-quarterly"


class Chat:
    """One conversation and the answers that it has stored."""

    def __init__(self, journey: Journey, guidance: Callable[[str], Passage | None] | None = None) -> None:
        self.question_set, self.situation = journey.question_set, journey.situation
        self.answers: dict[str, Given] = dict(journey.answers)
        self.guidance = guidance
        self.kept: Any = None
        self.turn: Turn
        self.facts = Facts()

    @property
    def journey(self) -> Journey:
        return Journey(self.question_set, self.situation, self.answers)

    @property
    def state(self) -> State:
        return State.from_dict(json.loads(json.dumps(self.kept)))

    def start(self) -> Turn:
        return self._take(start(self.journey, self.facts))

    def resume(self) -> Turn:
        return self._take(resume(self.state, self.journey, self.facts))

    def say(self, text: str) -> Turn:
        """Type something."""
        return self.send(Message(text))

    def press(self, button: str) -> Turn:
        """Press the button whose name begins like that, of those that are shown; or send its name as it is."""
        shown = [one.name for reply in self.turn.replies for one in reply.buttons if one.name.startswith(button)]
        return self.send(Message(button=shown[0] if shown else button))

    def type(self, **inputs: str | list[str]) -> Turn:
        """Fill in the ordinary control."""
        typed = {name.replace("__", "."): [v] if isinstance(v, str) else v for name, v in inputs.items()}
        return self.send(Message(typed=typed))

    def send(self, message: Message) -> Turn:
        came = turn(self.state, message, self.journey, guidance=self.guidance, facts=self.facts)
        self.facts = Facts()
        return self._take(came)

    def _take(self, came: Turn) -> Turn:
        self.turn, self.kept = came, came.state.to_dict()
        for intent in came.intents:
            if isinstance(intent, Store):
                self.answers |= {one.key: one.given for one in intent.written}
        return came

    def ask_for(self, key: str) -> "Chat":
        """Have that question in focus."""
        self.start()
        self.send(Message(button=f"change:{key}"))
        assert self.state.focus == key
        return self

    def value(self, key: str) -> Value | None:
        """What is stored."""
        return self.answers[key].value if key in self.answers else None

    def reply(self, kind: str) -> Reply:
        """The reply of that kind in the last turn."""
        return next(reply for reply in self.turn.replies if reply.kind == kind)

    @property
    def kinds(self) -> list[str]:
        return [reply.kind for reply in self.turn.replies]

    @property
    def stored(self) -> bool:
        """Whether the last turn stored anything."""
        return any(isinstance(intent, Store) for intent in self.turn.intents)


Talk = Callable[..., Chat]


@pytest.fixture
def talk() -> Talk:
    """A conversation about an ordinary return, with some of its answers (None: not answered)."""

    def begin(
        *open_keys: str, key: str = SET, tier: Tier = "core", guidance: Any = None, **changes: Value | Given | None
    ) -> Chat:
        told = library.ordinary(library.latest(key))[tier]
        values: dict[str, Any] = {**told.values, **dict.fromkeys(open_keys), **changes}
        answers = {k: v if isinstance(v, Given) else Given(value=v) for k, v in values.items() if v is not None}
        return Chat(Journey(told.question_set, told.situation, answers), guidance)

    return begin


@pytest.fixture
def empty() -> Talk:
    """A conversation about an ordinary return of which nothing is answered."""

    def begin(*, key: str = SET, tier: Tier = "core", guidance: Any = None) -> Chat:
        return Chat(library.ordinary(library.latest(key))[tier].empty(), guidance)

    return begin
