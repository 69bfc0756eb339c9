"""What was decided about a return, in whose words: the line of its history that people read."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, DeferredForeignKey, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing
from models.submission import Submission


class Decision(Base):
    """`what` is accepted or sent_back (of a submission), correcting or withdrawn. `event` numbers its audit event;
    `words` are None once they were taken out."""

    return_ = DeferredForeignKey("Return", column_name="return_id", object_id_name="return_id")
    submission = ForeignKeyField(Submission, null=True)
    what = TextField()
    words = TextField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    event = IntegerField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_id: int
    submission_id: int | None
    by_id: int
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("what IN ('accepted', 'sent_back', 'correcting', 'withdrawn')", "what_was_decided_is_known"),
            Check(
                "what NOT IN ('accepted', 'sent_back') OR submission_id IS NOT NULL",
                "a_return_is_accepted_or_sent_back_by_its_submission",
            ),
            Check(
                "what <> 'accepted' OR words IS NULL OR length(words) BETWEEN 1 AND 600",
                "an_acceptance_has_1_to_600_characters",
            ),
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_decision_has_words_or_says_who_took_them_out"),
        ]

    def take_out(self, *, by: int, at: datetime, why: str) -> None:
        """Empty the words, here and in the audit chain, which still verifies. Raises AlreadyDone."""
        must_be_writing()
        values = {"words": None, "removed_by": by, "removed_at": at}
        if not Decision.update(**values).where(Decision.id == self.id, Decision.removed_at.is_null()).execute():
            raise AlreadyDone(self)
        event = AuditEvent.get(AuditEvent.number == self.event)
        AuditEvent.update(words=None, salt=None).where(AuditEvent.id == event.id).execute()
        AuditEvent.append("decision.taken_out", event.subject, by, at, before=f"event {self.event}", words=why)
        self.words, self.removed_by_id, self.removed_at = None, by, at

    @classmethod
    def of(cls, return_id: int) -> list[Self]:
        """The decisions about a return with who took them, newest first; one query."""
        query = cls.select(cls, Person).join(Person, on=cls.by).where(cls.return_ == return_id)
        return list(query.order_by(cls.at.desc(), cls.id.desc()))
