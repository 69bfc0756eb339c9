"""A monitoring return: asked for by an authority, answered and sent by a provider, read and decided by the authority.

due -> draft -> received -> (sent_back -> received)* -> accepted; due, draft, received, sent_back -> withdrawn;
accepted -> received by “correct something”. Late is a fact about a submission, never a state.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from peewee import (
    Case,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    ModelIndex,
    TextField,
    UUIDField,
    fn,
)

from models.answer import Answer, NewAnswer
from models.audit import AuditEvent, AuditHead
from models.authority import Authority, Service
from models.calendar import add_working_days, end_of_day, today
from models.conflicts import AlreadyDone, BothSides, Conflict, NotNow, Stale, Taken, broken_rule
from models.decision import Decision
from models.figure import Figure, NewFigure
from models.more_time import MoreTime
from models.overlay import Overlay
from models.period import Period
from models.person import Person, on_both_sides
from models.prepared import Prepared
from models.promise import Promise
from models.provider import Dealing, Home, Provider
from models.remark import Remark
from models.store import Base, locked, must_be_writing, store, unique
from models.submission import Submission, SubmissionText

__all__ = ["Answer", "NewAnswer", "Return"]

STATES = ("due", "draft", "received", "sent_back", "accepted", "withdrawn")
TIERS = ("core", "standard", "full")
ANSWERABLE = ("due", "draft", "received", "sent_back")
OWED = ("due", "draft", "sent_back")


class Return(Base):
    """One return: provider x authority x service (x home) x period, in the version of the set (and of what the
    authority lays over it) that it was started with.

    `starts` and `ends` are half open; `due_on` is the last day in London; `officer` is the provider’s contact.
    Everything that changes it counts `version` up by one, and says by whom and when.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority)
    provider = ForeignKeyField(Provider)
    service = ForeignKeyField(Service)
    home = ForeignKeyField(Home, null=True)
    set_key = TextField()
    set_version = TextField()
    tier = TextField()
    period_key = TextField()
    starts = DateField()
    ends = DateField()
    due_on = DateField()
    original_due_on = DateField()
    asked_why = TextField()
    officer = ForeignKeyField(Person, index=False)
    asked_by = ForeignKeyField(Person, index=False, null=True)
    asked_at = DateTimeField()
    state = TextField(default="due")
    version = IntegerField(default=1)
    started_at = DateTimeField(null=True)
    accepted_at = DateTimeField(null=True)
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)
    overlay = ForeignKeyField(Overlay, field=Overlay.public_id, null=True, index=False)
    authority_id: int
    provider_id: int
    service_id: int
    home_id: int | None
    officer_id: int
    asked_by_id: int | None
    changed_by_id: int | None
    overlay_id: UUID | None

    class Meta:
        constraints: ClassVar = [
            Check(f"state IN {STATES}", "the_state_of_a_return_is_known"),
            Check(f"tier IN {TIERS}", "the_tier_of_a_return_is_known"),
            Check("starts < ends", "a_return_starts_before_it_ends"),
            Check("due_on >= original_due_on", "a_due_day_only_moves_back"),
            Check("(state = 'accepted') = (accepted_at IS NOT NULL)", "an_accepted_return_says_when"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"return:{self.public_id}"

    @classmethod
    def ask(
        cls, *, authority: Authority, provider: Provider, service: Service, home: Home | None, set_key: str,
        set_version: str, tier: str, period: Period, due_on: date, why: str, officer: Person, by: int | None,
        at: datetime, overlay: UUID | None = None,
    ) -> Self:  # fmt: skip
        """Ask a provider for one return. Raises Taken when it was asked for before, BothSides when somebody works for
        both."""
        must_be_writing()
        if service.authority_id != authority.id or (home and home.provider_id != provider.id):
            raise ValueError("The service is of another authority, or the home of another provider.")
        unit = {"authority": authority, "provider": provider, "service": service, "home": home}
        what = {"set_key": set_key, "set_version": set_version, "tier": tier, "asked_why": why, "overlay": overlay}
        when = {"period_key": period.key, "starts": period.starts, "ends": period.ends, "due_on": due_on}
        try:
            with store.atomic():
                ret = cls.create(
                    **unit, **what, **when, original_due_on=due_on, officer=officer, asked_by=by, asked_at=at
                )
                Dealing.note(authority.id, provider.id, today(at))
                AuditEvent.append("return.asked", ret.subject, by, at, after=f"{period.key}, due {due_on}")
                if on_both_sides((Dealing.authority == authority.id) & (Dealing.provider == provider.id)):
                    raise BothSides(f"Somebody works for {authority.name} and for {provider.legal_name}.")
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        return ret

    @property
    def unit(self) -> str:
        """Whom it is about, in words: the provider, or one of its homes and the provider."""
        name = str(self.provider.legal_name)
        return name if self.home is None else f"{self.home.name}, {name}"

    def give_to(self, officer: int, *, by: int, at: datetime) -> None:
        """Another officer is the provider’s contact from now on. No answer changes, so the version stays."""
        must_be_writing()
        before = Person.get_by_id(self.officer_id).subject
        Return.update(officer=officer).where(Return.id == self.id).execute()
        self.officer_id = officer
        after = Person.get_by_id(officer).subject
        AuditEvent.append("return.given_to", self.subject, by, at, before=before, after=after)

    # Answering

    def answer(self, key: str, *, by: int, at: datetime, version: int, **answer: Any) -> int:
        """Keep one answer; `answer` is what NewAnswer takes. Gives the new version, raises as `answer_many`."""
        return self.answer_many([NewAnswer(key, **answer)], by=by, at=at, version=version)

    def answer_many(self, answers: Sequence[NewAnswer], *, by: int, at: datetime, version: int) -> int:
        """Keep answers over what was seen at `version`; blanks are left out. Gives the new version.

        What is answered in a return that was received waits until it is sent again. Raises Stale when somebody changed
        the return since, NotNow once it is accepted or withdrawn.
        """
        kept = [answer for answer in answers if not answer.blank]
        if not kept:
            return version
        self._change(ANSWERABLE, by=by, at=at, version=version, starts=True)
        Answer.keep(self.id, kept, by=by, at=at, version=self.version)
        Remark.settle(self.id, [_question_of(answer.key) for answer in kept], by=by, at=at)
        if self.state == "due":
            self.state, self.started_at = "draft", at
            AuditEvent.append("return.started", self.subject, by, at, before="due", after="draft")
        return self.version

    def clear(self, keys: Sequence[str], *, by: int, at: datetime, version: int) -> int:
        """Delete answers, as somebody asked for in so many words. Gives the new version, raises as `answer_many`."""
        self._change(ANSWERABLE, by=by, at=at, version=version)
        Answer.delete().where(Answer.return_ == self.id, Answer.key.in_(list(keys))).execute()
        AuditEvent.append("return.cleared", self.subject, by, at, before=", ".join(sorted(keys)))
        return self.version

    # Sending

    def send(
        self, payload: bytes, digest: str, texts: Mapping[str, tuple[str, str]], *, by: int, at: datetime,
        arrived_at: datetime, version: int, seen_number: int | None = None, figures: Sequence[NewFigure] = (),
    ) -> Submission:  # fmt: skip
        """Hand the return in as a numbered submission with a reference; `texts` are key -> (HMAC, words). From here on
        its `figures` are those that were received.

        Raises AlreadyDone, with the submission that there is, when just this was sent and nothing has changed;
        Stale when somebody changed the return since `version` or sent it after submission `seen_number`;
        NotNow in other states than draft, received and sent back.
        """
        must_be_writing()
        now = locked(Return.select().where(Return.id == self.id)).get()
        last = Submission.newest(self.id)
        number = last.number if last else 0
        if last and now.state == "received" and last.digest == digest:
            raise AlreadyDone(last)
        if seen_number is not None and seen_number != number:
            raise now._stale(version)
        self._change(("draft", "received", "sent_back"), "received", by=by, at=at, version=version)
        after = f"submission {number + 1}, {digest}"
        event = AuditEvent.append("return.sent", self.subject, by, at, before=now.state, after=after)
        submission = Submission.make(
            texts, return_=self.id, number=number + 1, payload=payload, digest=digest, at=at, arrived_at=arrived_at,
            by=by, late=arrived_at > end_of_day(now.due_on), audit_head=event.mac,
        )  # fmt: skip
        if last:
            Figure.forget(self.id)
            Promise.drop(self.id, at)
        Figure.keep(self, submission, figures)
        Promise.make(self, submission)
        return submission

    # Deciding

    def accept(self, words: str, *, by: int, at: datetime, version: int) -> Decision:
        """Accept the last submission with “What we noticed, what happens next” (1 to 600 characters).

        From here on only the answers are kept, no longer how they were typed.
        """
        self._change(("received",), "accepted", by=by, at=at, version=version, accepted_at=at)
        Answer.update(said=None).where(Answer.return_ == self.id, ~Answer.said.is_null()).execute()
        Promise.answer(self.id, at)
        return self._decide("accepted", words, by, at)

    def send_back(self, remarks: Mapping[str, str], words: str, *, by: int, at: datetime, version: int) -> Decision:
        """Send the last submission back with remarks at questions (key -> words)."""
        self._change(("received",), "sent_back", by=by, at=at, version=version)
        decision = self._decide("sent_back", words, by, at)
        Promise.answer(self.id, at)
        Remark.make(remarks, decision.submission_id, self, by=by, at=at)
        return decision

    def correct(self, reason: str, *, by: int, at: datetime, version: int) -> Decision:
        """The provider opens an accepted return again, with a reason; what it changes waits until it is sent."""
        self._change(("accepted",), "received", by=by, at=at, version=version, accepted_at=None)
        return self._decide("correcting", reason, by, at)

    def withdraw(self, why: str, *, by: int, at: datetime, version: int) -> Decision:
        """The authority asks for it no more; the same may be asked for again."""
        self._change(ANSWERABLE, "withdrawn", by=by, at=at, version=version)
        Figure.forget(self.id)
        Promise.drop(self.id, at)
        return self._decide("withdrawn", why, by, at)

    def _decide(self, what: str, words: str, by: int, at: datetime) -> Decision:
        submission = Submission.newest(self.id)
        number = f"submission {submission.number}" if submission else None
        event = AuditEvent.append(f"return.{what}", self.subject, by, at, before=number, after=self.state, words=words)
        return Decision.create(
            return_=self.id, submission=submission, what=what, words=words, by=by, at=at, event=event.number
        )

    # More time

    def more_time(self, by: int, at: datetime, nation: str) -> date | None:
        """Ask for five more working days: granted at once (gives the new due day) when this provider was granted none
        by this authority in the last twelve months; else the authority decides (None).

        Raises NotNow when nothing is owed, or with the state “asked” when a request waits already.
        """
        must_be_writing()
        AuditHead.take()  # two returns of one provider at once: the second is not the first in twelve months
        now = Return.get_by_id(self.id)
        if now.state not in OWED:
            raise NotNow(now.state)
        if MoreTime.waiting(self.id):
            raise NotNow("asked")
        request = MoreTime.create(return_=self, asked_by=by, asked_at=at, was_due_on=now.due_on)
        AuditEvent.append("more_time.asked", self.subject, by, at, before=f"{now.due_on}")
        return None if now._had_more_time(at) else request.grant_by_rule(at, nation)

    def _had_more_time(self, at: datetime) -> bool:
        last_year = at.replace(year=at.year - 1, day=min(at.day, 28) if at.month == 2 else at.day)
        same = (Return.authority == self.authority_id) & (Return.provider == self.provider_id)
        return bool(MoreTime.select().join(Return).where(same, MoreTime.granted_at > last_year).exists())

    def give_days(self, days: int, at: datetime, nation: str) -> date:
        """Move the due day by working days, counted from it or, once it has gone by, from today. For MoreTime."""
        now = locked(Return.select().where(Return.id == self.id)).get()
        day = add_working_days(max(now.due_on, today(at)), days, nation)
        Return.update(due_on=day).where(Return.id == self.id).execute()
        self.due_on = day
        return day

    # Taking out

    def take_out(self, key: str, *, by: int, at: datetime, why: str, text: bool = True) -> int:
        """Take out what should never have been written under a key (and under `<key>.…`): what was typed, reasons,
        the texts of every submission, the council’s remarks there, and their words in the audit chain. Digests and
        chain still verify. `text` says that the answer itself is free text and goes too.

        Gives how many places were emptied; raises AlreadyDone when there was nothing.
        """
        must_be_writing()
        gone: dict[str, Any] = {"removed_by": by, "removed_at": at}
        Return.update(version=Return.version + 1, changed_by=by, changed_at=at).where(Return.id == self.id).execute()
        self.version = Return.get_by_id(self.id).version
        stamp = {"version": self.version, "said": None, "reason": None, **gone}
        mine = (Answer.return_ == self.id) & _under(Answer.key, key) & Answer.removed_at.is_null()
        words = mine if text else mine & (Answer.key != key)  # what stands under an option is always free text
        emptied = Answer.update(value=None, number=None, **stamp).where(words).execute()
        emptied += Answer.update(**stamp).where(mine).execute()
        sent = Submission.select(Submission.id).where(Submission.return_ == self.id)
        texts = SubmissionText.submission.in_(sent) & _under(SubmissionText.key, key) & ~SubmissionText.words.is_null()
        emptied += SubmissionText.update(words=None, **gone).where(texts).execute()
        remarks = (Remark.return_ == self.id) & (Remark.key == key) & ~Remark.words.is_null()
        emptied += Remark.update(words=None, **gone).where(remarks).execute()
        AuditEvent.empty_words(f"{self.subject}:{key}")
        if not emptied:
            raise AlreadyDone
        AuditEvent.append("return.taken_out", self.subject, by, at, before=key, words=why)
        return int(emptied)

    # What every change has in common

    def _change(
        self, states: tuple[str, ...], to: str | None = None, *, by: int, at: datetime, version: int,
        starts: bool = False, **values: Any,
    ) -> None:  # fmt: skip
        """One UPDATE, of the row in one of these states at this version or of none; raises Stale, AlreadyDone or
        NotNow. This object follows, but for what `starts` does: one that is due becomes a draft."""
        must_be_writing()
        values |= {"version": version + 1, "changed_by": by, "changed_at": at, **({"state": to} if to else {})}
        if not _update(states, starts).changed(row=self.id, seen=version, **values):
            raise Return.get_by_id(self.id)._refused(version, to, by)
        for name, value in values.items():
            setattr(self, name, value)

    def _refused(self, version: int, to: str | None, by: int) -> Conflict:
        if self.version == version:
            return NotNow(self.state)
        if to not in (None, "received") and (self.state, self.version, self.changed_by_id) == (to, version + 1, by):
            return AlreadyDone(self)
        return self._stale(version)

    def _stale(self, version: int) -> Stale:
        name = self.changed_by.name if self.changed_by else ""
        return Stale(self.version, name=name, at=self.changed_at, changes=Answer.changes(self.id, version))


@cache
def _update(states: tuple[str, ...], starts: bool) -> Prepared[Return]:
    """The UPDATE of a change. The first answer makes it a draft, whatever this process believes its state to be."""

    def make(row: Any, seen: Any, **values: Any) -> Any:
        if starts:
            values["state"] = Case(None, [(Return.state == "due", "draft")], Return.state)
            values["started_at"] = fn.COALESCE(Return.started_at, values["changed_at"])
        return Return.update(**values).where(Return.id == row, Return.version == seen, Return.state.in_(states))

    return Prepared(make)


def _question_of(key: str) -> str:
    """A reply to a remark (`check:<question>.remark`) settles it as an answer does."""
    return key.removeprefix("check:").removesuffix(".remark") if key.endswith(".remark") else key


def _under(field: "TextField[str]", key: str) -> Any:
    return (field == key) | field.startswith(f"{key}.")


UNIT = (Return.authority, Return.provider, Return.service)
ROUND = (Return.set_key, Return.period_key)
unique(
    Return, *UNIT, *ROUND,
    name="a_return_is_asked_for_once", where=Return.home.is_null() & (Return.state != "withdrawn"),
)  # fmt: skip
unique(
    Return, *UNIT, Return.home, *ROUND,
    name="a_return_of_a_home_is_asked_for_once", where=~Return.home.is_null() & (Return.state != "withdrawn"),
)  # fmt: skip
Return.add_index(
    ModelIndex(Return, (Return.authority, Return.period_key, Return.state, Return.set_key), name="returns_of_a_period")
)
unique(
    MoreTime, MoreTime.return_,
    name="one_request_for_more_time_waits", where=MoreTime.granted_at.is_null() & MoreTime.refused_at.is_null(),
)  # fmt: skip
