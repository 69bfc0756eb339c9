"""The forms of an event, a part each. Boxes bear the names of the columns that they fill."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms import FieldList, Form, FormField, ValidationError

from models.events.session import NewSession
from portal.events import words
from portal.events.boxes import checked, clock_of, day_of, instant
from portal.profile.typed import Line, OneOf, Several
from portal.register.desk.boxes import Count, Day, Email, Pick, Web, Words, shown
from portal.tenders.boxes import Clock
from portal.tenders.part_forms import PartForm

BLANK_ROWS = 2
LONG = 6000


class EventForm(PartForm):
    """One part of an event."""

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        """What stands in the boxes; `draft` is a `work.reading.Read`."""
        return {name: getattr(draft.event, name) for name in cls().data}

    def values(self) -> dict[str, Any]:
        return {box.name: getattr(box, "value", box.data) if isinstance(box, Count | Day) else box.data for box in self}


class WhatForm(EventForm):
    """What it is for, and for whom."""

    heading = "What it is"
    LISTS: ClassVar = ("contracts", "hosts")
    title = Line("Title", "Enter a title", 300)
    kind = OneOf("What kind of event is it?", words.KINDS.items(), "Select the kind of event")
    summary = Words("What is it for?", longest=2000)
    audience = Words("For whom is it?", longest=1000)
    agenda = Words("Agenda, a line each", longest=LONG)
    speakers = Words("Who speaks?", longest=2000)
    tender = Pick("Which tender is it about?", none="None")
    statement = Line("Market position statement")
    contracts = Several("Which contracts that end, or may end, within two years is it about?", ())
    hosts = Several("Which other authorities invite with you?", ())

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        tender, event = draft.event.tender, draft.event
        plain = {name: getattr(event, name) for name in cls().data if name not in cls.LISTS}
        lists = {name: [one.slug for one in getattr(draft, name)] for name in cls.LISTS}
        return {**plain, "tender": tender.slug if tender else "", **lists}

    def prepare(self, choices: Mapping[str, Any], today: date) -> None:
        super().prepare(choices, today)
        self.tender.offer(choices["tenders"])
        for name in self.LISTS:
            box: Any = self[name]
            box.choices, box.keys = choices[name], [slug for slug, _ in choices[name]]
            if not choices[name]:
                del self[name]


class WhereForm(EventForm):
    """Where it is."""

    heading = "Where it is"
    place = OneOf("Is it in a room or online?", words.PLACES.items(), "Select where it is")
    venue = Words("Where is it? With the postcode", longest=1000)
    venue_access = Words("How do people with a disability get in and take part?", longest=2000)
    online_link = Web("Link to join. Only those who booked see it", longest=2000)


class WhenForm(EventForm):
    """When it is, and for how many."""

    heading = "When it is, and for how many"
    starts_day = Day("It starts on")
    starts_time = Clock("at")
    ends_day = Day("It ends on")
    ends_time = Clock("at")
    booking_opens_day = Day("Booking opens on, if not at once")
    booking_opens_time = Clock("at")
    booking_closes_day = Day("Booking closes on")
    booking_closes_time = Clock("at")
    places = Count("People in all")
    per_organisation = Count("People of one organisation, at most")

    INSTANTS: ClassVar = {
        "starts_at": "starts",
        "ends_at": "ends",
        "booking_opens_at": "booking_opens",
        "booking_closes_at": "booking_closes",
    }

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        event = draft.event
        found = {"places": shown(event.places), "per_organisation": shown(event.per_organisation)}
        for column, box in cls.INSTANTS.items():
            at = getattr(event, column)
            found |= {f"{box}_day": day_of(at), f"{box}_time": clock_of(at)}
        return found

    def values(self) -> dict[str, Any]:
        plain = {"places": self.places.value or 0, "per_organisation": self.per_organisation.value}
        return plain | {column: self._at(box) for column, box in self.INSTANTS.items()}

    def _at(self, box: str) -> Any:
        boxes: Any = self
        return instant(boxes[f"{box}_day"], boxes[f"{box}_time"])

    def validate_starts_time(self, field: Any) -> None:
        checked(self.starts_day, field)

    def validate_ends_time(self, field: Any) -> None:
        checked(self.ends_day, field)
        starts, ends = self._at("starts"), self._at("ends")
        if starts and ends and ends <= starts:
            raise ValidationError("Enter an end that comes after the start")

    def validate_booking_opens_time(self, field: Any) -> None:
        checked(self.booking_opens_day, field)

    def validate_booking_closes_time(self, field: Any) -> None:
        checked(self.booking_closes_day, field)
        opens, closes, ends = (self._at(box) for box in ("booking_opens", "booking_closes", "ends"))
        if closes and ends and closes > ends:
            raise ValidationError("Enter a time before the event ends")
        if closes and opens and closes <= opens:
            raise ValidationError("Enter a time after booking opens")

    def validate_per_organisation(self, field: Any) -> None:
        if not field.value:
            raise ValidationError("Enter 1 or more")


class SessionRow(Form):
    """One session."""

    title = Line("Session", longest=300)
    day = Day("On")
    starts = Clock("From")
    ends = Clock("To")
    places = Count("People, if fewer than in all")
    repeats = Count("Number of the session that it repeats, if it repeats one")
    today: date = date.min

    def validate_starts(self, field: Any) -> None:
        checked(self.day, field)

    def validate_ends(self, field: Any) -> None:
        checked(self.day, field)
        starts, ends = instant(self.day, self.starts), instant(self.day, field)
        if self.title.data and not (starts and ends and starts < ends):
            raise ValidationError("Enter the day, and an end that comes after the start")

    def validate_places(self, field: Any) -> None:
        if field.value == 0:
            raise ValidationError("Enter 1 or more, or leave it empty")


class SessionsForm(EventForm):
    """Its sessions."""

    heading = "Sessions"
    lead = "Only where people choose between parts. A session that is full offers the one that repeats it."
    rows = "sessions"
    sessions = FieldList(FormField(SessionRow), min_entries=BLANK_ROWS)

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        rows = [
            {"title": one.title, "day": day_of(one.starts_at), "starts": clock_of(one.starts_at),
             "ends": clock_of(one.ends_at), "places": shown(one.places), "repeats": shown(one.repeats)}
            for one in draft.sessions
        ]  # fmt: skip
        return {"sessions": [*rows, *[{}] * BLANK_ROWS]}

    def values(self) -> dict[str, Any]:
        return {}

    def parts(self) -> list[NewSession]:
        """The sessions that were typed, in order; one cannot repeat itself or one that is not there."""
        rows = [row.form for row in self.sessions if row.form.title.data]
        found = []
        for number, row in enumerate(rows, 1):
            repeats = row.repeats.value if row.repeats.value in range(1, len(rows) + 1) else None
            starts, ends = instant(row.day, row.starts), instant(row.day, row.ends)
            if starts is not None and ends is not None:
                again = None if repeats == number else repeats
                found.append(NewSession(row.title.text, starts, ends, row.places.value, again))
        return found


class NoticeForm(EventForm):
    """What a preliminary market engagement notice says."""

    heading = "Market engagement notice"
    lead = (
        "What a preliminary market engagement notice has to say (regulation 17 of the Procurement Regulations 2024), "
        "so that this page and the notice say the same."
    )
    subject_matter = Words("What is the engagement about?", longest=4000)
    engagement_closes_on = Day("When does it close?")
    goes_on = Words("How does it go on? Places, dates and times, until when people can say that they are interested")

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        return {**super().loaded(draft), "engagement_closes_on": shown(draft.event.engagement_closes_on)}


class ContactForm(EventForm):
    """Whom to ask, and what came of it. Nobody is mailed when this changes."""

    heading = "Whom to ask, and what came of it"
    contact = Line("Who answers questions?")
    contact_email = Email("Their e-mail address")
    notice_id = Line("Number of the public notice")
    note = Words("What came of it, for everybody: one page is enough", longest=20_000)
    answers = Words("What was asked, and the answers, for everybody", longest=40_000)


PARTS: dict[str, type[EventForm]] = {
    "what": WhatForm,
    "where": WhereForm,
    "when": WhenForm,
    "sessions": SessionsForm,
    "notice": NoticeForm,
    "contact": ContactForm,
}
"""The parts of an event, in the order in which they are written; the key stands in the address."""
