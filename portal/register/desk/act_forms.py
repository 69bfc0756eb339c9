"""Small forms: extend, end, leave out, let pass, redact, open a framework to another authority, describe a service."""

from datetime import date
from typing import Any

from wtforms import Form, RadioField, ValidationError

from portal.profile.typed import Line
from portal.register.desk import words
from portal.register.desk.boxes import Day, Months, Pick, Words

LONGEST_REASON = 600


def reason(label: str, missing: str, longest: int = LONGEST_REASON) -> Words:
    """A few lines that say why."""
    return Words(label, missing, longest)


class ActForm(Form):
    """A form with a day that words such as “today” count from."""

    today: date = date.min

    def problems(self) -> dict[str, str]:
        """The first error of each box, by its name."""
        return {box.name: str(box.errors[0]) for box in self if box.errors}


class ExtendForm(ActForm):
    """By months, or to a day; when that was decided, and why."""

    months = Months("By how many months?")
    ends_on = Day("Or until which day?")
    decided_on = Day("When was that decided?", "Enter the day on which it was decided")
    why = reason("Why is it extended?", "Enter why it is extended")

    def validate_months(self, field: Any) -> None:
        if bool(field.data) == bool(self.ends_on.data):
            raise ValidationError("Enter by how many months, or to which later day; one of the two")

    def validate_decided_on(self, field: Any) -> None:
        if field.value and field.value > self.today:
            raise ValidationError("Enter the day on which it was decided, which is not in the future")

    def values(self) -> dict[str, Any]:
        """What was decided, once the form is valid."""
        days = {"ends_on": self.ends_on.value, "decided_on": self.decided_on.value}
        return {"months": self.months.value, "why": self.why.data, **days}


class EndForm(ActForm):
    """For good, on a day, and why."""

    on = Day("On which day does it end?", "Enter the day on which it ends")
    why = reason("Why does it end?", "Enter why it ends", 2000)

    def values(self) -> dict[str, Any]:
        """The day and why, once the form is valid."""
        return {"on": self.on.value, "why": self.why.data}


class LeaveOutForm(ActForm):
    """Why a contract, or all that a file added, should not be in the register."""

    why = reason("Why should it not be in the register?", "Enter why it should not be in the register")


class ReleaseForm(ActForm):
    """Why a contract that the guard holds may be published."""

    why = reason("Why may this be published?", "Enter why this may be published as it is")


class RedactForm(ActForm):
    """Which of the Code’s words stand in place of the suppliers."""

    words = RadioField("Which words stand in place of the supplier?", validate_choice=False)

    def offer(self, redactions: tuple[str, ...]) -> None:
        """The words that may be chosen."""
        self.words.choices = [(text, text) for text in redactions]

    def validate_words(self, field: Any) -> None:
        if field.data not in [key for key, _ in field.choices]:
            raise ValidationError("Select the words that stand in place of the supplier")


class OtherForm(ActForm):
    """An authority that may call off, or buys it, too."""

    name = Line("Which authority?", "Enter the name of an authority")


class ServiceForm(ActForm):
    """The service line: its segment of the market, who manages it, and where it stands in the commissioning cycle."""

    segment = Line("Segment of the market")
    manager = Line("Category manager")
    stage = Pick("Stage of the commissioning cycle", words.STAGES.items())
    stage_since_on = Day("Since when?")

    def validate_stage_since_on(self, field: Any) -> None:
        if self.stage.data and not field.data:
            raise ValidationError("Enter since when it is at this stage")
        if field.data and not self.stage.data:
            raise ValidationError("Select the stage, or empty this box")

    def values(self) -> dict[str, Any]:
        """The columns, once the form is valid."""
        said = {name: self[name].data for name in ("segment", "manager", "stage")}
        return said | {"stage_since_on": self.stage_since_on.value}
