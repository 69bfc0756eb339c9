"""The transcript as a person keeps it: as plain text, and with things taken out of it for good."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from models.conflicts import AlreadyDone
from models.conversation import Conversation, Turn
from models.monitoring_return import Return
from models.store import forget, writing
from portal.assistant.work import bubbles, emptying
from portal.assistant.work.bubbles import HELD, Bubble
from portal.london import day, moment
from portal.returns.work import answering

NOT_KEPT = "Words that were not kept, because they may tell who somebody is"
NO_LONGER = "No longer kept: the return was accepted"


def gone(bubble: Bubble) -> str:
    """What stands where words were: “Taken out by Alice Marsh on 5 October 2026”."""
    return f"Taken out by {bubble.gone_by} on {day(bubble.gone_at)}" if bubble.gone_by else NO_LONGER


def as_text(title: str, shown: Sequence[Bubble], now: datetime) -> str:
    """The whole transcript to keep or to print elsewhere."""
    head = [title, f"In your own words, as it stood on {moment(now)}. Saved, not sent: only your answers are sent.", ""]
    return "\n".join([*head, *(line for bubble in shown for line in _lines(bubble))]) + "\n"


def _lines(bubble: Bubble) -> Iterable[str]:
    who = "You" if bubble.mine else "Evenhand"
    yield f"{who}{f', {moment(bubble.at)}' if bubble.at else ''}:"
    if bubble.words is None:
        yield f"  [{gone(bubble)}]"
    elif bubble.kind == HELD:
        yield f"  [{NOT_KEPT}]"
    else:
        yield from (f"  {line}" for line in bubble.words.splitlines())
    if bubble.note:
        yield f"  {bubble.note}"
    yield from (f"  {label}: {value}" for label, value in bubble.rows)
    if passage := bubble.passage:
        yield from (f"  > {line}" for line in passage.text.splitlines())
        yield f"  > {passage.title}, {passage.version}, {passage.url}"
    yield ""


def one(ret: Return, person: int, number: int) -> Bubble | None:
    """What somebody said, by its number, where there is something to take out."""
    begun = Conversation.of(ret.id, person)
    turn = _turn(begun, number) if begun else None
    return bubbles.of_row(turn) if turn is not None else None


def _turn(begun: Conversation, number: int) -> Turn | None:
    same = (Turn.conversation == begun.id) & (Turn.number == number) & (Turn.side == "person")
    found: Turn | None = Turn.select().where(same & Turn.removed_at.is_null()).first()
    return found


def take_out(ret: Return, number: int, *, why: str, by: int, now: datetime) -> None:
    """“Take out something I should not have written”: a message goes with the replies to it, with everything later that
    says it again, and out of the answers that came of it. Raises AlreadyDone."""
    begun = Conversation.of(ret.id, by)
    turn = _turn(begun, number) if begun else None
    if begun is None or turn is None:
        raise AlreadyDone
    for key in emptying.answers_of(turn):
        with suppress(AlreadyDone):
            answering.take_out(ret, key, why=why, by=by, now=now)
    if _turn(begun, number) is not None:  # with an answer, what was said of it went already
        with writing():
            state = emptying.without_words(begun.kept)
            begun.take_out(emptying.with_it(begun, turn), state=state, by=by, at=now)
    forget()
