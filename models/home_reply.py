"""What a home replies to what its independent person said: beside it, for the council and the independent person to
read. The report itself is never touched."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import JOIN, Check, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.monitoring_return import Return
from models.person import Person
from models.store import Base, must_be_writing
from models.submission import Submission

LONGEST = 2000


class HomeReply(Base):
    """To one submission. Never changed: whoever has more to say replies again. `words` is None once taken out."""

    public_id = UUIDField(unique=True, default=uuid4)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id")
    submission = ForeignKeyField(Submission, index=False)
    words = TextField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"length(words) BETWEEN 1 AND {LONGEST}", "a_homes_reply_says_something"),
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_homes_reply_is_there_or_was_taken_out"),
            Check("(removed_at IS NULL) = (removed_by_id IS NULL)", "who_took_out_a_homes_reply_is_known"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"home_reply:{self.public_id}"

    @classmethod
    def make(cls, submission: Submission, words: str, *, by: int, at: datetime) -> Self:
        """One more reply."""
        must_be_writing()
        reply: Self = cls.create(return_=submission.return_id, submission=submission, words=words, by=by, at=at)
        AuditEvent.append("home_reply.made", reply.subject, by, at, words=words)
        return reply

    def take_out(self, *, by: int, at: datetime) -> None:
        """Its words go, here and in the audit chain. Raises AlreadyDone."""
        must_be_writing()
        there = (HomeReply.id == self.id) & ~HomeReply.words.is_null()
        if not HomeReply.update(words=None, removed_by=by, removed_at=at).where(there).execute():
            raise AlreadyDone(self)
        AuditEvent.empty_words(self.subject)
        AuditEvent.append("home_reply.taken_out", self.subject, by, at)

    @classmethod
    def to(cls, return_id: int) -> list[Self]:
        """Every reply about one return, oldest first, with who wrote it and who took it out; one query."""
        remover = Person.alias()
        query = cls.select(cls, Person.id, Person.name, remover.id, remover.name).join(Person, on=cls.by).switch(cls)
        query = query.join(remover, JOIN.LEFT_OUTER, on=(cls.removed_by == remover.id), attr="removed_by")
        return list(query.where(cls.return_ == return_id).order_by(cls.id))
