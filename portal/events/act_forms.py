"""Small forms: a title, why something changes, a link instead of a room, a booking, a colleague."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import FieldList, Form, FormField, ValidationError

from models.events import change
from models.events.arrival import LONGEST
from models.events.booking import NewAttendee
from models.events.session import EventSession
from portal.events import words
from portal.events.work.booking import Wish
from portal.profile.typed import Address, Line, OneOf, Several
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Pick, Web, Words
from portal.tenders.boxes import Tick


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


class PersonRow(Form):
    """Somebody who comes."""

    name = Line("Name")
    role = Line("What do they do?")
    today: date = date.min


class BookingForm(ActForm):
    """A booking. `offer` fits it to an event and to whoever books."""

    organisation = Line("Organisation", "Enter the name of your organisation")
    email = Address("Your e-mail address", "Enter your e-mail address")
    people = FieldList(FormField(PersonRow))
    size = Pick("How many people work there?", words.SIZES.items())
    vcse = Tick("We are a voluntary organisation, a community group or a social enterprise")
    services = Line("Which services do you provide, or want to?", longest=600)
    sessions = Several("Which sessions do you come to?", ())
    wait = Tick("If a session is full: we rather wait for it than come to its repetition")
    meet = Words("Whom would you like to meet, and why?", longest=1000)
    access = Words("What do you need to get in and take part?", longest=1000)
    diet = Line("What do you not eat?", longest=300)
    language = Line("Do you need an interpreter, or papers in another form?", longest=300)

    def offer(self, most: int, sessions: Sequence[EventSession], *, meetings: bool, known: bool) -> None:
        """As many rows as people may come; without the boxes that this event, or this person, does not need."""
        while len(self.people.entries) < most:
            self.people.append_entry({})
        del self.people.entries[most:]
        if known:
            del self.organisation, self.email
        if not meetings:
            del self.meet
        if not sessions:
            del self.sessions, self.wait
            return
        self.sessions.choices = [(str(one.number), one.title) for one in sessions]
        self.sessions.keys = [str(one.number) for one in sessions]

    def validate_people(self, field: Any) -> None:
        if not any(row.form.name.data for row in field):
            raise ValidationError("Enter who comes, at least one name")

    def problems(self) -> dict[str, str]:
        found = {box.name: str(box.errors[0]) for box in self if box.errors and box.name != "people"}
        rows = [inner for row in self.people for inner in row.form if inner.errors]
        if self.people.errors and not rows:
            found["people-0-name"] = str(self.people.errors[0])
        return found | {inner.name: str(inner.errors[0]) for inner in rows}

    def wish(self, organisation: str = "", email: str = "") -> Wish:
        """What was typed, once the form is valid; for whom, where that is known."""
        said = {box.name: box.data for box in self}
        people = [NewAttendee(row.form.name.text, row.form.role.text) for row in self.people if row.form.name.data]
        return Wish(
            organisation=organisation or said["organisation"] or "", email=email or said["email"] or "",
            people=people, sessions=[int(number) for number in said.get("sessions") or ()], size=said["size"] or "",
            vcse=bool(said["vcse"]), services=said["services"] or "", meet=said.get("meet") or "",
            access=said["access"] or "", diet=said["diet"] or "", language=said["language"] or "",
            wait=bool(said.get("wait")),
        )  # fmt: skip


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
