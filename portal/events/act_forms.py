"""Small forms: a title, why something changes, a link instead of a room, a booking, a colleague."""

from typing import Any

from wtforms import ValidationError

from models.events import change
from models.events.arrival import LONGEST
from portal.events import words
from portal.profile.typed import Address, Line, OneOf
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Web, Words


class TitleForm(ActForm):
    """What it is called."""

    title = Line("What is the event called?", "Enter a title", 300)


class WhyForm(ActForm):
    """What everybody who booked is told of a change."""

    reason = Words("Why? Everybody who booked reads it", "Enter why it changes", change.LONGEST)


class OnlineForm(WhyForm):
    """A link instead of a room."""

    online_link = Web("Link to join. Only those who booked see it", longest=2000)

    def validate_online_link(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Enter the link that people join by")


class HandOverForm(ActForm):
    """A colleague who comes instead."""

    name = Line("Who comes instead?", "Enter your colleague’s name")
    email = Address("Their e-mail address", "Enter your colleague’s e-mail address")


class WalkInForm(ActForm):
    """Somebody who came without a booking. Who is in a hurry is counted without a name."""

    works_for = Line("Organisation", longest=LONGEST)  # “organisation” is the name of a hidden field of every form
    name = Line("Name", longest=LONGEST)


class FeedbackForm(ActForm):
    """What somebody thought of an event: three taps, or fewer."""

    worth = OneOf(words.FEEDBACK["worth"], words.ANSWERS.items())
    clear = OneOf(words.FEEDBACK["clear"], words.ANSWERS.items())
    again = OneOf(words.FEEDBACK["again"], words.ANSWERS.items())

    def validate_worth(self, _field: Any) -> None:
        if not self.answers():
            raise ValidationError("Answer one of the three at least")

    def answers(self) -> dict[str, str]:
        """What was tapped."""
        return {box.name: str(box.data) for box in self if box.data in words.ANSWERS}


class PaperForm(ActForm):
    """A file that everybody may read. The file itself comes beside it."""

    kind = OneOf("What is it?", words.PAPERS.items(), "Select what it is")
    name = Line("Under which name is it shown?", "Enter a name", 200)
