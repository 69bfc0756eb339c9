"""Free words: an answer in words, the words of an option, why a figure is not there, an explanation, a reply."""

import re
from typing import Final

from forms import error_words
from forms.answers import EXPLANATION, Given
from forms.asked import Asked
from forms.box import LONGEST_REASON
from forms.conversation import words
from forms.conversation.answering import case_of, leave_open
from forms.conversation.asking import ask, ask_next
from forms.conversation.moves import as_last_time
from forms.conversation.policy import Verdict, judge
from forms.conversation.proposing import propose
from forms.conversation.repair import put_off, repair
from forms.conversation.slots import Slot
from forms.conversation.state import Proposal
from forms.conversation.talk import Talk
from forms.kinds import KINDS
from forms.kinds.plain import plain
from forms.kinds.text import LONGEST_TEXT
from forms.kinds.words.asides import dont_know
from forms.page_form import LONGEST_EXPLANATION
from forms.reading import Reading, Status

_LONGEST: Final = {"why": LONGEST_REASON, "check": LONGEST_EXPLANATION, "remark": LONGEST_EXPLANATION}
_SHORT: Final = 4
_NOTHING: Final = re.compile(
    r"(?:no|nope|nothing|none|nil|n/?a|nah)(?: (?:thanks|thank you|really|more|else|to add|to say|at the moment"
    r"|for now|just now|now|this time|comments?|words))*[.! ]*",
    re.IGNORECASE,
)
_RIGHT: Final = re.compile(
    r"(?:yes|yep|yeah|yup|correct|right|ok(?:ay)?|sure|it is|that is|that's|all|quite|is|fine|true|exactly)"
    r"(?:[ ,.!]+(?:yes|it is|it's|that's|that is|is|all|quite|correct|right|fine|true|thanks|thank you|sure))*[.! ]*",
    re.IGNORECASE,
)
_WRONG: Final = re.compile(
    r"(?:no|nope|wrong|not right|my mistake|(?:that'?s|it'?s|that is|it is) (?:not right|wrong|not correct|a mistake))"
    r"[.! ]*",
    re.IGNORECASE,
)


def take_words(talk: Talk, slot: Slot, *, questioning: bool = False) -> None:
    """The message as the words that were asked for."""
    said = plain(talk.text)
    if slot.part in ("check", "remark") and _RIGHT.fullmatch(said):
        it_is_right(talk, slot)
    elif slot.part in ("check", "remark") and _WRONG.fullmatch(said):
        talk.focus(slot.question.key, revisit=True)
        ask(talk)
    elif _may_be_empty(slot) and _NOTHING.fullmatch(said):
        leave_empty(talk, slot)
    elif slot.part == "value" and as_last_time(said):
        enter = error_words.missing(talk.journey.asked(slot.question))
        repair(talk, slot, words.NOT_TAKEN_OVER.format(enter=enter))
    elif slot.part == "value" and dont_know(said.lower()) and len(said.split()) <= _SHORT:
        leave_open(talk, slot)
    elif slot.part in ("check", "remark") and _is_an_answer(talk, slot):
        _offer_as_answer(talk, slot)
    elif len(talk.text) > _LONGEST.get(slot.part, LONGEST_TEXT):
        repair(talk, slot, words.TOO_LONG)
    else:
        _keep(talk, slot, questioning=questioning)


def _may_be_empty(slot: Slot) -> bool:
    return slot.part in ("words", "check", "remark") or (slot.part == "value" and not slot.question.required)


def leave_empty(talk: Talk, slot: Slot) -> None:
    """Nothing to say: what is stored stays as it is."""
    given = talk.journey.given(slot.question)
    name = slot.question.name
    talk.reply("say", words.LEFT_EMPTY.format(name=name) if given is None else words.NO_WORDS)
    put_off(talk, slot)
    ask_next(talk, after=slot.question)


def it_is_right(talk: Talk, slot: Slot) -> None:
    """“Is that right?” – it is; nothing is stored, and it is not asked again."""
    talk.passes(slot.key)
    talk.reply("say", words.SAME_AS_IT_WAS.format(name=slot.question.name, value=talk.said(slot.question)))
    ask_next(talk, after=slot.question)


def _is_an_answer(talk: Talk, slot: Slot) -> bool:
    """A figure, where an answer was asked about, is a new answer."""
    if slot.question.kind == "text" or len(talk.text.split()) > _SHORT:
        return False
    return talk.journey.read(slot.question, talk.text).status in (Status.exact, Status.none)


def _offer_as_answer(talk: Talk, slot: Slot) -> None:
    reading = talk.journey.read(slot.question, talk.text)
    value = reading.value[0] if slot.question.kind == "ratio" else reading.value
    given = Given(value=value)
    propose(talk, [Proposal.of(slot.question.key, slot.question.kind, given, said=talk.text, because="elsewhere")])


def _keep(talk: Talk, slot: Slot, *, questioning: bool) -> None:
    """Store the words, or propose them where they tell of danger, name somebody or look like a question."""
    kept = Reading(Status.exact, talk.text)
    case = case_of(talk, slot.question, kept, talk.text, questioning=questioning) if slot.part == "value" else None
    name = judge(case).name if case is not None else _doubt(talk, questioning=questioning)
    key, given = _as_answer(slot, talk.text)
    if case is not None and judge(case).then is Verdict.refuse:
        repair(talk, slot, case.wrong)
    elif name != "exact":
        kind = slot.question.kind if key == slot.question.key else "text"
        propose(talk, [Proposal.of(key, kind, given, said=talk.text, because=name)])
    else:
        said = talk.text if slot.part != "why" else ""
        talk.keep([talk.written(key, given, said)])
        talk.passes(*([slot.key] if slot.part in ("check", "remark") else []))
        ask_next(talk, after=slot.question)


def _doubt(talk: Talk, *, questioning: bool) -> str:
    if talk.alarming:
        return "danger"
    return "private" if talk.private else "question" if questioning else "exact"


def _as_answer(slot: Slot, told: str) -> tuple[str, Given]:
    match slot.part:
        case "why":
            return slot.question.key, Given("not_available", reason=told)
        case "check" | "remark":
            return EXPLANATION + slot.check, Given("explained", told)
        case _:
            return slot.key, Given(value=told)


def take_day(talk: Talk, slot: Slot) -> None:
    """The message as the day on which a figure will come; without one it stays as it is."""
    stored = talk.journey.given(slot.question)
    reading = KINDS["date"].read(talk.text, _when(talk))
    sure = reading.status is Status.exact
    if reading.status in (Status.dont_know, Status.not_available) or _NOTHING.fullmatch(plain(talk.text)):
        no_day(talk, slot)
    elif stored is None or reading.value is None or reading.value < talk.journey.situation.today:
        repair(talk, slot, error_words.WHEN + ".")
    else:
        given = Given("not_available", reason=stored.reason, expected_on=reading.value)
        if sure and not (talk.alarming or talk.private):
            talk.keep([talk.written(slot.question.key, given)])
            ask_next(talk, after=slot.question)
        else:
            propose(talk, [Proposal.of(slot.question.key, slot.question.kind, given, said=talk.text, because="about")])


def no_day(talk: Talk, slot: Slot) -> None:
    """Nobody knows yet when it will come."""
    talk.passes(slot.key)
    talk.reply("say", words.NO_DAY)
    ask_next(talk, after=slot.question)


def _when(talk: Talk) -> Asked:
    today = talk.journey.situation.today
    return Asked("when", "date", "", today=today, first_day=today, last_day=today, min=today)
