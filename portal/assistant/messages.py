"""A message as a browser posts it. Names with a hyphen are ours: no question is called so."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from forms.conversation import Message
from portal.assistant.work.saying import From

LONGEST = 10_000
"""Characters of one message."""
WORDS, BUTTON, TOKEN = "your-words", "button-pressed", "turn-token"
SEEN, BASE, VERSION = "turn-seen", "turn-base", "turn-version"
OURS = {WORDS, BUTTON, TOKEN, SEEN, BASE, VERSION, "csrf_token", "organisation"}
BOXES = "boxes"
"""The button beside a question’s ordinary boxes."""
NOTHING = "Write something in the box, or press one of the buttons"
TOO_LONG = f"Shorten this to {LONGEST:,} characters, or send it in parts"


@dataclass(frozen=True)
class Posted:
    """What somebody sent. `words` is what stands in the box; `error` says why nothing can be done with it."""

    message: Message
    page: From
    words: str
    error: str = ""

    @property
    def left(self) -> str:
        """What stood in the box while a button was pressed: it was not sent, and must not be lost."""
        return "" if self.message.text else self.words


def read(form: Any, also: Collection[str] = ()) -> Posted:
    """One message: a button, the ordinary boxes of a question, or words. `also`: names that are ours, too."""
    page = From(
        token=form.get(TOKEN, "")[:64],
        seen=form.get(SEEN, 0, type=int),
        base=form.get(BASE, ""),
        version=form.get(VERSION, 0, type=int),
    )
    words = form.get(WORDS, "")
    message = _message(form, words, OURS | set(also))
    if len(words) > LONGEST:
        return Posted(message, page, words, TOO_LONG)
    if message == Message() or not page.token:
        return Posted(message, page, words, NOTHING)
    return Posted(message, page, words)


def _message(form: Any, words: str, ours: set[str]) -> Message:
    pressed = next((value for value in form.getlist(BUTTON) if value), "")[:200]
    boxes = {name: values for name, values in form.lists() if name not in ours}
    if pressed and pressed != BOXES:
        return Message(button=pressed)
    if pressed or any(name.endswith((".yes", ".use")) for name in boxes):
        return Message(typed=boxes)
    if words.strip():
        return Message(text=words)
    return Message(typed=boxes) if any(value.strip() for values in boxes.values() for value in values) else Message()
