"""One turn, in a fixed order. Pure: a message and what stands go in; replies, intents and the new state come out.

1 what nobody sees is taken out; words of danger are answered first; 2 buttons and controls; 3 a proposal that waits;
4 moves; 5 questions to us; 6 and 7 the answer to the question in focus, and others in the same message; 8 don’t know,
does not apply, as last time; 9 repair.
"""

from collections.abc import Callable, Mapping
from typing import Final

from forms.answers import Given
from forms.conversation import guards, several, words
from forms.conversation.agreeing import take_agreement, take_instead
from forms.conversation.answering import take_value
from forms.conversation.asking import ask_next
from forms.conversation.changing import change, correction
from forms.conversation.doing import MOVES, again, press, stay
from forms.conversation.gate import answer, asks, clothed
from forms.conversation.moves import move
from forms.conversation.proposing import propose
from forms.conversation.repair import after_all, repair
from forms.conversation.saying import Facts, FindGuidance, Message, Turn
from forms.conversation.slots import Slot, slot_of
from forms.conversation.state import Proposal, State
from forms.conversation.talk import Talk
from forms.conversation.telling import take_day, take_words
from forms.conversation.typed import take_typed
from forms.journey import Journey
from forms.kinds.plain import visible
from forms.kinds.text import LONGEST_TEXT
from forms.question_set import CHOOSING
from forms.reading import Status

_NO_FACTS: Final = Facts()
_KEEPS: Final = frozenset(
    ["keep", "keep it", "keep that", "keep this", "leave it", "leave it as it is", "no change", "cancel", "never mind",
     "nevermind", "forget it"]
)  # fmt: skip
_AGREES: Final = frozenset(
    {"yes", "ok", "okay", "fine", "it is right", "that is right", "same", "the same", "it’s right"}
)


def start(journey: Journey, facts: Facts = _NO_FACTS) -> Turn:
    """A new conversation: what this is, and the first question that is open."""
    talk = Talk(State(), journey, facts)
    talk.reply("say", words.FIRST, note=facts.says.get("how", words.HOW))
    ask_next(talk)
    return talk.done()


def resume(state: State, journey: Journey, facts: Facts = _NO_FACTS) -> Turn:
    """Somebody comes back, perhaps from the page: what is new, and the question again where it is still open."""
    talk = Talk(state, journey, facts)
    answered, of = journey.counts()
    talk.reply("say", words.WELCOME_BACK.format(answered=answered, of=of))
    _look_round(talk)
    if talk.state.pending or (talk.slot is not None and not _answered_elsewhere(talk)):
        again(talk)
    else:
        ask_next(talk)
    return talk.done()


def turn(
    state: State, message: Message, journey: Journey, *, guidance: FindGuidance | None = None, facts: Facts = _NO_FACTS
) -> Turn:
    """Take one message. Whatever it holds, something is said, and nothing is stored that is not shown."""
    recent, state = state.recent, state.but(recent="")
    text = visible(message.text[: LONGEST_TEXT + 1]).strip()
    talk = Talk(state, journey, facts, guidance, text)
    _look_round(talk)
    if message.typed is not None:
        take_typed(talk, message.typed)
    elif message.button:
        press(talk, message.button)
    else:
        _guard(talk)
        _take(talk, recent)
    return talk.done()


def _look_round(talk: Talk) -> None:
    """What somebody else changed; proposals that it overtook; a focus that is no longer there."""
    questions = talk.journey.question_set.questions
    for key, who in talk.facts.changed.items():
        if key in questions:
            name, value = questions[key].name, talk.now(questions[key])
            said = words.CHANGED_BY if who else words.CHANGED_ELSEWHERE
            talk.reply("clash", said.format(who=who, name=name, value=value), question=key)
    sound = tuple(one for one in talk.state.pending if one.key not in talk.facts.changed and _sound(talk, one))
    if sound != talk.state.pending:
        talk.move(pending=sound, singly=talk.state.singly and bool(sound))
    if talk.slot is None and not sound and talk.state.focus is not None:
        talk.focus(None)


def _sound(talk: Talk, proposal: Proposal) -> bool:
    """Whether a proposal still fits the set, and its value the kind of its question."""
    slot = slot_of(proposal.key, talk.journey)
    kind = "text" if slot is None or slot.part != "value" else slot.question.kind
    try:
        given: Given | None = proposal.given(kind)
    except (ValueError, TypeError, KeyError, IndexError):
        return False
    return slot is not None and given is not None and given.counts


def _answered_elsewhere(talk: Talk) -> bool:
    slot = talk.slot
    return (
        slot is not None and slot.part == "value" and not talk.state.revisit and bool(talk.journey.given(slot.question))
    )


