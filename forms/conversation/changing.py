"""“Change X to V”, “back”, “sorry, 13”: going back to an answer. Nothing is lost by going there."""

import re
from typing import Final

from forms.answers import Given
from forms.conversation import words
from forms.conversation.answering import case_of, decide
from forms.conversation.asking import ask
from forms.conversation.moves import Move
from forms.conversation.naming import meant
from forms.conversation.policy import Verdict, judge
from forms.conversation.proposing import propose
from forms.conversation.repair import repair
from forms.conversation.saying import Button
from forms.conversation.slots import Slot
from forms.conversation.state import Proposal
from forms.conversation.talk import Talk
from forms.kinds import KINDS
from forms.kinds.plain import plain
from forms.question_set import COUNTING, Question
from forms.reading import Reading

_CORRECTS: Final = re.compile(
    r"(?:oh |ah |um+ )*"
    r"(?:no|sorry|oops|whoops|actually|wait|hang on|correction|scrap that|my mistake"
    r"|i (?:meant|mean)|(?:that|it) should (?:be|have been)|make (?:it|that))\b[ ,.!:–-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_WRONG: Final = re.compile(
    r"(?:(?:no|nope|sorry|oops|wait|actually)[ ,.!]+)*(?:(?:that|it|this)(?:'s| is| was) )?"
    r"(?:all )?(?:wrong|not right|not correct|incorrect|a mistake|my mistake)[ .!]*",
    re.IGNORECASE,
)
_TALKS: Final = re.compile(
    r"^(?:(?:i (?:meant|mean|should have said)|(?:it|that) (?:was|is|should be)|it's|that's|make (?:it|that)"
    r"|not \S+ but|sorry|actually)[ ,]*)+|(?: instead| not \S+)+[.! ]*$",
    re.IGNORECASE,
)
_CHOOSING: Final = frozenset({"yes_no", "choice", "choices"})
_MOST_WORDS: Final = 8
_QUOTES: Final = " \"'.,"


def revisit(talk: Talk, question: Question) -> None:
    """Ask for an answer again, beside what stands there."""
    talk.move(pending=(), singly=False)
    talk.focus(question.key, revisit=talk.journey.given(question) is not None)
    ask(talk)


def back(talk: Talk) -> None:
    """To the question that was asked before this one."""
    here = None if talk.slot is None else talk.slot.question.key
    trail = [key for key in talk.state.trail if key != here and talk.question(key) is not None]
    if not trail:
        talk.reply("say", words.NOTHING_BEFORE)
        ask(talk)
        return
    talk.move(trail=trail[:-1])
    revisit(talk, talk.journey.question_set.questions[trail[-1]])


def change(talk: Talk, said: Move, recent: str) -> bool:
    """Change an answer that is named. False where a message that only looks like it names none."""
    question, value = _named(talk, said, recent)
    if question is None:
        return False
    value = value if question.kind == "text" else value.strip(_QUOTES)
    if not value:
        revisit(talk, question)
        return True
    talk.text = value
    reading = talk.journey.read(question, value)
    focus = talk.slot
    if focus is not None and focus.part == "value" and focus.question is question:
        decide(talk, focus, reading, value)
        return True
    return _proposed(talk, question, reading, value)


def _named(talk: Talk, said: Move, recent: str) -> tuple[Question | None, str]:
    """The question that is to be changed, and the words for its new value."""
    if not said.what or said.demonstrative:
        focus = talk.slot
        at_hand = focus.question.key if focus is not None and talk.state.revisit else recent
        question = talk.question(at_hand)
        if question is None and said.explicit:
            which(talk, "")
        return question, said.value
    found: tuple[Question, ...] = ()
    for what, value in said.splits:
        found = meant(what, talk.journey)
        if len(found) == 1:
            return found[0], value
    if said.explicit:
        which(talk, said.what, found)
    return None, ""


