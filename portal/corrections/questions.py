"""The form for something wrong on a page, and the officer’s answer."""

from typing import Any
from urllib.parse import urlsplit

from wtforms import Form, RadioField, SelectField, TextAreaField, ValidationError

from portal.ideas.questions import several_lines
from portal.profile.typed import Address, Line

LONGEST, LONGEST_ANSWER, LONGEST_PAGE = 4000, 600, 300
OUTCOMES = {"corrected": "It was wrong, and is put right", "unchanged": "It is right as it stands"}


def page_of(text: str) -> str:
    """The page on our site that an address names, from its first slash; “” where it names none."""
    parts = urlsplit(text.strip())
    path = parts.path if parts.path.startswith("/") else ""
    return path if len(path) <= LONGEST_PAGE and not path.startswith("//") and "\\" not in path else ""


class CorrectionForm(Form):
    """What is wrong, on which page, of which council, and who says so, if they want to."""

    page = Line("Address of the page", "Enter the address of the page", LONGEST_PAGE)
    council = SelectField("Which council’s page is it?", validate_choice=False)
    words = TextAreaField("What is wrong, and what would be right?", filters=[several_lines])
    name = Line("Your name, if you want to give it")
    email = Address("Your e-mail address, if you want to be told when it is answered", "")

    def __init__(self, councils: dict[str, str], formdata: Any = None, **values: Any) -> None:
        super().__init__(formdata, **values)
        self.councils = councils
        self.council.choices = list(councils.items())
        if len(councils) == 1:
            self.council.data = next(iter(councils))

    def validate_page(self, field: Line) -> None:
        if field.data and not page_of(field.data):
            raise ValidationError("Enter the address of the page as your browser shows it")

    def validate_council(self, field: SelectField) -> None:
        if field.data not in self.councils:
            raise ValidationError("Select the council")

    def validate_words(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError("Enter what is wrong")
        if len(field.data) > LONGEST:
            raise ValidationError(f"Shorten it to {LONGEST:,} characters")


class AnswerForm(Form):
    """What came of it, in words that everybody will read."""

    outcome = RadioField("What came of it?", choices=list(OUTCOMES.items()), validate_choice=False)
    answer = TextAreaField("Your answer", filters=[several_lines])

    def validate_outcome(self, field: RadioField) -> None:
        if field.data not in OUTCOMES:
            raise ValidationError("Select what came of it")

    def validate_answer(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError("Enter your answer")
        if len(field.data) > LONGEST_ANSWER:
            raise ValidationError(f"Shorten your answer to {LONGEST_ANSWER} characters")
