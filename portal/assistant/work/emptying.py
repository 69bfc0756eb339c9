"""Taking words out of transcripts: a message, the replies to it, and what says it again later."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from forms.kinds.plain import visible
from models.conflicts import AlreadyDone
from models.conversation import Conversation, Turn

SHORTEST = 3
"""Characters below which words are not looked for in later turns: a “2” stands everywhere."""
BEGINNING = 60
"""Characters by which words are known again: a list shortens what is long."""


PLACES = ("focus", "skipped", "passed", "trail", "walk", "second")
"""Of a state, what holds keys of questions and no words."""


def without_words(kept: Any) -> dict[str, Any]:
    """Where a conversation stands, without what waits for a yes and anything else that holds somebody’s words."""
    return {name: kept[name] for name in PLACES if name in kept} if isinstance(kept, dict) else {}


def with_it(begun: Conversation, turn: Turn) -> list[int]:
    """The numbers of the turns that a message goes with."""
    later = begun.turns(after=turn.number)
    reply = next((n for n, other in enumerate(later) if other.side == "person"), len(later))
    found = [turn.number, *(other.number for other in later[:reply])]
    words = _known_by([turn.words or ""])[:BEGINNING].strip()
    if len(words) >= SHORTEST:
        found += [other.number for other in later[reply:] if words in _all(other)]
    return found


def out_of_transcripts(return_id: int, key: str, *, by: int, at: datetime) -> None:
    """Somebody took out an answer: what was said of it goes from everybody’s conversation about that return. Inside
    `writing()`."""
    for begun in Conversation.select().where(Conversation.return_ == return_id):
        said = [turn for turn in begun.turns() if turn.side == "person" and key in _bare(turn.keys.split())]
        numbers = sorted({number for turn in said for number in with_it(begun, turn)})
        if numbers:
            with suppress(AlreadyDone):
                begun.take_out(numbers, state=without_words(begun.kept), by=by, at=at)


def _bare(keys: Iterable[str]) -> set[str]:
    return {key.removeprefix("check:").partition(".")[0] for key in keys}


def answers_of(turn: Turn) -> list[str]:
    """The questions that a message answered."""
    return sorted(_bare(turn.keys.split()))


def _all(turn: Turn) -> str:
    shown = turn.shown
    return _known_by(
        [turn.words or "", shown.get("note", ""), *(part for row in shown.get("rows", ()) for part in row)]
    )


def _known_by(texts: Iterable[str]) -> str:
    """Everything in one line and one case."""
    return " ".join(visible(" ".join(texts)).casefold().split())
