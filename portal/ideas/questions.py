"""The form for an idea."""

from typing import Any

from wtforms import Form, SelectField, TextAreaField, ValidationError

from forms.kinds.plain import visible
from portal.profile.typed import Address, Line

LONGEST = 4000


def several_lines(text: str | None) -> str:
    """Visible characters only; line breaks stay."""
    return visible(text or "").strip()


class IdeaForm(Form):
    """What the idea is, what it is about, and who has it, if they want to say so."""

    about = SelectField("What is it about?", validate_choice=False)
    words = TextAreaField("What is your idea?", filters=[several_lines])
    name = Line("Your name, if you want to give it")
    organisation = Line("Your organisation, if you have one")
    email = Address("Your e-mail address, if you want an answer", "")

    def __init__(self, subjects: dict[str, str], formdata: Any = None, **values: Any) -> None:
        super().__init__(formdata, **values)
        self.subjects = subjects
        self.about.choices = list(subjects.items())

    def validate_about(self, field: SelectField) -> None:
        if field.data not in self.subjects:
            raise ValidationError("Select what your idea is about")

    def validate_words(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError("Enter your idea")
        if len(field.data) > LONGEST:
            raise ValidationError(f"Shorten your idea to {LONGEST:,} characters")
