"""A proposal waits: strictly yes or no, or another answer instead."""

import re
from dataclasses import replace
from typing import Any, Final

from forms.conversation import several, words
from forms.conversation.answering import accept, case_of, decide
from forms.conversation.asking import CARRIED, ask, ask_next
from forms.conversation.moves import as_last_time
from forms.conversation.policy import Verdict, judge
from forms.conversation.proposing import name_of, propose
from forms.conversation.saying import Button
from forms.conversation.slots import TAKES_NOT_AVAILABLE, WHY, slot_of
from forms.conversation.state import Proposal
from forms.conversation.talk import Talk
from forms.conversation.telling import take_words
from forms.conversation.yes_or_no import YesNo, strictly
from forms.kinds import KINDS
from forms.question_set import Question
from forms.reading import Reading, Status

_TAKES_BACK: Final = re.compile(
    r"\b(?:but|except|apart from|although|not|no|wrong|incorrect|never|only)\b|n['’]t\b", re.IGNORECASE
)
_LONGEST_VALUE: Final = 4


def take_agreement(talk: Talk) -> bool:
    """The message as a plain yes or no to what waits; False where it is anything else."""
    verdict, rest = strictly(talk.text)
    if as_last_time(talk.text) and all(one.carried for one in _waiting(talk)):
        verdict, rest = "yes", ""
    if not verdict or rest:
        return False
    (say_yes if verdict == "yes" else say_no)(talk)
    return True


def take_instead(talk: Talk) -> None:
    """What waits is answered otherwise: another value, words that explain it, something else as well, or not at all."""
    verdict, rest = strictly(talk.text)
    several_wait = len(_waiting(talk)) > 1
    done = _one_of_several(talk, verdict, rest) if several_wait else _about_the_one(talk, verdict, rest)
    if not (done or _something_else_as_well(talk)):
        _ask_for_yes_or_no(talk)


def _something_else_as_well(talk: Talk) -> bool:
    """Answers to other questions, by their nouns: they wait together with what waited."""
    waiting = {one.key for one in talk.state.pending}
    found = [one for one in several.read(talk, None).others if one.question.key not in waiting]
    new = [Proposal.of(one.question.key, one.question.kind, several.given(one), said=talk.text, because="elsewhere")
           for one in found]  # fmt: skip
    if new:
        propose(talk, (*talk.state.pending, *new))
    return bool(new)


def _waiting(talk: Talk) -> tuple[Proposal, ...]:
    """What the last proposal showed."""
    return talk.state.pending[:1] if talk.state.singly else talk.state.pending


def say_yes(talk: Talk, explains: str = "") -> None:
    """Store what was shown; go on with what still waits, else with the next question."""
    shown = _waiting(talk)
    rest = talk.state.pending[len(shown) :]
    accept(talk, shown, explains)
    if rest:
        propose(talk, rest, singly=True)
    else:
        ask_next(talk, after=_question(talk, shown[-1]))


def say_no(talk: Talk) -> None:
    """Store nothing. One proposal is asked for again where it was in focus; several are gone through one by one."""
    shown = _waiting(talk)
    if len(shown) > 1:
        talk.reply("say", words.ONE_BY_ONE)
        propose(talk, talk.state.pending, singly=True)
        return
    rest = talk.state.pending[1:]
    talk.move(pending=(), singly=False)
    _drop(talk, shown[0])
    if rest:
        propose(talk, rest, singly=True)
    else:
        ask_next(talk) if shown[0].carried or not _in_focus(talk, shown[0]) else ask(talk)


def _drop(talk: Talk, proposal: Proposal) -> None:
    if proposal.carried:
        talk.passes(CARRIED + proposal.key)
    elif _in_focus(talk, proposal):
        talk.reply("say", words.THEN_WHAT)
    else:
        talk.reply("say", words.LEFT_AS_IT_WAS.format(name=name_of(talk, proposal)))


def _in_focus(talk: Talk, proposal: Proposal) -> bool:
    slot = talk.slot
    if slot is None:
        return False
    return proposal.key == slot.key or (slot.part in ("why", "when") and proposal.key == slot.question.key)


def _question(talk: Talk, proposal: Proposal) -> Question | None:
    slot = slot_of(proposal.key, talk.journey)
    return None if slot is None else slot.question


