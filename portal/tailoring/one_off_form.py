"""The form by which an officer asks one question of many providers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from wtforms import Form, RadioField, SelectMultipleField, StringField, TextAreaField, validators

from forms.kinds.plain import visible
from forms.own_question import MOST_WORDS, USUAL_WORDS, OwnQuestion
from portal.profile.typed import Line, Read, one_line
from portal.tailoring.overlay_form import KIND_CHOICES

KINDS = KIND_CHOICES[1:]
LONGEST = 400


def _several(text: str | None) -> str:
    return visible(text or "").strip()


class OneOffForm(Form):
    """What is asked, how it is answered, of whom, by when. What is wrong with the words the question itself says."""

    ask = Line("What do you want to know?", "Enter your question", LONGEST)
    name = Line("A short name for it, for lists", "Enter a short name")
    why = Line("Why do you ask?", "Enter why you ask, in a sentence the provider will read", LONGEST)
    kind = RadioField("How is it answered?", choices=KINDS)
    of_ask = Line("Out of what?", "", LONGEST)
    options = TextAreaField("What can be chosen?", filters=[_several])
    max_words = StringField("At most how many words?", default=str(USUAL_WORDS), filters=[one_line])
    providers = SelectMultipleField("Which providers?", validate_choice=False)
    due_on = Read("By when?", "date", "Enter a day", "Enter a day with its year")
    today: date

    def validate_kind(self, field: Any) -> None:
        if field.data not in dict(KINDS):
            field.errors = []
            raise validators.StopValidation("Select how it is answered")

    def validate_max_words(self, field: Any) -> None:
        if self.kind.data == "text" and not (field.data.isdecimal() and 1 <= int(field.data[:6]) <= MOST_WORDS):
            raise validators.ValidationError(f"Enter a number of words from 1 to {MOST_WORDS}")

    @property
    def day(self) -> date:
        """The due day; ask for it once the form is valid."""
        return cast(date, self.due_on.value)

    def question(self) -> OwnQuestion:
        """What was typed, as a question; call it once the form is valid."""
        options = (one_line(line) for line in (self.options.data or "").splitlines())
        return OwnQuestion(
            kind=self.kind.data,
            name=self.name.text,
            ask=self.ask.text,
            why=self.why.text,
            of_ask=self.of_ask.text if self.kind.data == "ratio" else "",
            options=tuple(filter(None, options)) if self.kind.data in ("choice", "choices") else (),
            max_words=int(self.max_words.data or USUAL_WORDS) if self.kind.data == "text" else USUAL_WORDS,
        )

    def refuse(self, faults: Iterable[str]) -> bool:
        """Puts what is wrong with the question where it can be changed; whether anything was."""
        found = list(faults)
        for fault in found:
            field = self[_field_of(fault)]
            field.errors = [*field.errors, fault]
        return bool(found)


def _field_of(fault: str) -> str:
    """The box that a fault of the question is about."""
    for words, field in (
        ("Out of what?", "of_ask"), ("choose", "options"), ("choice", "options"), ("short name", "name"),
        ("Shorten the name", "name"), ("Say why", "why"), ("Shorten the reason", "why"),
    ):  # fmt: skip
        if words in fault:
            return field
    return "ask"


def make(typed: Any, today: date, due_on: str = "") -> OneOffForm:
    """The form, as it was typed; else with the due day that is proposed."""
    form = OneOffForm(typed, due_on=due_on, kind="number")
    form.today = today
    return form
