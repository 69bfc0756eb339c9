"""The forms about care: to whom something goes and with which note; who is away, from when to when."""

from datetime import date, datetime
from typing import Any, cast

from wtforms import Form, SelectField, TextAreaField, validators

from models.calendar import to_london
from models.handover import LONGEST_NOTE
from portal.profile.typed import Read


class HandOverForm(Form):
    """The colleague, and what they need to know. What is handed over is ticked beside it."""

    to = SelectField("To whom?", validate_choice=False)
    note = TextAreaField(
        "What does your colleague need to know?",
        [validators.Length(max=LONGEST_NOTE, message=f"Shorten this to {LONGEST_NOTE:,} characters")],
        filters=[lambda text: (text or "").strip()],
    )


class AwayForm(Form):
    """Who is away, which days, and who stands in."""

    person = SelectField("Who is away?", validate_choice=False)
    first_on = Read("First day away", "date", "Enter the first day", "Enter a day with its year, like 1 December 2026")
    last_on = Read("Last day away", "date", "Enter the last day", "Enter a day with its year, like 11 December 2026")
    deputy = SelectField("Who stands in?", validate_choice=False)
    today: date

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last, once the form is valid."""
        return cast(date, self.first_on.value), cast(date, self.last_on.value)


def away(typed: Any, now: datetime, **begins: Any) -> AwayForm:
    """The form about an absence."""
    form = AwayForm(typed, **begins)
    form.today = to_london(now).date()
    return form
