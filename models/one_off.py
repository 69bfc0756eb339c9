"""One question that an authority asks of many providers by a day, once. Each of them gets a return of its own."""

from datetime import date, datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateField, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority, Service
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing, unique

LONGEST_WORDS = 600


class OneOff(Base):
    """`set_key` is that of its returns; `data` is the set as JSON, never changed. `words` say, when it is closed, what
    the authority noticed and what happens next."""

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    service = ForeignKeyField(Service, index=False)
    set_key = TextField()
    title = TextField()
    data = TextField()
    why = TextField()
    due_on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    closed_by = ForeignKeyField(Person, index=False, null=True)
    closed_at = DateTimeField(null=True)
    words = TextField(null=True)
    authority_id: int
    service_id: int
    by_id: int
    closed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("substr(set_key, 1, 8) = 'one-off-'", "a_single_question_has_a_key_of_its_own_kind"),
            Check("length(why) > 0", "a_single_question_says_why"),
            Check(
                "(closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (words IS NULL)",
                "a_closed_question_says_who_when_and_what",
            ),
            Check(f"length(words) BETWEEN 1 AND {LONGEST_WORDS}", "a_closed_question_has_1_to_600_characters"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"one_off:{self.public_id}"

    @classmethod
    def ask(
        cls, *, authority: Authority, service: Service, set_key: str, title: str, data: str, why: str, due_on: date,
        by: int, at: datetime,
    ) -> Self:  # fmt: skip
        """Keep the question; its returns are asked for in the same transaction."""
        must_be_writing()
        what = {"set_key": set_key, "title": title, "data": data, "why": why, "due_on": due_on}
        one: Self = cls.create(authority=authority, service=service, **what, by=by, at=at)
        AuditEvent.append("one_off.asked", one.subject, by, at, after=f"{set_key}, due {due_on}")
        return one

    def close(self, words: str, *, by: int, at: datetime) -> None:
        """Nobody is waited for any more. Raises AlreadyDone."""
        must_be_writing()
        values = {"words": words, "closed_by": by, "closed_at": at}
        if not OneOff.update(**values).where(OneOff.id == self.id, OneOff.closed_at.is_null()).execute():
            raise AlreadyDone(self)
        AuditEvent.append("one_off.closed", self.subject, by, at)
        self.words, self.closed_by_id, self.closed_at = words, by, at


unique(OneOff, OneOff.set_key, name="a_single_question_has_a_key_of_its_own")
