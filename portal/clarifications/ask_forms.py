"""Forms for questions and answers."""

from typing import Any

from wtforms import ValidationError

from models.tendering import clarification, reply
from portal.clarifications.work.queue import WAYS
from portal.profile.typed import OneOf
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Day, Pick, Words
from portal.tenders.boxes import Clock, Tick


class RewordForm(ActForm):
    """A question, said anew."""

    words = Words("Your question, without what is confidential", "Enter your question", clarification.LONGEST)


class CameForm(ActForm):
    """A question that reached the council in another way."""

    words = Words("What was asked?", "Enter what was asked", clarification.LONGEST)
    way = OneOf("How did it reach you?", WAYS.items(), "Select how it reached you")
    note = Words("Who asked, and what else should be kept? Only the council’s file has it.", longest=1000)
    came_day = Day("On which day?", "Enter the day on which it came")
    came_time = Clock("at", "Enter the time at which it came")


class ReplyForm(ActForm):
    """An answer for everybody."""

    question = Words("The question, as everybody will read it", "Enter the question", reply.LONGEST)
    answer = Words("The answer", "Enter the answer", reply.LONGEST)
    changes = OneOf(
        "Does it change anything in the documents?",
        (("nothing", "It changes nothing in the documents"), ("addendum", "It comes with an addendum")),
        "Select whether it changes anything",
    )
    addendum = Pick("Which addendum?", none="None")
    private = Tick("For the asker alone: it could not help another bidder")

    def validate_addendum(self, field: Any) -> None:
        if (self.changes.data == "addendum") != bool(field.data):
            raise ValidationError("Select the addendum, and only where there is one")

    def values(self, addenda: dict[str, int]) -> dict[str, object]:
        """The columns, once the form is valid. `addenda`: number -> id."""
        return {
            "question": self.question.data,
            "answer": self.answer.data,
            "changes_nothing": self.changes.data == "nothing",
            "addendum": addenda.get(self.addendum.data or ""),
            "private": bool(self.private.data),
        }


class DeclineForm(ActForm):
    """Why a question is not answered; everybody reads it."""

    question = Words("The question, as everybody will read it", "Enter the question", reply.LONGEST)
    answer = Words("Why is it not answered?", "Enter why it is not answered", reply.LONGEST)


class TimeForm(ActForm):
    """Whether a question whose time is in doubt came in time."""

    late = OneOf("Did it come in time?", (("no", "Yes"), ("yes", "No")), "Select yes or no")
    why = Words("What do you go by? It is kept.", "Enter what you go by", 1000)


class NameForm(ActForm):
    """Why a name is opened."""

    reason = Words("Why must you know who asked?", "Enter why you must know", 1000)


class CorrectForm(ActForm):
    """A new version of what was released."""

    answer = Words("The answer as it should be", "Enter the answer", reply.LONGEST)
    why = Words("What was wrong?", "Enter what was wrong. Everybody reads it.", 1000)
