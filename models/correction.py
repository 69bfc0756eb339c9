"""That somebody said that a public page is wrong, what an officer answered, and what everybody reads of it.

Who said it, and in what words, is read by the council alone; the log that is published has the answer and the page.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import Check, DateField, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing

OUTCOMES = ("corrected", "unchanged")


class Correction(Base):
    """One report. `page`: address on the public site, from its first slash; `due_on`: the last day of the answer.

    Taking it out empties the words and who wrote them; the answer stays.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    page = TextField()
    words = TextField(null=True)
    name = TextField(default="")
    email = TextField(default="")
    at = DateTimeField()
    due_on = DateField()
    state = TextField(default="received")
    answer = TextField(default="")
    answered_by = ForeignKeyField(Person, index=False, null=True)
    answered_at = DateTimeField(null=True)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    authority_id: int
    answered_by_id: int | None
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("length(words) > 0", "a_correction_says_something"),
            Check("substr(page, 1, 1) = '/'", "a_correction_is_of_a_page_of_the_site"),
            Check("state IN ('received', 'corrected', 'unchanged')", "a_correction_is_received_corrected_or_unchanged"),
            Check("(state = 'received') = (answered_at IS NULL)", "a_correction_is_settled_by_an_answer"),
            Check("(answered_at IS NULL) = (answered_by_id IS NULL)", "who_answered_a_correction_is_known"),
            Check("state = 'received' OR length(answer) > 0", "an_answer_to_a_correction_says_something"),
            Check("(words IS NULL) = (removed_at IS NOT NULL)", "a_correction_is_there_or_says_when_it_was_taken_out"),
            Check("(removed_by_id IS NULL) = (removed_at IS NULL)", "a_correction_says_who_took_it_out"),
            Check("removed_at IS NULL OR (name = '' AND email = '')", "who_asked_for_a_correction_goes_with_its_words"),
        ]

    @property
    def subject(self) -> str:
        return f"correction:{self.public_id}"

    @classmethod
    def receive(
        cls, authority_id: int, page: str, words: str, *, name: str, email: str, due_on: date, at: datetime
    ) -> Self:
        """Keeps a new one."""
        must_be_writing()
        what = {"page": page, "words": words, "name": name, "email": email}
        report: Self = cls.create(authority=authority_id, due_on=due_on, at=at, **what)
        AuditEvent.append("correction.received", report.subject, None, at)
        return report

    @classmethod
    def of(cls, authorities: list[int]) -> Any:
        """Those of some authorities with their names: what waits first, the longest waiting first of all."""
        mine = cls.select(cls, Authority).join(Authority).where(cls.authority << authorities)
        return mine.order_by(cls.answered_at.is_null(is_null=False), cls.due_on, cls.id)

    def settle(self, outcome: str, answer: str, *, by: int, at: datetime) -> None:
        """Answers it, once: “corrected” or “unchanged”. Raises AlreadyDone."""
        must_be_writing()
        still = (Correction.id == self.id) & (Correction.state == "received")
        values = {"state": outcome, "answer": answer, "answered_by": by, "answered_at": at}
        if not Correction.update(**values).where(still).execute():
            raise AlreadyDone(self)
        AuditEvent.append(f"correction.{outcome}", self.subject, by, at, words=answer)

    def take_out(self, *, by: int, at: datetime) -> None:
        """Empties the words, and who wrote them, for good. Raises AlreadyDone."""
        must_be_writing()
        nothing = {"words": None, "name": "", "email": ""}
        still = (Correction.id == self.id) & Correction.removed_at.is_null()
        if not Correction.update(**nothing, removed_by=by, removed_at=at).where(still).execute():
            raise AlreadyDone(self)
        AuditEvent.append("correction.taken_out", self.subject, by, at)


class ReleasedCorrection(Base):
    """What everybody reads of one that was answered: canonical JSON, never changed."""

    correction = ForeignKeyField(Correction, unique=True)
    data = TextField()
    at = DateTimeField()
    correction_id: int

    @classmethod
    def all_with_authority(cls) -> list[Self]:
        """Every one, in the order in which they were released."""
        query: Any = cls.select(cls, Correction, Authority).join(Correction).join(Authority)
        return list(query.order_by(cls.id))