def _guard(talk: Talk) -> None:
    """Danger is answered before everything else; what may name somebody is noticed before anything is kept."""
    slot = talk.slot
    talk.alarming = guards.alarming(talk.text)
    if slot is None or not slot.question.asks_who:
        talk.private = guards.identifying(talk.text, narrative=slot is not None and slot.narrative)
    if talk.alarming:
        talk.reply("danger", words.DANGER)


def _take(talk: Talk, recent: str) -> None:
    """Steps 3 to 9 for a message that was typed: the first step that knows what to do with it does."""
    if not talk.text or len(talk.text) > LONGEST_TEXT:
        _no_words(talk, talk.slot, words.TOO_LONG if talk.text else words.EMPTY)
        return
    steps: tuple[Callable[[], bool], ...]
    if talk.state.pending:
        steps = (lambda: take_agreement(talk), lambda: _move(talk, recent), lambda: _gated(talk))
        last = take_instead
    else:
        steps = (
            lambda: _keeps(talk), lambda: _option(talk), lambda: _move(talk, recent), lambda: correction(talk, recent),
            lambda: _gated(talk),
        )  # fmt: skip
        last = _answer
    if not any(step() for step in steps):
        last(talk)


def _no_words(talk: Talk, slot: Slot | None, sentence: str) -> None:
    if slot is None:
        after_all(talk)
    else:
        repair(talk, slot, sentence)


def _move(talk: Talk, recent: str) -> bool:
    slot = talk.slot
    said = move(talk.text, narrative=slot is not None and slot.narrative)
    if said is None:
        return False
    if said.name == "change" and said.demonstrative and said.value and talk.state.pending:
        talk.text = said.value
        take_instead(talk)
        return True
    if said.name == "change":
        told = len(talk.replies)
        return change(talk, said, recent) or len(talk.replies) > told
    MOVES[said.name](talk)
    return True


def _gated(talk: Talk) -> bool:
    """A question to us: answered, and the same question asked again. An answer in a question’s clothes is proposed."""
    slot = talk.slot
    for_others = slot is not None and slot.part == "value" and slot.question.a_question and not talk.state.pending
    if for_others or not asks(talk.text):
        return False
    if slot is not None and slot.narrative:
        return _gated_words(talk, slot)
    inner = clothed(talk.text)
    if slot is not None and slot.part == "value" and inner and not talk.state.pending:
        reading = talk.journey.read(slot.question, inner)
        if reading.value is not None:
            talk.text = inner
            take_value(talk, slot, questioning=True)
            return True
    answer(talk)
    again(talk)
    return True


def _gated_words(talk: Talk, slot: Slot) -> bool:
    """Where words are asked for a question may be the answer: it is looked up, and offered as the answer as well."""
    if not talk.text.rstrip().endswith("?"):
        return False
    passage = None if talk.guidance is None else talk.guidance(talk.text)
    if passage is not None:
        talk.reply("guidance", words.FOUND, passage=passage)
    take_words(talk, slot, questioning=True)
    return True


def _option(talk: Talk) -> bool:
    """“Change of worker”, where that is one of the options: an answer, whatever else it may look like."""
    slot = talk.slot
    if slot is None or slot.part != "value" or slot.question.kind not in CHOOSING:
        return False
    named = talk.journey.read(slot.question, talk.text).status is Status.exact
    if named:
        take_value(talk, slot)
    return named


def _keeps(talk: Talk) -> bool:
    """“Keep it”, to an answer that was asked for again; a yes keeps it where yes is no answer."""
    slot = talk.slot
    if slot is None or slot.part != "value" or not talk.state.revisit:
        return False
    said = talk.text.lower().strip(" .!")
    keeps = said in _KEEPS or (said in _AGREES and slot.question.kind not in ("yes_no", "text"))
    if keeps and talk.journey.given(slot.question) is not None:
        stay(talk, slot)
        return True
    return False


def _answer(talk: Talk) -> None:
    """Steps 6 to 9: the message as an answer."""
    slot = talk.slot
    if slot is None:
        _answer_to_nothing(talk)
    elif slot.part == "when":
        take_day(talk, slot)
    elif slot.narrative:
        take_words(talk, slot)
    else:
        take_value(talk, slot)


def _answer_to_nothing(talk: Talk) -> None:
    """All is asked: a yes opens the page to check, an answer with its name is proposed, the rest is not understood."""
    if talk.text.lower().strip(" .!") in ("yes", "ok", "okay", "yes please", "go on"):
        MOVES["check"](talk)
        return
    others = several.read(talk, None).others
    proposals: Mapping[str, Proposal] = {
        one.question.key: Proposal.of(
            one.question.key, one.question.kind, several.given(one), said=talk.text, because="elsewhere"
        )
        for one in others
    }
    if proposals:
        propose(talk, tuple(proposals.values()))
    else:
        after_all(talk)
