"""That an officer wrote down what somebody of a provider said on the telephone.

being written -> waiting for the provider -> confirmed; being written, waiting -> dropped.

What an officer enters is never received by that: the return stays “saved, not sent”, and at the council “given by
telephone, not yet confirmed”, until a person of the provider looks at it and sends it. Sending it is confirming it.
There is no third state in which the council holds figures that nobody answers for.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from peewee import JOIN, BooleanField, Check, DateTimeField, ForeignKeyField, IntegrityError, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotNow, Taken, broken_rule
from models.monitoring_return import ANSWERABLE, Return
from models.person import Person
from models.store import Base, must_be_writing, store, unique
from models.submission import Submission

LONGEST_NAME = 200


class TelephoneCall(Base):
    """One call about one return. `said_by` is a person of the provider, as the officer heard the name; `told` says that
    the provider had begun the return itself and knew that the officer goes on with it."""

    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id")
    said_by = TextField()
    said_at = DateTimeField()
    by = ForeignKeyField(Person, index=False)
    began_at = DateTimeField()
    told = BooleanField(default=False)
    handed_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)
    submission = ForeignKeyField(Submission, null=True, index=False)
    confirmed_by = ForeignKeyField(Person, null=True, index=False)
    return_id: int
    by_id: int
    submission_id: int | None
    confirmed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"length(said_by) BETWEEN 1 AND {LONGEST_NAME}", "a_call_says_who_was_on_the_telephone"),
            Check("said_at <= began_at", "a_call_is_written_down_after_it_began"),
            Check("(submission_id IS NULL) = (confirmed_by_id IS NULL)", "a_confirmed_call_says_by_whom_and_how"),
            Check("submission_id IS NULL OR ended_at IS NOT NULL", "a_confirmed_call_says_when"),
        ]

    @property
    def state(self) -> str:
        """“writing”, “waiting”, “confirmed” or “dropped”."""
        if self.ended_at:
            return "confirmed" if self.submission_id else "dropped"
        return "waiting" if self.handed_at else "writing"

    @classmethod
    def begin(cls, ret: Return, said_by: str, said_at: datetime, *, told: bool, by: int, at: datetime) -> Self:
        """An officer begins to write down a call. Raises NotNow where the return takes no answers, Taken where somebody
        is writing one down already."""
        must_be_writing()
        state = Return.get_by_id(ret.id).state
        if state not in ANSWERABLE:
            raise NotNow(state)
        try:
            with store.atomic():
                call: Self = cls.create(return_=ret, said_by=said_by, said_at=said_at, told=told, by=by, began_at=at)
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        AuditEvent.append("telephone.began", ret.subject, by, at)
        return call

    def hand_over(self, *, by: int, at: datetime) -> None:
        """All is written down: the provider is asked to look at it. Raises AlreadyDone."""
        self._step("handed", TelephoneCall.handed_at.is_null(), by, at, handed_at=at)

    def drop(self, *, by: int, at: datetime) -> None:
        """It does not count after all. Raises AlreadyDone."""
        self._step("dropped", TelephoneCall.ended_at.is_null(), by, at, ended_at=at)

    def _step(self, verb: str, still: object, by: int, at: datetime, **values: datetime) -> None:
        must_be_writing()
        open_still = (TelephoneCall.id == self.id) & TelephoneCall.ended_at.is_null()
        if not TelephoneCall.update(**values).where(open_still, still).execute():
            raise AlreadyDone(self)
        for name, value in values.items():
            setattr(self, name, value)
        AuditEvent.append(f"telephone.{verb}", self.return_.subject, by, at)

    @classmethod
    def confirm(cls, ret: Return, submission: Submission, *, by: int, at: datetime) -> int:
        """A person of the provider has sent the return with what was given by telephone. How many calls that were."""
        must_be_writing()
        open_still = (cls.return_ == ret.id) & cls.ended_at.is_null()
        values = {"ended_at": at, "submission": submission, "confirmed_by": by}
        confirmed: int = cls.update(**values).where(open_still).execute()
        if confirmed:
            AuditEvent.append("telephone.confirmed", ret.subject, by, at, after=f"submission {submission.number}")
        return confirmed

    @classmethod
    def of(cls, returns: Iterable[int]) -> list[Self]:
        """The calls of these returns that count, newest first, with who wrote and who confirmed them; one query."""
        confirmer = Person.alias()
        query = cls.select(cls, Person.id, Person.name, confirmer.id, confirmer.name).join(Person, on=cls.by)
        query = query.switch(cls).join(
            confirmer, JOIN.LEFT_OUTER, on=(cls.confirmed_by == confirmer.id), attr="confirmed_by"
        )
        counts = cls.ended_at.is_null() | ~cls.submission.is_null()
        return list(query.where(cls.return_ << list(returns), counts).order_by(cls.said_at.desc(), cls.id.desc()))


unique(
    TelephoneCall, TelephoneCall.return_,
    name="one_call_about_a_return_is_written_down_at_a_time",
    where=TelephoneCall.handed_at.is_null() & TelephoneCall.ended_at.is_null(),
)  # fmt: skip
