"""What everybody reads: questions and answers, released in batches at one instant. Nothing in here points to who asked,
when, or how many asked."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField, fn

from models.audit import AuditEvent, AuditHead
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender


class NewAnswer(NamedTuple):
    """What is released of one answer. `addendum` is its number, 0 for none."""

    kind: str
    question: str
    answer: str
    addendum: int = 0


class Batch(Base):
    """Answers that were released at one instant, by a named person."""

    tender = ForeignKeyField(Tender)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    tender_id: int


class ReleasedAnswer(Base):
    """One question with its answer, in one version. Rows are never changed; a later version has the same `slug`.

    `place` is the order within the batch, which is drawn: it is not the order in which anybody asked.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    tender = ForeignKeyField(Tender, index=False)
    batch = ForeignKeyField(Batch)
    slug = TextField()
    number = IntegerField(default=1)
    place = IntegerField()
    kind = TextField()
    question = TextField()
    answer = TextField()
    addendum = IntegerField(default=0)
    why = TextField(default="")
    at = DateTimeField()
    tender_id: int
    batch_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "versions_of_an_answer_are_numbered_from_one"),
            Check("number = 1 OR why <> ''", "a_changed_answer_says_why"),
            Check("question <> '' AND answer <> ''", "what_is_released_says_something"),
        ]

    @classmethod
    def release(cls, tender: Tender, answers: Sequence[NewAnswer], *, by: int, at: datetime) -> list[Self]:
        """A batch, in an order that is drawn; the rows in the order of `answers`."""
        must_be_writing()
        batch = Batch.create(tender=tender, by=by, at=at)
        places = list(range(1, len(answers) + 1))
        secrets.SystemRandom().shuffle(places)
        made = [
            cls.create(tender=tender, batch=batch, slug=secrets.token_hex(4), place=place, at=at, **answer._asdict())
            for answer, place in zip(answers, places, strict=True)
        ]
        AuditEvent.append("answers.released", tender.subject, by, at)
        return made

    def correct(self, answer: str, why: str, *, by: int, at: datetime) -> Self:
        """A new version for everybody. Raises AlreadyDone when there is a newer one than this."""
        AuditHead.take()  # nobody else makes a version meanwhile
        newest = (
            ReleasedAnswer.select()
            .where(ReleasedAnswer.tender == self.tender_id, ReleasedAnswer.slug == self.slug)
            .count()
        )
        if newest != self.number:
            raise AlreadyDone
        batch = Batch.create(tender=self.tender_id, by=by, at=at)
        same = {name: getattr(self, name) for name in ("slug", "place", "kind", "question", "addendum")}
        AuditEvent.append("answers.corrected", self.tender.subject, by, at, after=f"{self.slug} version {newest + 1}")
        made: Self = type(self).create(
            tender=self.tender_id, batch=batch, number=newest + 1, answer=answer, why=why, at=at, **same
        )
        return made

    @classmethod
    def newest(cls, tender_id: int) -> int:
        """What changes with each release about a tender, and with nothing else; 0 before the first."""
        return int(cls.select(fn.COALESCE(fn.MAX(cls.id), 0)).where(cls.tender == tender_id).scalar())

    @classmethod
    def of(cls, tender_id: int) -> list[list[Self]]:
        """Every answer with its versions, newest version first; newest batch first, then as it was drawn."""
        query: Any = cls.select().where(cls.tender == tender_id).order_by(cls.batch, cls.place, cls.number)
        found: dict[str, list[Self]] = {}
        for row in query:
            found.setdefault(row.slug, []).insert(0, row)
        return sorted(found.values(), key=lambda versions: (-versions[-1].batch_id, versions[-1].place))


unique(
    ReleasedAnswer,
    ReleasedAnswer.tender,
    ReleasedAnswer.slug,
    ReleasedAnswer.number,
    name="versions_of_an_answer_are_numbered_once",
)
