"""A clarification question: asked by one, answered for all, and nobody learns who asked.

asked -> answered (with the batch that released it) | declined (with a published reason) | withdrawn.
Questions are in one table and what was released is in another; nothing of this one is ever published.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    JOIN,
    BooleanField,
    Check,
    DateTimeField,
    DeferredForeignKey,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent
from models.calendar import add_working_days, today
from models.conflicts import NotNow
from models.person import Person
from models.register.versions import step
from models.store import Base, must_be_writing, store, unique
from models.submission import LETTERS
from models.tendering.asker import Asker
from models.tendering.reply import Reply
from models.tendering.tender import Tender

STATES = ("asked", "answered", "declined", "withdrawn")
WAYS = ("here", "email", "telephone", "event", "portal")
RULINGS = ("", "agreed", "refused")
LONGEST = 4000
LONGEST_WAIT = timedelta(seconds=30)
"""No request waits longer for a thread and the store: a larger gap is a fault of a clock."""


Officer: Any = Person.alias()


class Clarification(Base):
    """One question as it was asked. `arrived_at` is when its last byte was read: it decides whether it is late.

    `ruling`: what the council said to “please keep this confidential”. A question that reached the council in another
    `way` has no asker here, and `way_note` says how (private). `follows`: the question whose answer did not answer it.
    `first_words`: what was asked before the asker said it anew. `claimed_by` works on it. `doubt`: why the time of its
    arrival is not certain; a person decides then whether it is in time.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    tender = ForeignKeyField(Tender)
    asker = ForeignKeyField(Asker, null=True)
    by = ForeignKeyField(Person, index=False)
    reference = TextField()
    words = TextField()
    lot = IntegerField(null=True)
    document = TextField(default="")
    page = TextField(default="")
    confidential = BooleanField(default=False)
    confidential_why = TextField(default="")
    ruling = TextField(default="")
    ruled_at = DateTimeField(null=True)
    way = TextField(default="here")
    way_note = TextField(default="")
    arrived_at = DateTimeField()
    at = DateTimeField()
    late = BooleanField()
    reply = ForeignKeyField(Reply, null=True)
    follows = DeferredForeignKey("Clarification", null=True, column_name="follows_id", object_id_name="follows_id")
    satisfied = BooleanField(null=True)
    first_words = TextField(null=True)
    claimed_by = ForeignKeyField(Person, null=True, index=False)
    claimed_at = DateTimeField(null=True)
    doubt = TextField(null=True)
    state = TextField(default="asked")
    settled_at = DateTimeField(null=True)
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    tender_id: int
    asker_id: int | None
    by_id: int
    reply_id: int | None
    follows_id: int | None
    claimed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"length(words) BETWEEN 1 AND {LONGEST}", "a_question_asks_something"),
            Check(f"state IN {STATES}", "the_state_of_a_question_is_known"),
            Check(f"way IN {WAYS}", "how_a_question_came_is_known"),
            Check("(way = 'here') = (asker_id IS NOT NULL)", "who_asks_here_is_an_asker"),
            Check(f"ruling IN {RULINGS}", "what_was_said_of_confidentiality_is_known"),
            Check("(ruling = '') = (ruled_at IS NULL)", "a_ruling_says_when"),
            Check("ruling = '' OR confidential", "only_what_was_asked_for_is_ruled_on"),
            Check("(state = 'asked') = (settled_at IS NULL)", "a_settled_question_says_when"),
            Check("state <> 'answered' OR reply_id IS NOT NULL", "an_answered_question_has_its_answer"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"question:{self.public_id}"

    @classmethod
    def full(cls) -> Any:
        """Questions with their asker’s number, their answer, and the officer who works on them; never with the name of
        who asks. To be narrowed."""
        query = cls.select(cls, Asker, Reply, Officer).join(Asker, JOIN.LEFT_OUTER).switch(cls)
        query = query.join(Reply, JOIN.LEFT_OUTER).switch(cls)
        return query.join(Officer, JOIN.LEFT_OUTER, on=(cls.claimed_by == Officer.id), attr="claimed_by")

    @classmethod
    def kept_promises(cls, tender: Tender) -> list[bool]:
        """For each question that came in time and was answered or declined: whether that was by its promised day."""
        states = cls.state << ["answered", "declined"]
        query = cls.select().where(cls.tender == tender.id, ~cls.late, states)
        nation, most = tender.authority.nation, tender.answer_days
        return [
            one.settled_at is not None
            and today(one.settled_at) <= add_working_days(today(one.arrived_at), most, nation)
            for one in query
        ]

    @classmethod
    def ask(
        cls, tender: Tender, asker: Asker | None, values: dict[str, object], *, by: int, arrived_at: datetime,
        at: datetime,
    ) -> Self:  # fmt: skip
        """Keep a question. It is never refused: one that arrived after the last good instant is marked late, one whose
        time the clocks do not agree on is marked, too.

        Raises NotNow where no tender is open any more, or questions are asked elsewhere.
        """
        must_be_writing()
        if tender.state != "published" or tender.questions_to != "here":
            raise NotNow(tender.state)
        late = tender.questions_close_at is not None and arrived_at > tender.questions_close_at
        common = {"tender": tender, "asker": asker, "by": by, "arrived_at": arrived_at, "at": at, "late": late}
        doubt = (
            None if asker is None else in_doubt(tender, arrived_at, at)
        )  # what came another way has a time that was typed
        question = cls._under_new_reference({**values, **common, "doubt": doubt})
        said = f"{'late' if late else 'in time'}{f', {doubt}' if doubt else ''}"
        AuditEvent.append("question.asked", question.subject, by, at, before=arrived_at.isoformat(), after=said)
        return question

    @classmethod
    def _under_new_reference(cls, values: dict[str, Any]) -> Self:
        while True:
            reference = "Q-" + "".join(secrets.choice(LETTERS) for _ in range(8))
            try:
                with store.atomic():
                    made: Self = cls.create(reference=reference, **values)
                    return made
            except IntegrityError:
                if not cls.select().where(cls.reference == reference).exists():
                    raise

    def withdraw(self, *, by: int, at: datetime, version: int) -> None:
        """The asker takes it back, until it is answered. Raises Stale, NotNow."""
        self._settle("withdrawn", {}, by=by, at=at, version=version)

    def rule(self, *, agreed: bool, by: int, at: datetime, version: int) -> None:
        """What the council says to the wish for confidentiality. Raises Stale, NotNow."""
        if self.state != "asked" or not self.confidential or self.ruling:
            raise NotNow(self.ruling or self.state)
        said = "agreed" if agreed else "refused"
        self._step("ruled", {"ruling": said, "ruled_at": at}, by=by, at=at, version=version, after=said)

    def reword(self, words: str, *, by: int, at: datetime, version: int) -> None:
        """The asker says it anew, without what was confidential. Raises Stale, NotNow."""
        if self.state != "asked":
            raise NotNow(self.state)
        first = self.first_words or self.words
        values = {"words": words, "first_words": first, "confidential": False, "ruling": "", "ruled_at": None}
        self._step("reworded", values, by=by, at=at, version=version)

    def claim(self, *, by: int, at: datetime, version: int) -> None:
        """An officer works on it from now on; whoever did leaves it to them. Raises Stale, NotNow."""
        if self.state != "asked":
            raise NotNow(self.state)
        self._step("claimed", {"claimed_by": by, "claimed_at": at}, by=by, at=at, version=version)

    def let_go(self, *, by: int, at: datetime, version: int) -> None:
        """Nobody works on it any more. Raises Stale, NotNow where nobody did."""
        if self.claimed_by_id is None:
            raise NotNow("unclaimed")
        self._step("let_go", {"claimed_by": None, "claimed_at": None}, by=by, at=at, version=version)

    def settle_time(self, why: str, *, late: bool, by: int, at: datetime, version: int) -> None:
        """A person decides whether a question whose time is in doubt came in time. Raises Stale, NotNow where no clock
        was in doubt, or it was decided."""
        if not self.doubt:
            raise NotNow("certain")
        said = {"before": self.doubt, "after": "late" if late else "in time", "words": why}
        self._step("time_settled", {"late": late, "doubt": ""}, by=by, at=at, version=version, **said)

    def put_to(self, reply: Reply | None, *, by: int, at: datetime, version: int) -> None:
        """It is answered together with the others of this answer. Raises Stale, NotNow."""
        if self.state != "asked" or (reply is not None and reply.state == "released"):
            raise NotNow(self.state if self.state != "asked" else "released")
        self._step("put", {"reply": reply}, by=by, at=at, version=version)

    def decline(self, reply: Reply, *, by: int, at: datetime, version: int) -> None:
        """It is not answered, for a reason that is released as `reply`. Raises Stale, NotNow."""
        self._settle("declined", {"reply": reply}, by=by, at=at, version=version)

    def answered(self, *, by: int, at: datetime, version: int) -> None:
        """Its answer was released. Raises Stale, NotNow."""
        self._settle("answered", {}, by=by, at=at, version=version)

    def say_whether_it_helps(self, helps: bool, *, by: int, at: datetime) -> None:
        """“Does this answer it?” Saying it again takes the place of what was said."""
        must_be_writing()
        if self.state not in ("answered", "declined"):
            raise NotNow(self.state)
        Clarification.update(satisfied=helps).where(Clarification.id == self.id).execute()
        AuditEvent.append("question.judged", self.subject, by, at, after="yes" if helps else "no")

    def _settle(self, state: str, values: dict[str, object], *, by: int, at: datetime, version: int) -> None:
        if self.state != "asked":
            raise NotNow(self.state)
        self._step(state, {**values, "state": state, "settled_at": at}, by=by, at=at, version=version)

    def _step(
        self, verb: str, values: dict[str, object], *, by: int, at: datetime, version: int, **said: str | None
    ) -> None:
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"question.{verb}", self.subject, by, at, **said)


def in_doubt(tender: Tender, arrived_at: datetime, at: datetime) -> str | None:
    """Why the clock cannot be trusted at this moment, if it cannot: it went back while the question waited, it jumped
    ahead, or something happened to this tender at a later time already. Then the question is taken and a person
    decides."""
    here = AuditEvent.select(AuditEvent.at).where(AuditEvent.subject == tender.subject)
    last: Any = here.order_by(AuditEvent.number.desc()).first()
    if at < arrived_at:
        return "the clock went back"
    if at - arrived_at > LONGEST_WAIT:
        return "the clock jumped ahead"
    if last is not None and last.at - at > LONGEST_WAIT:
        return "another clock was ahead"
    return None


unique(Clarification, Clarification.reference, name="a_question_has_a_reference_of_its_own")
