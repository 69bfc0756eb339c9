"""Moves and buttons: what each of them does."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from forms.asked import Value
from forms.conversation import words
from forms.conversation.agreeing import say_no, say_yes
from forms.conversation.answering import decide
from forms.conversation.asking import ask, ask_next
from forms.conversation.changing import back, revisit
from forms.conversation.proposing import propose
from forms.conversation.repair import put_off
from forms.conversation.saying import AskForPerson, OpenCheck, SaveAndLeave, ShowDue
from forms.conversation.slots import TAKES_NOT_AVAILABLE, WHY, Slot, slot_of
from forms.conversation.talk import Talk
from forms.conversation.telling import it_is_right, leave_empty, no_day
from forms.kinds import KINDS
from forms.question_set import Question
from forms.reading import Reading, Status


def skip(talk: Talk) -> None:
    """Leave it for now; it stays open and is asked once more at the end."""
    slot = talk.slot
    talk.move(pending=(), singly=False)
    if slot is None:
        ask_next(talk)
    elif slot.part == "when":
        no_day(talk, slot)
    elif slot.part in ("words", "check", "remark") or not slot.question.required:
        leave_empty(talk, slot)
    else:
        stays = talk.journey.given(slot.question) is not None
        said = words.SAME_AS_IT_WAS if stays else words.SKIPPED
        talk.reply("say", said.format(name=slot.question.name, value=talk.said(slot.question)))
        if not stays:
            put_off(talk, slot)
        ask_next(talk)


def said_so_far(talk: Talk) -> None:
    """Everything that is stored, as label and value."""
    journey = talk.journey
    rows = tuple(
        (question.name, journey.say(question))
        for page in journey.question_set.pages
        for question in journey.visible_questions(page)
        if journey.given(question) is not None
    )
    talk.reply("list", words.SAID_SO_FAR if rows else words.SAID_NOTHING, rows=rows)
    again(talk)


def why(talk: Talk) -> None:
    """Why it is asked, and what becomes of the answer."""
    slot = talk.slot
    if slot is not None:
        page = talk.journey.question_set.page_of(slot.question)
        told = words.WHY.format(why=talk.journey.words(page.why), used=talk.journey.words(page.used))
        talk.reply("guidance", f"{told} {talk.journey.words(page.law)}".strip(), question=slot.question.key)
    again(talk)


def example(talk: Talk) -> None:
    """What an answer looks like."""
    slot = talk.slot
    if slot is not None:
        hint = talk.journey.words(slot.question.hint)
        known = slot.part == "value" and slot.question.example
        told = words.EXAMPLE.format(example=slot.question.example) if known else words.NO_EXAMPLE.format(hint=hint)
        talk.reply("guidance", told.strip(), question=slot.question.key)
    again(talk)


def due(talk: Talk) -> None:
    """What is due and when."""
    talk.reply("say", talk.facts.due or words.DUE)
    talk.intend(ShowDue())
    again(talk)


def again(talk: Talk) -> None:
    """What stood there is asked again: a proposal that waits, else the question in focus."""
    if talk.state.pending:
        propose(talk, talk.state.pending, singly=talk.state.singly)
    else:
        ask(talk)


def courtesy(talk: Talk) -> None:
    """“Thanks”, “hello”: said back, and on with it."""
    talk.reply("say", words.THANKS)
    again(talk)


def save(talk: Talk) -> None:
    """Stop for today. Whatever was shown as put is stored already; nothing is ever sent by this."""
    if said := talk.facts.says.get("saved"):
        talk.reply("saved", said)
        again(talk)
        return
    talk.reply("saved", words.SAVED)
    talk.intend(SaveAndLeave())


def start_again(talk: Talk) -> None:
    """Through everything once more; nothing is deleted."""
    talk.reply("say", words.AGAIN)
    talk.move(pending=(), singly=False, walk=True, skipped=(), second=False, trail=(), focus=None)
    ask_next(talk)


def person(talk: Talk) -> None:
    """A message to the named contact, and how to reach them."""
    situation, slot = talk.journey.situation, talk.slot
    if said := talk.facts.says.get("person"):
        talk.reply("person", said)
        again(talk)
        return
    reach = words.REACH.format(contact=situation.contact) if situation.contact else ""
    told = words.PERSON.format(council=situation.council, reach=reach).strip()
    talk.reply("person", told, note=talk.facts.says.get("person_also", ""))
    talk.intend(AskForPerson(None if slot is None else slot.question.key))
    again(talk)


def help_(talk: Talk) -> None:
    """What can be said."""
    talk.reply("help", f"{words.FIRST} {words.HELP}", rows=talk.facts.can_say or words.HELP_ROWS)
    again(talk)


def check(talk: Talk) -> None:
    """To the page on which the answers are checked; its button alone sends."""
    talk.reply("check", words.CHECK)
    talk.intend(OpenCheck())


MOVES: Final[Mapping[str, Callable[[Talk], None]]] = MappingProxyType(
    {
        "courtesy": courtesy, "back": back, "skip": skip, "said": said_so_far, "why": why, "example": example,
        "due": due, "repeat": again, "save": save, "stop": save, "again": start_again, "person": person,
        "help": help_, "check": check,
    }
)  # fmt: skip
"""Every move by its name, but for “change”, which names an answer."""

# Buttons


def press(talk: Talk, name: str) -> None:
    """Do what a button says; one that belongs to something else by now does nothing."""
    action, _, rest = name.partition(":")
    done = False
    if action in ("yes", "no"):
        done = _agree(talk, action, rest)
    elif action == "move" and rest in MOVES:
        MOVES[rest](talk)
        done = True
    elif action in _PRESSED:
        done = _PRESSED[action](talk, rest)
    if not done:
        talk.reply("say", words.OLD_BUTTON)
        again(talk)


def _agree(talk: Talk, action: str, stamp: str) -> bool:
    if not talk.state.pending or stamp != talk.state.stamp:
        return False
    (say_yes if action == "yes" else say_no)(talk)
    return True


def _value_slot(talk: Talk, key: str) -> Slot | None:
    slot = slot_of(key, talk.journey)
    return slot if slot is not None and slot.part == "value" else None


def _option(talk: Talk, rest: str) -> bool:
    key, _, value = rest.partition(":")
    slot = _value_slot(talk, key)
    if slot is None or value not in _options(slot.question):
        return False
    return _pressed(talk, slot, value)


def _options(question: Question) -> tuple[str, ...]:
    if question.kind == "yes_no":
        return ("yes", "no")
    return tuple(one.key for one in question.options) if question.kind == "choice" else ()


def _candidate(talk: Talk, rest: str) -> bool:
    key, _, value = rest.partition(":")
    slot = _value_slot(talk, key)
    revived = None if slot is None else _revived(slot.question.kind, value)
    return slot is not None and revived is not None and _pressed(talk, slot, revived)


def _pressed(talk: Talk, slot: Slot, value: Value) -> bool:
    """A button that said its value is as good as the value typed, where the question is the one in focus."""
    waits = talk.slot
    if waits is None or waits.question is not slot.question:
        return False
    talk.move(pending=(), singly=False)
    shown = (value, None) if slot.question.kind == "ratio" else value
    talk.text = KINDS[slot.question.kind].say(value, talk.journey.asked(slot.question))
    decide(talk, slot, Reading(Status.exact, shown), talk.text, pressed=True)
    return True


def _revived(kind: str, posted: str) -> Value | None:
    """The value of a candidate’s button; None for anything that is no such value."""
    told: Any = posted.split(",") if kind in ("choices", "period") else posted
    try:
        if kind in ("number", "ratio", "percent"):
            number = float(posted)
            return int(number) if number.is_integer() else number
        found: Value = KINDS[kind].revive(int(posted) if kind == "money" else told)
    except (ValueError, TypeError, OverflowError):
        return None
    return found


def _keep(talk: Talk, key: str) -> bool:
    slot = talk.slot
    if slot is None or slot.key != key or talk.journey.given(slot.question) is None:
        return False
    stay(talk, slot)
    return True


def stay(talk: Talk, slot: Slot) -> None:
    """Keep an answer that was asked for again."""
    said = words.SAME_AS_IT_WAS.format(name=slot.question.name, value=talk.said(slot.question))
    talk.reply("say", said, *talk.change_buttons([slot.question]))
    ask_next(talk)


def _change(talk: Talk, key: str) -> bool:
    question = talk.question(key)
    if question is None:
        return False
    revisit(talk, question)
    return True


def _not_available(talk: Talk, key: str) -> bool:
    question = talk.question(key)
    if question is None or question.kind not in TAKES_NOT_AVAILABLE:
        return False
    talk.move(pending=(), singly=False)
    talk.focus(question.key + WHY)
    ask(talk)
    return True


def _not_applicable(talk: Talk, key: str) -> bool:
    slot = _value_slot(talk, key)
    if slot is None or not slot.question.not_applicable_words:
        return False
    talk.move(pending=(), singly=False)
    decide(talk, slot, Reading(Status.not_applicable), "")
    return True


def _right(talk: Talk, key: str) -> bool:
    slot = talk.slot
    if slot is None or slot.check != key:
        return False
    it_is_right(talk, slot)
    return True


_PRESSED: Final[Mapping[str, Callable[[Talk, str], bool]]] = MappingProxyType(
    {
        "option": _option, "candidate": _candidate, "keep": _keep, "change": _change,
        "not_available": _not_available, "not_applicable": _not_applicable, "right": _right,
    }
)  # fmt: skip
