"""An event: written as a draft, published, changed so that everybody is told, held or cancelled.

Its places are counted in the row itself: `taken` is changed by one conditional UPDATE and never passes `places`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    JOIN,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import NotNow
from models.events import terms
from models.person import Person
from models.register.slugs import Slugs
from models.register.versions import only, step
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender


class Event(Base):
    """What a council invites to. Instants are naive UTC; `places`, `taken` and `per_organisation` are people.

    `online_link` is shown only to those who booked. `sequence` counts what people were told, as calendars want it.
    `subject_matter`, `engagement_closes_on`, `goes_on`, `notice_id`: what a preliminary market engagement notice says
    (regulation 17 of the Procurement Regulations 2024). `organiser` alone sees what somebody needs to take part.
    `note` is what came of it, `answers` what was asked and answered there, for everybody.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    title = TextField()
    kind = TextField(default="meet_the_buyer")
    summary = TextField(default="")
    audience = TextField(default="")
    agenda = TextField(default="")
    speakers = TextField(default="")
    place = TextField(default="in_person")
    venue = TextField(default="")
    venue_access = TextField(default="")
    online_link = TextField(default="")
    starts_at = DateTimeField(null=True)
    ends_at = DateTimeField(null=True)
    booking_opens_at = DateTimeField(null=True)
    booking_closes_at = DateTimeField(null=True)
    per_organisation = IntegerField(default=3)
    places = IntegerField(default=0)
    taken = IntegerField(default=0)
    tender = ForeignKeyField(Tender, null=True)
    statement = TextField(default="")
    subject_matter = TextField(default="")
    engagement_closes_on = DateField(null=True)
    goes_on = TextField(default="")
    notice_id = TextField(default="")
    contact = TextField(default="")
    contact_email = TextField(default="")
    note = TextField(default="")
    answers = TextField(null=True)
    cancelled_why = TextField(default="")
    sequence = IntegerField(default=0)
    state = TextField(default="draft")
    version = IntegerField(default=1)
    organiser = ForeignKeyField(Person, index=False)
    created_at = DateTimeField()
    published_at = DateTimeField(null=True)
    told_at = DateTimeField(null=True)
    cleared_at = DateTimeField(null=True)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    authority_id: int
    tender_id: int | None
    organiser_id: int

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "an_event_has_a_title"),
            Check(f"kind IN {terms.KINDS}", "the_kind_of_an_event_is_known"),
            Check(f"place IN {terms.PLACES}", "where_an_event_is_is_known"),
            Check(f"state IN {terms.STATES}", "the_state_of_an_event_is_known"),
            Check("ends_at > starts_at", "an_event_ends_after_it_starts"),
            Check("booking_closes_at <= ends_at", "booking_closes_before_the_event_ends"),
            Check("booking_opens_at < booking_closes_at", "booking_opens_before_it_closes"),
            Check("per_organisation > 0", "an_organisation_may_send_somebody"),
            Check("taken BETWEEN 0 AND places", "no_more_places_are_taken_than_there_are"),
            Check("(state <> 'draft') <= (published_at IS NOT NULL)", "a_published_event_says_since_when"),
            Check("(state = 'cancelled') = (cancelled_why <> '')", "a_cancelled_event_says_why"),
            Check(
                "published_at IS NULL OR (starts_at IS NOT NULL AND ends_at IS NOT NULL"
                " AND booking_closes_at IS NOT NULL AND places > 0)",
                "a_published_event_says_when_and_for_how_many",
            ),
        ]

    PLAIN: ClassVar = frozenset(("contact", "contact_email", "note", "answers", "notice_id"))
    """What may change without a word to those who booked."""
    TOLD: ClassVar = frozenset(
        (
            *("title", "kind", "summary", "audience", "agenda", "speakers", "place", "venue", "venue_access"),
            *("online_link", "starts_at", "ends_at", "booking_opens_at", "booking_closes_at", "per_organisation"),
            *("places", "tender", "statement", "subject_matter", "engagement_closes_on", "goes_on"),
        )
    )
    """Once published, everybody who booked is told of a change of these."""

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"event:{self.public_id}"

    @property
    def left(self) -> int:
        """Places that nobody holds."""
        return self.places - self.taken

    def open(self, at: datetime) -> bool:
        """Whether a place can be booked at this instant (the last good one included)."""
        opens, closes = self.booking_opens_at, self.booking_closes_at
        begun = opens is None or opens <= at
        return self.state == "published" and begun and closes is not None and at <= closes

    def meetings(self, at: datetime) -> bool:
        """Whether somebody may say whom they want to meet: never about a subject whose tender is live."""
        return self.tender is None or not self.tender.live(at)

    @classmethod
    def full(cls) -> Any:
        """Every event, with its authority and tender; to be narrowed."""
        query = cls.select(cls, Authority, Tender).join(Authority)
        return query.switch(cls).join(Tender, JOIN.LEFT_OUTER)

    @classmethod
    def fresh(cls, event_id: int) -> Self:
        """One event as it stands, held against others who would book or change it until the transaction ends."""
        AuditHead.take()
        found: Self = cls.full().where(cls.id == event_id).get()
        return found

    @classmethod
    def add(cls, authority_id: int, values: Mapping[str, object], *, by: int, at: datetime) -> Self:
        """A new draft, organised by who adds it. Its slug, given once, is that of its title."""
        AuditHead.take()  # nobody else gives out slugs meanwhile
        only(values, cls.PLAIN | cls.TOLD, "an event")
        cls._own_tender(authority_id, values)
        taken: Any = cls.select(cls.slug).where(cls.authority == authority_id).tuples()
        slug = Slugs(name for (name,) in taken).give(str(values["title"]))
        event: Self = cls.create(
            authority=authority_id, slug=slug, created_at=at, organiser=by, changed_by=by, changed_at=at, **values
        )
        AuditEvent.append("event.added", event.subject, by, at)
        return event

    def change(self, values: Mapping[str, object], *, by: int, at: datetime, version: int) -> None:
        """All of a draft; of a published event only what is PLAIN. Raises Stale, NotNow."""
        only(values, self.PLAIN | self.TOLD, "an event")
        self._own_tender(self.authority_id, values)
        if self.state == "cancelled" or (self.state != "draft" and set(values) - self.PLAIN):
            raise NotNow(self.state)
        self._step("changed", values, by=by, at=at, version=version, after=", ".join(sorted(values)))

    def publish(self, *, by: int, at: datetime, version: int) -> None:
        """From now on people can find and book it. Raises Stale, NotNow unless it is a draft that says enough."""
        if self.state != "draft":
            raise NotNow(self.state)
        told = {"state": "published", "published_at": at, "told_at": at}
        self._step("published", told, by=by, at=at, version=version)

    def tell(self, values: Mapping[str, object], *, by: int, at: datetime, version: int) -> None:
        """What everybody who booked is told now. Raises Stale, NotNow once it is over or with too few places."""
        only(values, self.TOLD, "what people are told of an event")
        self._own_tender(self.authority_id, values)
        if self.state != "published":
            raise NotNow(self.state)
        if int(str(values.get("places", self.places))) < self.taken:
            raise NotNow("places taken")
        told = {**values, "sequence": self.sequence + 1, "told_at": at}
        self._step("told", told, by=by, at=at, version=version, after=", ".join(sorted(values)))

    def cancel(self, why: str, *, by: int, at: datetime, version: int) -> None:
        """It does not take place. Raises Stale, NotNow."""
        if self.state != "published":
            raise NotNow(self.state)
        told = {"state": "cancelled", "cancelled_why": why, "sequence": self.sequence + 1, "told_at": at}
        self._step("cancelled", told, by=by, at=at, version=version)

    def hold(self, *, by: int | None, at: datetime) -> None:
        """It has taken place. Raises NotNow before its end."""
        if self.state != "published" or self.ends_at is None or at < self.ends_at:
            raise NotNow(self.state)
        self._step("held", {"state": "held"}, by=by, at=at, version=self.version)

    def organise(self, *, by: int, at: datetime, version: int) -> None:
        """Somebody else organises it from now on, and sees what those who come need. Raises Stale."""
        self._step("taken_over", {"organiser": by}, by=by, at=at, version=version)

    def take(self, people: int) -> bool:
        """Take places, in one statement; whether there were as many."""
        return self._count(people, Event.taken + people <= Event.places)

    def give_back(self, people: int) -> None:
        """Places that nobody holds any more."""
        self._count(-people, Event.taken >= people)

    def _count(self, people: int, while_: Any) -> bool:
        must_be_writing()
        query = Event.update(taken=Event.taken + people).where(Event.id == self.id, while_)
        if not query.execute():
            return False
        self.taken += people
        return True

    @staticmethod
    def _own_tender(authority_id: int, values: Mapping[str, object]) -> None:
        tender = values.get("tender")
        mine = (Tender.id == tender) & (Tender.authority == authority_id)
        if tender and not Tender.select().where(mine).exists():
            raise ValueError("The tender is of another authority.")

    def _step(
        self, verb: str, values: Mapping[str, object], *, by: int | None, at: datetime, version: int, **said: str
    ) -> None:
        must_be_writing()
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"event.{verb}", self.subject, by, at, **said)


unique(Event, Event.authority, Event.slug, name="an_event_of_an_authority_has_its_slug")
