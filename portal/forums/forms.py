"""The forms of a forum."""

from collections.abc import Sequence
from typing import Any

from wtforms import ValidationError

from models.authority import Service
from models.forums.forum import Forum
from portal.profile.typed import Line, OneOf, Several
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Day, Email, Pick, Web, Words, shown

PAPERS = {"paper": "Paper for a meeting", "note": "Note of a meeting"}


class ServicesForm(ActForm):
    """Services to tick."""

    services = Several("For which services?", ())

    def offer(self, services: Sequence[Service]) -> None:
        """What there is to tick."""
        self.services.choices = [(one.key, one.title) for one in services]
        self.services.keys = [one.key for one in services]


class NewForumForm(ServicesForm):
    """A forum begins with its name and what it is about."""

    title = Line("What is the forum called?", "Enter a name", 200)
    services = Several("Which services is it about?", (), "Select at least one service")


class ForumForm(NewForumForm):
    """What is said of it."""

    purpose = Words("What is it for? Everybody reads it", longest=2000)
    next_on = Day("When does it meet next, if there is no event to book yet?")
    next_place = Line("Where?", longest=300)
    contact = Line("Who answers questions?")
    contact_email = Email("Their e-mail address")

    @classmethod
    def of(cls, forum: Forum, services: Sequence[Service]) -> "ForumForm":
        """As it stands."""
        same = {name: getattr(forum, name) for name in ("title", "purpose", "next_place", "contact", "contact_email")}
        return cls(data={**same, "next_on": shown(forum.next_on), "services": [one.key for one in services]})

    def values(self) -> dict[str, Any]:
        """What was typed, once the form is valid."""
        said = {name: getattr(self, name).data or "" for name in ("purpose", "next_place", "contact", "contact_email")}
        return {**said, "title": self.title.text, "next_on": self.next_on.value}


class PaperForm(ActForm):
    """A paper, or the note of a meeting."""

    kind = OneOf("What is it?", PAPERS.items(), "Select what it is")
    title = Line("Title", "Enter a title", 200)
    on = Day("Of which day?", "Enter a day")
    words = Words("What it says, for everybody", longest=20_000)
    link = Web("Or where it lies", longest=2000)

    def validate_words(self, field: Any) -> None:
        if not field.data and not self.link.data:
            raise ValidationError("Write what it says (of a file: in a sentence), or enter where it lies")

    def values(self) -> dict[str, Any]:
        """What was typed, once the form is valid."""
        said = {"kind": self.kind.data, "title": self.title.text, "words": self.words.data or ""}
        return {**said, "link": self.link.data or "", "on": self.on.value}


class ActionForm(ActForm):
    """What somebody said they would do."""

    what = Words("What is to be done?", "Enter what is to be done", 600)
    owner = Line("Who does it? A team or an organisation", "Enter who does it", 200)
    due_on = Day("By when?", "Enter a day")


class DoneForm(ActForm):
    """What came of it."""

    outcome = Line("What came of it?", "Enter what came of it", 600)


class InviteForm(ActForm):
    """Its next meeting."""

    event = Pick("Which event is its next meeting?", none="Select an event")

    def validate_event(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Select the event")
