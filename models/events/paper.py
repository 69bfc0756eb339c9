"""What is published of an event for everybody: slides, the one-page note, the answers, as files; and who else hosts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import BigIntegerField, Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.events.event import Event
from models.person import Person
from models.store import Base, must_be_writing, unique

KINDS = ("slides", "note", "answers", "other")


class EventPaper(Base):
    """One file of `size` bytes under `key` in the store of files; `digest` is its SHA-256 in hexadecimal digits."""

    public_id = UUIDField(unique=True, default=uuid4)
    event = ForeignKeyField(Event, index=False)
    number = IntegerField()
    kind = TextField()
    name = TextField()
    file_name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    digest = TextField()
    key = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    event_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"kind IN {KINDS}", "the_kind_of_a_paper_is_known"),
            Check("name <> ''", "a_paper_has_a_name"),
            Check("number > 0", "papers_of_an_event_are_numbered_from_one"),
            Check("length(digest) = 64", "the_digest_of_a_paper_is_whole"),
        ]

    @classmethod
    def of(cls, event_id: int) -> list[Self]:
        """Those of an event, in the order in which they were published."""
        return list(cls.select().where(cls.event == event_id).order_by(cls.number))

    @classmethod
    def add(cls, event: Event, kind: str, name: str, file: dict[str, object], *, by: int, at: datetime) -> Self:
        """One more; `file`: file_name, media_type, size, digest, key."""
        AuditHead.take()  # nobody else numbers papers meanwhile
        number = cls.select().where(cls.event == event.id).count() + 1
        made: Self = cls.create(event=event, number=number, kind=kind, name=name, by=by, at=at, **file)
        AuditEvent.append("event.paper", event.subject, by, at, after=f"{number} {made.digest}")
        return made


class EventHost(Base):
    """Another authority that invites, too; the one that runs the event is `event.authority`."""

    event = ForeignKeyField(Event, index=False)
    authority = ForeignKeyField(Authority)

    @classmethod
    def of(cls, event_id: int) -> list[Authority]:
        """Those that invite, too, by name."""
        query: Any = Authority.select().join(cls).where(cls.event == event_id).order_by(Authority.name)
        return list(query)

    @classmethod
    def events(cls, authorities: Sequence[int]) -> Any:
        """Ids of events to which any of these authorities invites, too; for a query."""
        return cls.select(cls.event).where(cls.authority << list(authorities))

    @classmethod
    def put(cls, event: Event, authorities: Sequence[Authority]) -> None:
        """In the place of those that stood there."""
        must_be_writing()
        cls.delete().where(cls.event == event.id).execute()
        for authority in authorities:
            cls.create(event=event, authority=authority)


unique(EventPaper, EventPaper.event, EventPaper.number, name="papers_of_an_event_are_numbered_once")
unique(EventHost, EventHost.event, EventHost.authority, name="an_authority_invites_to_an_event_once")
