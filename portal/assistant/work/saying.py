"""Saying something: the answers that come of it, the transcript and where the conversation stands, all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forms import conversation
from forms.conversation import AskForPerson, Message, Reply, ShowDue, Store, Turn
from forms.conversation.saying import FindGuidance
from models.conflicts import AlreadyDone, NotNow, Stale
from models.conversation import Conversation, NewTurn
from models.conversation import Turn as KeptTurn
from models.monitoring_return import ANSWERABLE, Return
from models.store import writing
from portal.assistant.work import said
from portal.assistant.work import talk as talks
from portal.assistant.work.bubbles import Bubble, of_new, of_reply, of_row
from portal.assistant.work.said import CALLED
from portal.assistant.work.talk import Talk
from portal.returns.work import answering, asking, lists

TRIES = 5
"""How often a turn is worked out again because somebody was quicker."""
LAST = 12
"""More turns than the replies to one message are."""
A_DAY = timedelta(days=1)


class Elsewhere(Exception):
    """The conversation went on in another window since the page was shown; nothing was done with the message."""


@dataclass(frozen=True)
class From:
    """The page that a message was written on: its token, the last turn that is kept, what it stood on, the version of
    the return that it showed."""

    token: str
    seen: int
    base: str
    version: int


@dataclass(frozen=True)
class Said:
    """What came of a message. `bubbles` are the message and the replies to it."""

    talk: Talk
    bubbles: list[Bubble]
    goes: str = ""
    """Where to: “check” or “leave”; “” where the conversation goes on."""


def say(
    ret: Return, message: Message, page: From, *, by: int, providers: Sequence[int], now: datetime,
    guidance: Callable[[Talk], FindGuidance],
) -> Said:  # fmt: skip
    """One message and all that comes of it. Raises AlreadyDone for one that came before, Elsewhere, NotNow; Stale where
    somebody is quicker each time."""
    for _ in range(TRIES):
        if ret.state not in ANSWERABLE:
            raise NotNow(ret.state)
        talk = _as_seen(talks.find(ret, by, now), page)
        turn = conversation.turn(talk.state, message, talk.journey, guidance=guidance(talk), facts=talk.facts)
        before = talk.number + len(talk.opening)
        mine = said.kept(message, turn, page.token, before=talk.state, pressed=_label(message.button, talk))
        turns = (*talk.opening, mine, *_replies(turn, providers, now))
        try:
            with writing():
                kept = _keep(talk, turn, turns, by, now)
        except Stale:
            ret = answering.fresh(ret)
            continue
        shown = of_new(turns[len(talk.opening) :], before)
        now_is = replace(talk, conversation=kept, state=turn.state, opening=(), later=turn.journey)
        return Said(now_is, shown, said.goes(turn))
    raise Stale(ret.version)


def _as_seen(talk: Talk, page: From) -> Talk:
    """The conversation as the page showed it; Elsewhere where it went on since, so that no word answers a question that
    nobody had before them."""
    if KeptTurn.select().where(KeptTurn.token == page.token).exists():
        raise AlreadyDone
    if page.seen != talk.number:
        raise Elsewhere
    if page.base == talks.OPENED:
        if page.version != talk.ret.version:
            raise Elsewhere
        return talk if talk.opening else talks.opened(talk)
    return talk


def _label(button: str, talk: Talk) -> str:
    """The words on a button that was pressed."""
    last = talk.conversation.turns(after=talk.number - LAST) if talk.conversation and not talk.opening else []
    return said.label(button, [*(of_row(turn) for turn in last), *of_new(talk.opening, talk.number)])


def _replies(turn: Turn, providers: Sequence[int], now: datetime) -> list[NewTurn]:
    found = [of_reply(reply) for reply in turn.replies]
    if any(isinstance(intent, ShowDue) for intent in turn.intents):
        due = [
            (f"{line.title}, {line.quarter}, {line.ret.unit}", line.when) for line in lists.waiting_for(providers, now)
        ]
        found.insert(1, of_reply(Reply("list", "This is what waits for you.", rows=tuple(due))))
    return found


def _keep(talk: Talk, turn: Turn, turns: Sequence[NewTurn], by: int, now: datetime) -> Conversation:
    ret = talk.ret
    version = ret.version
    for intent in turn.intents:
        if isinstance(intent, Store):
            questions = talk.journey.question_set
            new = [answering.new_answer(questions, one, "assistant") for one in intent.written]
            version = ret.answer_many(new, by=by, at=now, version=version)
        elif isinstance(intent, AskForPerson):
            _call(talk, intent, now)
    return Conversation.keep(
        talk.conversation, turns, return_id=ret.id, person=by, state=turn.state.to_dict(), version=version, at=now
    )


def _call(talk: Talk, intent: AskForPerson, now: datetime) -> None:
    """A message to the named officer: where the conversation stands, and no answer. One a day about one question."""
    ret, questions = talk.ret, talk.journey.question_set
    question = questions.questions.get(intent.question or "")
    if talk.conversation is not None and _called(talk.conversation, intent.question or "", now):
        return
    page = questions.page_of(question) if question else None
    asking.put_to_desk(
        "wants_person", ret, now,
        set_title=questions.title, version=questions.version,
        page=f"{page.code} {page.title}" if page else "", question=question.name if question else "",
    )  # fmt: skip


def _called(begun: Conversation, question: str, now: datetime) -> bool:
    same = (KeptTurn.conversation == begun.id) & (KeptTurn.kind == CALLED) & (KeptTurn.question == question)
    return bool(KeptTurn.select().where(same & (KeptTurn.at > now - A_DAY)).exists())
