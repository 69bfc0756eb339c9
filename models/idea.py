"""An idea that somebody sent to an authority, with or without a name: what could be bought, done or done better."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing


class Idea(Base):
    """What was written, and who wrote it if they said so. `service_key` is the service that it is about, or empty.

    Taking it out empties the words and who wrote them; that it was there, and who took it out, stays.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    service_key = TextField(default="")
    words = TextField(null=True)
    name = TextField(default="")
    organisation = TextField(default="")
    email = TextField(default="")
    at = DateTimeField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    authority_id: int
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("length(words) > 0", "an_idea_says_something"),
            Check("(words IS NULL) = (removed_at IS NOT NULL)", "an_idea_is_there_or_says_when_it_was_taken_out"),
            Check("(removed_by_id IS NULL) = (removed_at IS NULL)", "an_idea_says_who_took_it_out"),
            Check(
                "removed_at IS NULL OR (name = '' AND organisation = '' AND email = '')",
                "who_wrote_an_idea_goes_with_its_words",
            ),
        ]

    @property
    def subject(self) -> str:
        return f"idea:{self.public_id}"

    @classmethod
    def send(
        cls, authority_id: int, words: str, *, service_key: str, name: str, organisation: str, email: str, at: datetime
    ) -> Self:
        """Keeps a new one."""
        must_be_writing()
        who = {"name": name, "organisation": organisation, "email": email}
        idea: Self = cls.create(authority=authority_id, words=words, service_key=service_key, at=at, **who)
        AuditEvent.append("idea.sent", idea.subject, None, at)
        return idea

    def take_out(self, *, by: int, at: datetime) -> None:
        """Empties it for good. Raises AlreadyDone."""
        must_be_writing()
        nothing = {"words": None, "name": "", "organisation": "", "email": ""}
        still = (Idea.id == self.id) & Idea.removed_at.is_null()
        if not Idea.update(**nothing, removed_by=by, removed_at=at).where(still).execute():
            raise AlreadyDone(self)
        AuditEvent.append("idea.taken_out", self.subject, by, at)
