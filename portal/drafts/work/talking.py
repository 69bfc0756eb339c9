"""The conversation of a draft: the one of returns, about another thing. What it says and keeps is worked out here;
where it is kept is not its business."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from forms import conversation
from forms.conversation import Message, Reply, State, Store, Turn
from forms.conversation.guards import alarming
from forms.conversation.moves import move
from forms.conversation.yes_or_no import strictly
from forms.journey import Journey
from models.conflicts import AlreadyDone
from models.conversation import NewTurn
from portal.assistant.work import emptying, said
from portal.assistant.work.bubbles import Bubble, newest, of_new, of_reply
from portal.assistant.work.saying import LAST, Elsewhere, From
from portal.assistant.work.talk import KEPT, OPENED, question_of
from portal.drafts.work.kept import Kept
from portal.drafts.work.matter import Beside, Matter

TAKEN_OUT = "taken out"
"""In the place of an answer that was heard: the question is asked again."""


@dataclass(frozen=True)
class Talk:
    """As it stands. `opening` is shown after what is kept, and kept with the first message that answers it."""

    matter: Matter
    kept: Kept
    state: State
    opening: tuple[NewTurn, ...] = ()

    @cached_property
    def journey(self) -> Journey:
        """The questions with their answers."""
        return self.matter.journey(self.kept)

    @property
    def number(self) -> int:
        """How many turns were kept so far."""
        return self.kept.dropped + len(self.kept.turns)

    @property
    def base(self) -> str:
        """What the page that shows this stands on."""
        return OPENED if self.opening else KEPT

    @cached_property
    def bubbles(self) -> list[Bubble]:
        """The whole transcript, with what is not kept yet."""
        return of_new((*self.kept.turns, *self.opening), self.kept.dropped)

    @property
    def live(self) -> list[Bubble]:
        """The bubbles whose buttons may be pressed."""
        return newest(self.bubbles)

    @property
    def focus(self) -> str | None:
        """The question that it is about now."""
        return question_of(self.journey, self.state.focus)


@dataclass(frozen=True)
class Said:
    """What came of a message: the conversation after it, what is new of it, and where it leads."""

    talk: Talk
    bubbles: Sequence[Bubble] = ()
    goes: str = ""


def look(matter: Matter, kept: Kept) -> Talk:
    """As somebody finds it: a first question, what changed on the page, or the transcript."""
    if not kept.turns:
        turn = conversation.start(matter.journey(kept), matter.facts)
    elif kept.changed:
        facts = replace(matter.facts, changed=dict.fromkeys(kept.changed, ""))
        turn = conversation.resume(State.from_dict(kept.state), matter.journey(kept), facts)
    else:
        return Talk(matter, kept, State.from_dict(kept.state))
    return Talk(matter, kept, turn.state, tuple(of_reply(reply) for reply in turn.replies))


def say(matter: Matter, kept: Kept, message: Message, page: From, *, version: int) -> Said:
    """One message and all that comes of it. Raises AlreadyDone for one that came before, Elsewhere where the draft went
    on in another window."""
    talk = look(matter, kept)
    if any(turn.token == page.token for turn in kept.turns):
        raise AlreadyDone
    if (page.seen, page.base, page.version) != (talk.number, talk.base, version):
        raise Elsewhere
    if leads := _leads(matter, kept, message):
        return Said(talk, goes=leads)
    turn = conversation.turn(
        talk.state, _meant(kept, message), talk.journey, guidance=matter.guidance, facts=matter.facts
    )  # fmt: skip
    pressed = said.label(message.button, talk.bubbles[-LAST:])
    mine = said.kept(message, turn, page.token, before=talk.state, pressed=pressed)
    told, waits = _told(matter, turn)
    replies = tuple(of_reply(reply) for reply in told)
    written = [one for intent in turn.intents if isinstance(intent, Store) for one in intent.written]
    turns = (*talk.opening, mine, *replies)
    new = kept.with_answers(matter.questions, written).after(turns, turn.state.to_dict(), waits)
    shown = of_new((mine, *replies), talk.number + len(talk.opening))
    return Said(Talk(matter, new, turn.state), shown, said.goes(turn))


def _leads(matter: Matter, kept: Kept, message: Message) -> str:
    """Where a button of the matter’s own leads, or a yes in words to what waits for one."""
    if kept.waits and message.text and strictly(message.text) == ("yes", ""):
        return matter.ways.get(kept.waits, "")
    return matter.ways.get(message.button, "")


def _meant(kept: Kept, message: Message) -> Message:
    """Where something waits for a yes, no words are an answer to a question that nobody has been asked yet."""
    free = not message.text or alarming(message.text) or move(message.text) is not None
    return message if not kept.waits or free else Message(button="move:repeat")


def _told(matter: Matter, turn: Turn) -> tuple[tuple[Reply, ...], str]:
    """With what is said beside an answer right after it was put; where that asks something, nothing else is asked."""
    stored = frozenset(one.key for intent in turn.intents if isinstance(intent, Store) for one in intent.written)
    beside = matter.beside(turn.journey, stored) if stored else Beside()
    put = max((place for place, reply in enumerate(turn.replies, 1) if reply.kind == "echo"), default=0)
    after = () if beside.waits else turn.replies[put:]
    return (*turn.replies[:put], *beside.replies, *after), beside.waits


def take_out(kept: Kept, number: int) -> Kept:
    """Without a message, the replies to it, whatever says it again, and the answers that came of it."""
    place = number - kept.dropped - 1
    if not 0 <= place < len(kept.turns) or kept.turns[place].side != "person":
        return kept
    later = [(turn.side, turn.words, turn.more) for turn in kept.turns[place:]]
    gone = {place + n for n in emptying.going(later)}
    keys = {key for n in gone for key in emptying.bare(kept.turns[n].keys)}
    left, state = kept.without(keys), emptying.without_words(kept.state)
    state = {**state, "focus": None} if keys else state
    heard = {**left.answers, **dict.fromkeys(("", *keys), TAKEN_OUT)}
    turns = tuple(turn for n, turn in enumerate(kept.turns) if n not in gone)
    return replace(left, turns=turns, waits="", state=state, heard=heard)
