"""What somebody said, as it is kept, whatever the conversation is about; and where it leads."""

from collections.abc import Iterable, Mapping, Sequence

from forms.conversation import AskForPerson, Message, OpenCheck, SaveAndLeave, State, Store, Turn
from forms.kinds.plain import visible
from models.conversation import NewTurn
from portal.assistant.work.bubbles import HELD, Bubble

PRESSED = "button"
TYPED = "said"
BOXED = "box"
CALLED = "called"
"""Kinds of what a person says: a button, words, a question’s boxes, a wish to talk to somebody."""


def kept(message: Message, turn: Turn, token: str, *, before: State, pressed: str) -> NewTurn:
    """What somebody said: not at all where it may tell who somebody is. `pressed`: the words on the button."""
    stored = [one.key for intent in turn.intents if isinstance(intent, Store) for one in intent.written]
    proposed = [one.key for one in turn.state.pending if one not in before.pending]
    kind, words = TYPED, visible(message.text).strip()
    if message.button:
        kind, words = PRESSED, pressed
    elif message.typed is not None:
        kind, words = BOXED, _boxed(message.typed)
    if turn.private:
        kind, words = HELD, ""
    called = next((intent for intent in turn.intents if isinstance(intent, AskForPerson)), None)
    if called is not None:
        kind = CALLED
    question = (called.question or "") if called else ""
    return NewTurn("person", kind, words, question=question, keys=(*stored, *proposed), token=token)


def label(button: str, shown: Iterable[Bubble]) -> str:
    """The words on a button that stood under one of these."""
    return next((one.words for bubble in shown for one in bubble.buttons if one.name == button), "")


def _boxed(typed: Mapping[str, Sequence[str]]) -> str:
    """What was typed into boxes, one after the other."""
    return ", ".join(visible(value).strip() for values in typed.values() for value in values if value.strip())


def goes(turn: Turn) -> str:
    """Where a turn leads: “check”, “leave”, or “” where the conversation goes on."""
    if any(isinstance(intent, OpenCheck) for intent in turn.intents):
        return "check"
    return "leave" if any(isinstance(intent, SaveAndLeave) for intent in turn.intents) else ""
