"""What somebody has typed and not sent: a question about a tender, a booking. It is theirs alone, and of nobody else’s
business: no list counts it, no audit event tells of it, and it is deleted with what comes of it.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, IntegrityError, TextField

from models.conflicts import Stale, broken_rule
from models.events.event import Event
from models.person import Person
from models.store import Base, must_be_writing, store, unique
from models.tendering.tender import Tender

KEPT = timedelta(days=90)
"""How long one is kept that nobody goes on with."""


class Draft(Base):
    """One a person and tender, one a person and event. `content` is JSON: answers, and the conversation about them
    (portal/drafts)."""

    person = ForeignKeyField(Person, index=False)
    tender = ForeignKeyField(Tender, index=False, null=True)
    event = ForeignKeyField(Event, index=False, null=True)
    set_key = TextField()
    set_version = TextField()
    content = TextField()
    version = IntegerField(default=1)
    began_at = DateTimeField()
    changed_at = DateTimeField()
    person_id: int
    tender_id: int | None
    event_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("(tender_id IS NULL) <> (event_id IS NULL)", "a_draft_is_about_one_thing"),
            Check("began_at <= changed_at", "a_draft_changes_after_it_began"),
        ]

    @classmethod
    def of(cls, person: int, *, tender: int | None = None, event: int | None = None) -> Self | None:
        """A person’s own, or None."""
        return cls.get_or_none(cls.person == person, cls._about(tender, event))

    @classmethod
    def _about(cls, tender: int | None, event: int | None) -> Any:
        return cls.event == event if tender is None else cls.tender == tender

    @classmethod
    def keep(
        cls, content: str, *, person: int, tender: int | None, event: int | None, of_set: tuple[str, str], version: int,
        at: datetime,
    ) -> int:  # fmt: skip
        """Keep what was typed over what was seen (version 0: nothing yet); the version that it has now. Raises Stale
        where it was changed in another window."""
        must_be_writing()
        there = cls.of(person, tender=tender, event=event)
        seen = there.version if there else 0
        if seen != version:
            raise Stale(seen)
        now = {"set_key": of_set[0], "set_version": of_set[1], "content": content, "changed_at": at}
        mine = (cls.person == person) & cls._about(tender, event) & (cls.version == version)
        try:
            if there is None:
                with store.atomic():
                    cls.create(person=person, tender=tender, event=event, began_at=at, **now)
            elif not cls.update(version=version + 1, **now).where(mine).execute():
                raise Stale(version + 1)
        except IntegrityError as error:
            if broken_rule(error) is None:
                raise
            raise Stale(1) from error
        return version + 1

    @classmethod
    def drop(cls, person: int, *, tender: int | None = None, event: int | None = None) -> None:
        """It was sent, or thrown away."""
        must_be_writing()
        cls.delete().where(cls.person == person, cls._about(tender, event)).execute()

    @classmethod
    def forget(cls, at: datetime) -> int:
        """Delete what nobody goes on with, and everything about an event that is over; how many."""
        must_be_writing()
        over = Event.select(Event.id).where((Event.state << ("held", "cancelled")) | (Event.ends_at < at))
        old = (cls.changed_at < at - KEPT) | (cls.event << over)
        return int(cls.delete().where(old).execute())


unique(Draft, Draft.person, Draft.tender, name="a_person_has_one_draft_a_tender")
unique(Draft, Draft.person, Draft.event, name="a_person_has_one_draft_an_event")
