"""When words fail: another sentence, then the ordinary control, then an offer to leave it or to get a person.

No sentence comes twice: after the last step the question is put off, and the next one is asked.
"""

from collections.abc import Sequence
from typing import Any

from forms import error_words
from forms.box import Box, as_posted, candidates_of, fits
from forms.conversation import words
from forms.conversation.asking import ask_next
from forms.conversation.saying import Button
from forms.conversation.slots import Slot
from forms.conversation.talk import Talk
from forms.question_set import Question
from forms.reading import Reading

_LAST_STEP = 3


def repair(talk: Talk, slot: Slot, sentence: str, buttons: Sequence[Button] = ()) -> None:
    """The next step of the ladder for what is in focus; `sentence` is the first."""
    tries = talk.state.tries + 1
    talk.move(tries=tries)
    key, name = slot.question.key, slot.question.name
    if tries > _LAST_STEP:
        talk.reply("say", words.PUT_OFF.format(name=name))
        put_off(talk, slot)
        ask_next(talk)
    elif tries == _LAST_STEP:
        skip = Button("move:skip", words.BUTTONS["skip"])
        person = Button("move:person", words.BUTTONS["person"])
        talk.reply("repair", words.LEAVE_IT, skip, person, question=key)
    elif tries == 2 and slot.part == "value":
        this_way = words.THIS_WAY.format(enter=error_words.missing(talk.journey.asked(slot.question)))
        talk.reply("repair", this_way, *buttons, question=key, control=True)
    else:
        talk.reply("repair", words.AGAIN_IN_WORDS if tries == 2 else sentence, *buttons, question=key)


def put_off(talk: Talk, slot: Slot) -> None:
    """Leave what is in focus: an answer stays open and is asked again at the end, other words are not."""
    if slot.part != "value" or not slot.question.required or talk.journey.given(slot.question) is not None:
        talk.passes(slot.key)
    if slot.part in ("value", "why") and talk.journey.given(slot.question) is None and slot.question.required:
        talk.move(skipped=(*talk.state.skipped, slot.question.key))
    talk.move(pending=(), singly=False)


def not_understood(talk: Talk, slot: Slot, reading: Reading) -> None:
    """What was read is no answer: say what was read and what is needed, with its candidates as buttons."""
    question = slot.question
    box = box_of(talk, question)
    sayable = Reading(
        reading.status,
        reading.value,
        tuple(c for c in reading.candidates if fits(c, box)),
        reading.spans,
        reading.notes,
    )
    sentence = error_words.not_understood(sayable, talk.text, box.asked, question.example)
    repair(talk, slot, sentence, candidate_buttons(talk, question, candidates_of(sayable)))


def candidate_buttons(talk: Talk, question: Question, candidates: Sequence[Any]) -> tuple[Button, ...]:
    """One button a candidate."""
    asked = talk.journey.asked(question)
    return tuple(
        Button(f"candidate:{question.key}:{as_posted(value, asked)}", error_words.say(value, asked))
        for value in candidates
    )


def box_of(talk: Talk, question: Question) -> Box:
    """The question as the page would have it: limits, example, where a limit comes from."""
    return Box(
        question, talk.journey.asked(question), talk.journey.answers.get(question.key),
        example=question.example, limit_from=talk.journey.limit_from(question),
    )  # fmt: skip


def after_all(talk: Talk) -> None:
    """Nothing is left to ask, and the message was no move: another sentence each time."""
    place = talk.state.tries % len(words.AFTER_ALL)
    example = next(iter(talk.journey.answers), "")
    question = talk.journey.question_set.questions.get(example)
    name = "an answer" if question is None else question.name.lower()
    talk.move(tries=talk.state.tries % 100 + 1)
    check, person = Button("move:check", words.BUTTONS["check"]), Button("move:person", words.BUTTONS["person"])
    talk.reply("repair", words.AFTER_ALL[place].format(example=name), check, person)
