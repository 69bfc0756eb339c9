"""A turn as it is shown: of the store, or of a reply that has not been kept yet. Both give the same bubble."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from forms.conversation import Button, Passage, Reply
from models.conversation import NewTurn, Turn

HELD = "held"
"""Kind of a message whose words are not kept, because they may tell who somebody is."""
DANGER = "danger"


@dataclass(frozen=True)
class Bubble:
    """One item of the transcript. `words` is None where they were taken out; `gone` then says by whom and when."""

    number: int
    mine: bool
    kind: str
    words: str | None
    question: str = ""
    note: str = ""
    rows: Sequence[tuple[str, str]] = ()
    passage: Passage | None = None
    buttons: Sequence[Button] = ()
    control: bool = False
    at: datetime | None = None
    gone_by: str = ""
    gone_at: datetime | None = None


def of_reply(reply: Reply) -> NewTurn:
    """A reply as it is kept."""
    more: dict[str, Any] = {
        "note": reply.note,
        "rows": [list(row) for row in reply.rows],
        "passage": asdict(reply.passage) if reply.passage else None,
        "buttons": [[button.name, button.words] for button in reply.buttons],
        "control": reply.control,
    }
    shown = {name: value for name, value in more.items() if value}
    return NewTurn("form", reply.kind, reply.text, question=reply.question or "", more=shown)


def of_row(turn: Turn) -> Bubble:
    """A turn of the store."""
    kept = turn.words is not None
    return _bubble(
        turn.number, turn.side, turn.kind, turn.words, turn.question, turn.shown, at=turn.at,
        gone_by=turn.removed_by.name if not kept and turn.removed_by else "",
        gone_at=turn.removed_at,
    )  # fmt: skip


def of_new(turns: Iterable[NewTurn], after: int) -> list[Bubble]:
    """Turns with the numbers that they have once they are kept."""
    return [_bubble(n, t.side, t.kind, t.words, t.question, t.more) for n, t in enumerate(turns, after + 1)]


def _bubble(
    number: int, side: str, kind: str, words: str | None, question: str, more: dict[str, Any], **others: Any
) -> Bubble:
    return Bubble(
        number, side == "person", kind, words, question, note=more.get("note", ""),
        rows=tuple((label, value) for label, value in more.get("rows", ())),
        passage=Passage(**more["passage"]) if more.get("passage") else None,
        buttons=tuple(Button(name, words) for name, words in more.get("buttons", ())),
        control=bool(more.get("control")), **others,
    )  # fmt: skip


def newest(bubbles: Sequence[Bubble]) -> list[Bubble]:
    """The replies to what was said last: only their buttons are live."""
    found: list[Bubble] = []
    for bubble in reversed(bubbles):
        if bubble.mine:
            break
        found.insert(0, bubble)
    return found
