"""The ordinary control of a question inside the conversation: read as the page reads it, policy and all."""

from collections.abc import Mapping, Sequence
from typing import cast

from forms.answer_field import AnswerField
from forms.conversation import words
from forms.conversation.asking import ask_next
from forms.conversation.repair import repair
from forms.conversation.saying import Button
from forms.conversation.slots import slot_of
from forms.conversation.talk import Talk
from forms.page_form import EXPLAINS, form_for


class Inputs(dict[str, str]):
    """Posted inputs in the shape that WTForms takes: the first value of a name, and all of them."""

    def __init__(self, typed: Mapping[str, Sequence[str]]) -> None:
        self._lists = {name: [str(value) for value in values] for name, values in typed.items()}
        super().__init__({name: values[0] if values else "" for name, values in self._lists.items()})

    def getlist(self, name: str) -> list[str]:
        """The values of that name."""
        return self._lists.get(name, [])


def take_typed(talk: Talk, typed: Mapping[str, Sequence[str]]) -> None:
    """Store what the control holds. What it could not read is said, and the control stays."""
    slot = talk.slot
    if slot is None:
        talk.reply("say", words.OLD_BUTTON)
        ask_next(talk)
        return
    key = slot.question.key
    own = (key, f"{EXPLAINS}{key}")
    inputs = Inputs({name: values for name, values in typed.items() if _of(name, own)})
    page = talk.journey.question_set.page_of(slot.question)
    form = form_for(page, talk.journey)(inputs)
    form.validate()
    talk.move(pending=(), singly=False)
    talk.keep(form.written)
    if form.errors:
        field = cast(AnswerField, form[key])
        error = str(field.errors[0])
        talk.text = field.raw
        repair(talk, slot_of(key, talk.journey) or slot, error, _candidates(field, key))
    elif not form.written:
        repair(talk, slot, words.EMPTY)
    else:
        ask_next(talk, after=slot.question)


def _candidates(field: AnswerField, key: str) -> tuple[Button, ...]:
    return tuple(Button(f"candidate:{key}:{one.posted}", one.words) for one in field.candidates)


def _of(name: str, keys: tuple[str, ...]) -> bool:
    return any(name == key or name.startswith(f"{key}.") for key in keys)