def _about_the_one(talk: Talk, verdict: YesNo, rest: str) -> bool:
    """“No, 13”, “yes, two hosts joined”, “13”: another value, or words that explain the one that waits."""
    proposal = _waiting(talk)[0]
    question = talk.question(proposal.key)
    if question is None or question.kind == "text":
        return _other_words(talk, proposal, verdict, rest)
    reading = KINDS[question.kind].read(rest, talk.journey.asked(question))
    same = (
        reading.status in (Status.exact, Status.none)
        and _value(question, reading) == proposal.given(question.kind).value
    )
    doubtful = proposal.because == "doubt" and len(rest.split()) > _LONGEST_VALUE
    if verdict == "yes" and not same and _TAKES_BACK.search(rest):
        verdict = ""
    agreed = verdict == "yes" and (doubtful or reading.status is Status.unreadable)
    if (same and verdict != "no") or agreed:
        say_yes(talk, explains=rest if proposal.check and not same else "")
    elif doubtful and not verdict:
        propose(talk, [replace(proposal, explains=rest)])
    elif _can_stand(talk, question, reading):
        _instead(talk, proposal, question, reading, rest)
    elif verdict == "no":
        say_no(talk)
    else:
        return False
    return True


def _value(question: Question, reading: Reading) -> Any:
    return reading.value[0] if question.kind == "ratio" and isinstance(reading.value, tuple) else reading.value


def _can_stand(talk: Talk, question: Question, reading: Reading) -> bool:
    case = case_of(talk, question, reading, talk.text)
    return judge(case).then in (Verdict.store, Verdict.propose, Verdict.refuse, Verdict.lacks, Verdict.open)


def _instead(talk: Talk, proposal: Proposal, question: Question, reading: Reading, said: str) -> None:
    """Another value than the one that waits: as if it had been asked for now, where it was; else proposed in turn."""
    others = talk.state.pending[1:] if talk.state.singly else ()
    slot = slot_of(question.key, talk.journey)
    talk.move(pending=(), singly=False)
    if proposal.carried:
        talk.passes(CARRIED + question.key)
    if slot is not None and (_in_focus(talk, proposal) or proposal.carried):
        decide(talk, slot, reading, said, others=others)
        return
    if reading.status is Status.not_available and question.kind in TAKES_NOT_AVAILABLE:
        talk.focus(question.key + WHY)
        ask(talk)
        return
    if reading.value is None:
        talk.reply("say", words.LEFT_AS_IT_WAS.format(name=question.name))
        ask_next(talk)
        return
    given = proposal.given(question.kind)
    changed = Proposal.of(
        question.key,
        question.kind,
        replace(given, value=_value(question, reading)),
        said=said,
        because="elsewhere",
    )
    propose(talk, (changed, *others))


def _other_words(talk: Talk, proposal: Proposal, verdict: YesNo, rest: str) -> bool:
    """Words were proposed, and other words come: they take the place of the first."""
    slot = slot_of(proposal.key, talk.journey)
    if verdict == "yes" or slot is None or not slot.narrative or not (_in_focus(talk, proposal) or proposal.carried):
        return False
    talk.text = rest
    talk.move(pending=(), singly=False, focus=slot.key)
    if proposal.carried:
        talk.passes(CARRIED + proposal.key)
    take_words(talk, slot, questioning=not verdict and proposal.carried)
    return True


def _one_of_several(talk: Talk, verdict: YesNo, rest: str) -> bool:
    """“No, moved out was 5”: those that are named are read again; the rest waits as it was."""
    waiting = talk.state.pending
    slot = talk.slot
    carried = slot is not None and slot.part == "value" and any(one.key == slot.key and one.carried for one in waiting)
    if slot is not None and carried and not (slot.narrative or verdict == "yes"):
        reading = talk.journey.read(slot.question, rest)
        if _can_stand(talk, slot.question, reading):
            _instead(talk, next(one for one in waiting if one.key == slot.key), slot.question, reading, rest)
            return True
    told = talk.text
    talk.text = rest
    found = {one.question.key: one for one in several.read(talk, None).others}
    talk.text = told
    if not found:
        return False
    changed = {
        key: Proposal.of(key, one.question.kind, several.given(one), said=rest, because="elsewhere")
        for key, one in found.items()
    }
    kept = tuple(changed.pop(one.key, one) for one in waiting)
    propose(talk, (*kept, *changed.values()))
    return True


def _ask_for_yes_or_no(talk: Talk) -> None:
    """Neither yes nor no: another sentence each time; then nothing is put, and the question is asked again."""
    tries = talk.state.tries + 1
    talk.move(tries=tries)
    if tries == 1:
        stamp = talk.state.stamp
        buttons = Button(f"yes:{stamp}", words.BUTTONS["yes"]), Button(f"no:{stamp}", words.BUTTONS["no"])
        talk.reply("repair", words.YES_OR_NO, *buttons)
    elif tries == 2:
        talk.reply("repair", words.YES_OR_NO_AGAIN)
        propose(talk, talk.state.pending, singly=talk.state.singly)
    else:
        talk.passes(*(CARRIED + one.key for one in talk.state.pending if one.carried))
        talk.reply("say", words.THEN_WHAT)
        talk.move(pending=(), singly=False)
        ask_next(talk)
