"""Boxes for what people type: tidied once, at the edge."""

from collections.abc import Iterable
from typing import Any

from wtforms import Form, StringField, ValidationError
from wtforms.fields import RadioField, SelectMultipleField

from forms.asked import Asked
from forms.kinds import KINDS as READERS
from forms.kinds.plain import visible
from forms.reading import Status
from portal.accounts.words import address_problem, tidy_address

LONGEST_LINE = 200


def one_line(text: str | None) -> str:
    """Visible characters only, on one line, without spaces around."""
    return " ".join(visible(text or "").split())


class Line(StringField):
    """One line of text. `missing` is the error where nothing was typed; without it the box may stay empty."""

    def __init__(self, label: str, missing: str = "", longest: int = LONGEST_LINE, **more: Any) -> None:
        super().__init__(label, filters=[one_line], **more)
        self.missing, self.longest = missing, longest

    @property
    def text(self) -> str:
        """What was typed, tidied; empty where nothing was."""
        return self.data or ""

    def pre_validate(self, form: Any) -> None:
        if not self.data and self.missing:
            raise ValidationError(self.missing)
        if len(self.data or "") > self.longest:
            raise ValidationError(f"Use {self.longest} characters or fewer")


class Address(Line):
    """An e-mail address, kept normalised and in lower case."""

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        if problem := address_problem(self.data):
            raise ValidationError(problem)
        self.data = tidy_address(self.data)


class Read(Line):
    """A box that reads what people write with the reader of one kind of question: “£5 million”, “30 March 2027”."""

    def __init__(self, label: str, kind: str, missing: str, unread: str, **more: Any) -> None:
        super().__init__(label, missing, **more)
        self.kind, self.unread, self.value = kind, unread, None

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        asked = Asked(key=self.name, kind=self.kind, ask=self.label.text, today=form.today, first_day=form.today)
        reading = READERS[self.kind].read(self.data, asked)
        if reading.status is Status.approximate:
            self.data = said(self.kind, reading.value)
            raise ValidationError(f"We read that as {self.data}. Save again if that is right.")
        if reading.status is not Status.exact:
            raise ValidationError(self.unread)
        self.value = reading.value


class OneOf(RadioField):
    """One of a few, as radios; keys are stored, words are shown."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]], missing: str = "", **more: Any) -> None:
        words = dict(choices)
        super().__init__(label, choices=list(words.items()), validate_choice=False, **more)
        self.keys, self.missing = list(words), missing

    def pre_validate(self, form: Any) -> None:
        if self.data not in self.keys:
            self.data = ""
            if self.missing:
                raise ValidationError(self.missing)


class Several(SelectMultipleField):
    """Any of a few, as checkboxes."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]], missing: str = "", **more: Any) -> None:
        words = dict(choices)
        super().__init__(label, choices=list(words.items()), validate_choice=False, **more)
        self.keys, self.missing = list(words), missing

    def pre_validate(self, form: Any) -> None:
        self.data = [key for key in self.keys if key in (self.data or [])]
        if not self.data and self.missing:
            raise ValidationError(self.missing)


def said(kind: str, value: Any) -> str:
    """A stored value in words, as its kind of question says it: “£5,000,000”, “30 March 2027”."""
    return READERS[kind].say(value, Asked(key=kind, kind=kind, ask=""))


def problems(form: Form) -> dict[str, str]:
    """The first error of each field, by the field’s name, in the form’s order."""
    return {field.name: str(field.errors[0]) for field in form if field.errors}
