"""An answer in the making: to one question or several, written by one officer, agreed by another where that is asked.

draft -> agreed (by a second person) -> released. A released one is changed by a new version only.
"""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import BooleanField, Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent
from models.conflicts import NeedsAnother, NotNow
from models.person import Person
from models.register.versions import step
from models.store import Base, must_be_writing
from models.tendering.addendum import Addendum
from models.tendering.tender import Tender

STATES = ("draft", "agreed", "released")
KINDS = ("answer", "declined")
LONGEST = 8000


class Reply(Base):
    """`question` is what everybody will read in place of what was asked; `addendum` the one that it made, or None where
    it changes nothing in the documents. `private`: given to the asker alone until the award; it could not help another
    bidder. `released_as`: the slug under which everybody reads it."""

    public_id = UUIDField(unique=True, default=uuid4)
    tender = ForeignKeyField(Tender)
    kind = TextField(default="answer")
    question = TextField()
    answer = TextField(default="")
    changes_nothing = BooleanField(default=False)
    addendum = ForeignKeyField(Addendum, null=True, index=False)
    private = BooleanField(default=False)
    written_by = ForeignKeyField(Person, index=False)
    agreed_by = ForeignKeyField(Person, null=True, index=False)
    released_as = TextField(default="")
    state = TextField(default="draft")
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    tender_id: int
    written_by_id: int
    agreed_by_id: int | None
    addendum_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"kind IN {KINDS}", "an_answer_answers_or_declines"),
            Check(f"state IN {STATES}", "the_state_of_an_answer_is_known"),
            Check(f"length(question) BETWEEN 1 AND {LONGEST}", "an_answer_says_to_which_question"),
            Check("agreed_by_id <> written_by_id", "a_second_person_is_another_one"),
            Check("state <> 'released' OR answer <> ''", "a_released_answer_says_something"),
            Check(
                "state <> 'released' OR changes_nothing OR addendum_id IS NOT NULL OR kind = 'declined'",
                "an_answer_changes_nothing_or_is_an_addendum",
            ),
            Check("state <> 'released' OR NOT private OR agreed_by_id IS NOT NULL", "a_private_answer_has_two_people"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"answer:{self.public_id}"

    @classmethod
    def write(cls, tender: Tender, question: str, *, kind: str = "answer", by: int, at: datetime) -> Self:
        """A new draft."""
        must_be_writing()
        words = {"question": question, "kind": kind, "written_by": by, "changed_by": by, "changed_at": at}
        reply: Self = cls.create(tender=tender, **words)
        AuditEvent.append("answer.written", reply.subject, by, at)
        return reply

    def change(self, values: dict[str, object], *, by: int, at: datetime, version: int) -> None:
        """Other words: whoever agreed to the old ones has not agreed to these. Raises Stale, NotNow."""
        if self.state == "released":
            raise NotNow(self.state)
        anew = {"state": "draft", "agreed_by": None, "written_by": by}
        self._step("changed", {**values, **anew}, by=by, at=at, version=version)

    def agree(self, *, by: int, at: datetime, version: int) -> None:
        """A second person agrees. Raises Stale, NotNow, NeedsAnother for the one who wrote it."""
        if self.state != "draft" or not self.answer:
            raise NotNow(self.state)
        if by == self.written_by_id:
            raise NeedsAnother
        self._step("agreed", {"state": "agreed", "agreed_by": by}, by=by, at=at, version=version)

    def release(self, slug: str, *, by: int, at: datetime, version: int) -> None:
        """Everybody (or, private, its asker) reads it from now on. Raises Stale, NotNow, NeedsAnother where a second
        person has not agreed."""
        if self.state == "released" or not self.answer:
            raise NotNow(self.state)
        if (self.tender.second_person or self.private) and self.state != "agreed":
            raise NeedsAnother
        if not (self.changes_nothing or self.addendum_id or self.kind == "declined"):
            raise NotNow("documents")
        self._step("released", {"state": "released", "released_as": slug}, by=by, at=at, version=version)

    def _step(self, verb: str, values: dict[str, object], *, by: int, at: datetime, version: int) -> None:
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"answer.{verb}", self.subject, by, at)
