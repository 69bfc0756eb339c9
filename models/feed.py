"""A person’s calendar address: secret, one at a time, and stopped at once when they say so.

Neither the address nor its key is kept: the salt gives the key only together with the installation’s secret key, and
the digest is what a request is looked up by. A copy of the database opens nobody’s calendar.
"""

from datetime import datetime
from typing import Self

from peewee import DateTimeField, ForeignKeyField, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing, unique


class Feed(Base):
    """One address that was made, until it is stopped. `key_digest` is the SHA-256 of its key, in hex."""

    person = ForeignKeyField(Person, index=False)
    salt = TextField()
    key_digest = TextField()
    made_at = DateTimeField()
    stopped_at = DateTimeField(null=True)
    person_id: int

    @classmethod
    def make(cls, person: int, salt: str, key_digest: str, at: datetime) -> Self:
        """A new address; the old one, if there is one, leads nowhere from now on."""
        must_be_writing()
        cls._end(person, at)
        feed: Self = cls.create(person=person, salt=salt, key_digest=key_digest, made_at=at)
        AuditEvent.append("feed.made", Person.get_by_id(person).subject, person, at)
        return feed

    @classmethod
    def stop(cls, person: int, at: datetime) -> None:
        """No address any more. Raises AlreadyDone where there is none."""
        must_be_writing()
        if not cls._end(person, at):
            raise AlreadyDone
        AuditEvent.append("feed.stopped", Person.get_by_id(person).subject, person, at)

    @classmethod
    def _end(cls, person: int, at: datetime) -> int:
        live = (cls.person == person) & cls.stopped_at.is_null()
        return int(cls.update(stopped_at=at).where(live).execute())

    @classmethod
    def of(cls, person: int) -> Self | None:
        """The address that works now."""
        return cls.get_or_none((cls.person == person) & cls.stopped_at.is_null())

    @classmethod
    def found(cls, key_digest: str) -> Self | None:
        """The address with this digest, if it works still and its person may sign in."""
        query = (
            cls.select(cls).join(Person).where(cls.key_digest == key_digest, cls.stopped_at.is_null(), Person.active)
        )
        feed: Self | None = query.first()
        return feed


unique(Feed, Feed.key_digest, name="one_calendar_a_key")
unique(Feed, Feed.person, name="one_calendar_address_a_person", where=Feed.stopped_at.is_null())
