"""Taking words out of transcripts: a message, the replies to it, and what says it again later."""

from collections.abc import Iterable, Mapping, Sequence
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
    later = [turn, *begun.turns(after=turn.number)]
    return [later[place].number for place in going([(one.side, one.words or "", one.shown) for one in later])]


def going(later: Sequence[tuple[str, str, Mapping[str, Any]]]) -> list[int]:
    """Where a message and what goes with it stand among these turns (side, words, what else was shown), of which it is
    the first: the replies to it, and whatever says it again."""
    reply = next((n for n, (side, _, _) in enumerate(later) if n and side == "person"), len(later))
    found = list(range(reply))
    words = _known_by([later[0][1]])[:BEGINNING].strip()
    if len(words) >= SHORTEST:
        found += [n for n, (_, said, shown) in enumerate(later) if n >= reply and words in _all(said, shown)]
    return found


def out_of_transcripts(return_id: int, key: str, *, by: int, at: datetime) -> None:
    """Somebody took out an answer: what was said of it goes from everybody’s conversation about that return. Inside
    `writing()`."""
    for begun in Conversation.select().where(Conversation.return_ == return_id):
        said = [turn for turn in begun.turns() if turn.side == "person" and key in bare(turn.keys.split())]
        numbers = sorted({number for turn in said for number in with_it(begun, turn)})
        if numbers:
            with suppress(AlreadyDone):
                begun.take_out(numbers, state=without_words(begun.kept), by=by, at=at)


def bare(keys: Iterable[str]) -> set[str]:
    """The questions that these keys of answers belong to."""
    return {key.removeprefix("check:").partition(".")[0] for key in keys}


def answers_of(turn: Turn) -> list[str]:
    """The questions that a message answered."""
    return sorted(bare(turn.keys.split()))


def _all(words: str, shown: Mapping[str, Any]) -> str:
    return _known_by([words, shown.get("note", ""), *(part for row in shown.get("rows", ()) for part in row)])


def _known_by(texts: Iterable[str]) -> str:
    """Everything in one line and one case."""
    return " ".join(visible(" ".join(texts)).casefold().split())
