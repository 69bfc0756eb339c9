"""What everybody reads after the decision of an answer that was given to one asker alone: its substance, written by one
officer and agreed by another.

draft -> agreed -> released.
"""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import JOIN, Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent, AuditHead
from models.conflicts import NeedsAnother, NotNow
from models.person import Person
from models.register.versions import step
from models.store import Base, must_be_writing, unique
from models.tendering.reply import LONGEST, STATES, Reply


class Substance(Base):
    """That of one private answer. `released_as`: the slug under which everybody reads it."""

    public_id = UUIDField(unique=True, default=uuid4)
    reply = ForeignKeyField(Reply, index=False)
    question = TextField()
    answer = TextField()
    written_by = ForeignKeyField(Person, index=False)
    agreed_by = ForeignKeyField(Person, null=True, index=False)
    released_as = TextField(default="")
    state = TextField(default="draft")
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    reply_id: int
    written_by_id: int
    agreed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"state IN {STATES}", "the_state_of_a_substance_is_known"),
            Check("question <> '' AND answer <> ''", "a_substance_says_question_and_answer"),
            Check("agreed_by_id <> written_by_id", "who_agrees_to_a_substance_did_not_write_it"),
            Check("(state = 'draft') = (agreed_by_id IS NULL)", "a_substance_is_agreed_by_somebody"),
            Check("(state = 'released') = (released_as <> '')", "a_released_substance_can_be_found"),
        ]

    LONGEST: ClassVar = LONGEST

    @classmethod
    def given(cls, tender_id: int) -> list[tuple[Reply, Self | None]]:
        """Every answer of a tender that was given to one asker alone, with its substance; one query."""
        query: Any = Reply.select(Reply, cls).join(
            cls, JOIN.LEFT_OUTER, on=(cls.reply == Reply.id), attr="in_substance"
        )
        found = query.where(Reply.tender == tender_id, Reply.private, Reply.state == "released").order_by(Reply.id)
        return [(reply, getattr(reply, "in_substance", None)) for reply in found]

    @classmethod
    def put(cls, reply: Reply, question: str, answer: str, *, by: int, at: datetime, version: int) -> Self:
        """Write it, anew or for the first time (version 0): whoever agreed to other words has not agreed to these.

        Raises Stale; NotNow once it is released, or for an answer that everybody reads.
        """
        AuditHead.take()  # nobody else begins it meanwhile
        if reply.state != "released" or not reply.private:
            raise NotNow("public")
        said = {"question": question, "answer": answer, "written_by": by}
        kept: Self | None = cls.get_or_none(cls.reply == reply.id)
        if kept is None:
            kept = cls.create(reply=reply, changed_by=by, changed_at=at, **said)
        elif kept.state == "released":
            raise NotNow(kept.state)
        else:
            step(kept, {**said, "state": "draft", "agreed_by": None}, by=by, at=at, version=version)
        AuditEvent.append("substance.written", reply.subject, by, at)
        return kept

    def agree(self, *, by: int, at: datetime, version: int) -> None:
        """A second person agrees. Raises Stale, NotNow, NeedsAnother for the one who wrote it."""
        if self.state != "draft":
            raise NotNow(self.state)
        if by == self.written_by_id:
            raise NeedsAnother
        self._step("agreed", {"state": "agreed", "agreed_by": by}, by=by, at=at, version=version)

    def release(self, slug: str, *, by: int, at: datetime) -> None:
        """Everybody reads it from now on. Raises Stale, NotNow before a second person agreed."""
        must_be_writing()
        if self.state != "agreed":
            raise NotNow(self.state)
        self._step("released", {"state": "released", "released_as": slug}, by=by, at=at, version=self.version)

    def _step(self, verb: str, values: dict[str, object], *, by: int, at: datetime, version: int) -> None:
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"substance.{verb}", self.reply.subject, by, at)


unique(Substance, Substance.reply, name="a_private_answer_has_one_substance")