def which(talk: Talk, said: str, found: tuple[Question, ...] = ()) -> None:
    """Ask which answer is meant: those that come into question, else the last ones."""
    last = dict.fromkeys(key for key in reversed(talk.state.trail) if talk.question(key) is not None)
    offered = found or tuple(talk.journey.question_set.questions[key] for key in list(last)[:4])
    text = words.WHICH_ANSWER if not said or found else words.NO_SUCH_ANSWER.format(said=said[:60])
    named = words.BUTTONS["change_named"]
    talk.reply("say", text, *(Button(f"change:{q.key}", named.format(name=q.name)) for q in offered))
    ask(talk)


def _proposed(talk: Talk, question: Question, reading: Reading, said: str) -> bool:
    """A value for a question that is not in focus: proposed if it could stand, else asked for there."""
    case = case_of(talk, question, reading, said, in_focus=False)
    then = judge(case).then
    if then is Verdict.propose:
        value = reading.value[0] if question.kind == "ratio" and isinstance(reading.value, tuple) else reading.value
        proposal = Proposal.of(question.key, question.kind, Given(value=value), said=said, because="elsewhere")
        propose(talk, [proposal])
        return True
    if case.wrong:
        talk.reply("repair", case.wrong, question=question.key)
    revisit(talk, question)
    return True


def correction(talk: Talk, recent: str) -> bool:
    """“Sorry, 13” right after an answer was put: which of the two is meant? Proposed for the earlier one."""
    slot, question = talk.slot, talk.question(recent)
    if _WRONG.fullmatch(plain(talk.text)) and _not_an_answer(slot):
        revisit(talk, question) if question is not None else which(talk, "")
        return True
    head = _CORRECTS.fullmatch(plain(talk.text))
    if head is None:
        return False
    rest = _TALKS.sub("", head["rest"]).strip(" .,!")
    if not rest:
        return _which_is_wrong(talk, slot, question)
    if question is None or not _may_be_meant(slot, question) or len(rest.split()) > _MOST_WORDS:
        return False
    reading = talk.journey.read(question, rest)
    case = case_of(talk, question, reading, rest, in_focus=False)
    if judge(case).then is not Verdict.propose:
        return False
    value = reading.value[0] if question.kind == "ratio" and isinstance(reading.value, tuple) else reading.value
    proposal = Proposal.of(question.key, question.kind, Given(value=value), said=rest, because="elsewhere")
    propose(talk, [proposal], also=_or_for_the_focus(talk, slot, rest))
    return True


def _not_an_answer(slot: Slot | None) -> bool:
    """Whether “that’s wrong” is none to what is asked: it is to a yes-or-no, and may be told in words."""
    return slot is None or (slot.part == "value" and slot.question.kind not in (*_CHOOSING, "text"))


def _may_be_meant(slot: Slot | None, question: Question) -> bool:
    """Whether the last answer may be corrected like this: a figure or a day, where no yes or option is asked for."""
    if question.kind not in COUNTING | {"date"}:
        return False
    return slot is None or slot.part != "value" or not (slot.question is question or slot.question.kind in _CHOOSING)


def _which_is_wrong(talk: Talk, slot: Slot | None, last: Question | None) -> bool:
    """A bare “no” to a question for a figure may mean none, or that the last answer is wrong."""
    if slot is None or slot.part != "value" or slot.question.kind not in COUNTING:
        return False
    buttons = []
    if slot.question.none_is_zero:
        name = words.NONE_OF.format(name=slot.question.name)
        buttons.append(Button(f"candidate:{slot.question.key}:0", name))
    if last is not None and last is not slot.question:
        buttons.append(Button(f"change:{last.key}", words.BUTTONS["change_named"].format(name=last.name)))
    if buttons:
        repair(talk, slot, words.WHAT_IS_WRONG if last is not None else words.NONE_HERE, buttons)
    return bool(buttons)


def _or_for_the_focus(talk: Talk, slot: Slot | None, said: str) -> tuple[Button, ...]:
    if slot is None or slot.part != "value":
        return ()
    reading = talk.journey.read(slot.question, said)
    if reading.value is None:
        return ()
    posted = KINDS[slot.question.kind].canonical(reading.value)
    name = words.BUTTONS["answer_to"].format(name=slot.question.name)
    return (Button(f"candidate:{slot.question.key}:{posted}", name),)
