"""Small forms: a title, an addendum, a later deadline, the decision, a point set aside."""

from datetime import datetime
from typing import Any

from wtforms import ValidationError

from models.calendar import from_london
from models.tendering import addendum, override
from portal.profile.typed import Line, OneOf
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Day, Pick, Words
from portal.tenders import words
from portal.tenders.boxes import NOON, Clock


class TitleForm(ActForm):
    """What it is called."""

    title = Line("What is the tender called?", "Enter a title", 300)


class SetAsideForm(ActForm):
    """Why a point of the readiness check does not hold here."""

    reason = Words("Why does this not hold here? It is published with the tender.", longest=override.LONGEST)


class AddendumForm(ActForm):
    """What everybody is told of a change."""

    heading = Line("What changes, in one line?", "Enter what changes", 300)
    reason = Words("Why?", "Enter why it changes. Everybody reads it.", addendum.LONGEST)


class DeadlineForm(ActForm):
    """More time: a checklist in one screen, in the order in which it is done."""

    closes_day = Day("Bids by", "Enter the new day")
    closes_time = Clock("at", "Enter a time, such as 12 noon", default=NOON)
    questions_day = Day("Questions close on, if that moves, too")
    questions_time = Clock("at", default=NOON)
    reason = OneOf("Why?", words.DEADLINE_REASONS.items(), "Select why there is more time")
    there_by = Line("Who changed it in the portal that takes the bids?", "Enter who changed it there")
    there_day = Day("On which day?", "Enter the day on which it was changed there")
    there_time = Clock("at", "Enter the time at which it was changed there")
    notice_id = Line("Number of the notice that says so", "Enter the number of the changed notice")

    def values(self) -> dict[str, Any]:
        """As `DeadlineMove.give` takes them, once the form is valid."""
        questions = _instant(self.questions_day, self.questions_time) if self.questions_day.data else None
        return {
            "closes_at": _instant(self.closes_day, self.closes_time),
            "questions_close_at": questions,
            "reason": self.reason.data,
            "there_by": self.there_by.text,
            "there_at": _instant(self.there_day, self.there_time),
            "notice_id": self.notice_id.text,
        }

    def validate_closes_time(self, field: Any) -> None:
        _exists(self.closes_day, field)

    def validate_there_time(self, field: Any) -> None:
        _exists(self.there_day, field)

    def validate_questions_time(self, field: Any) -> None:
        if self.questions_day.data:
            _exists(self.questions_day, field)


class DecideForm(ActForm):
    """Awarded, or cancelled."""

    outcome = OneOf(
        "What was decided?",
        (("awarded", "It is awarded"), ("cancelled", "It is cancelled: nobody gets it")),
        "Select what was decided",
    )


class DocumentForm(ActForm):
    """A document, or a new version of one."""

    document = Pick("Which document is this?", none="A new one")
    name = Line("What is the new document called?")
    note = Words("If it is a new version: what changed?", longest=600)

    def validate_name(self, field: Any) -> None:
        if not field.data and not self.document.data:
            raise ValidationError("Enter what the document is called, or select the one that this is a version of")


def _instant(day: Any, clock: Any) -> datetime:
    return from_london(datetime.combine(day.value, clock.value))


def _exists(day: Any, clock: Any) -> None:
    """Refuses the hour in which the clocks change."""
    if day.value and clock.value:
        try:
            _instant(day, clock)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class DeclareForm(ActForm):
    """Conflicts of interest: sections 81 to 83 of the Procurement Act 2023."""

    conflict = OneOf(
        "Have you, or has somebody close to you, anything to do with an organisation that may bid?",
        (("no", "No"), ("yes", "Yes, or perhaps")),
        "Select yes or no",
    )
    words = Words("What is it?", longest=1000)

    def validate_words(self, field: Any) -> None:
        if self.conflict.data == "yes" and not field.data:
            raise ValidationError("Enter what it is")
