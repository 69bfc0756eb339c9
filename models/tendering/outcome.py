"""What came of a tender: who bid, feedback to each of them, who won, and how long the papers are kept.

Bidders are told first, all at one instant; only then is the outcome public. Sections 50 and 98 of the Procurement Act
2023: an assessment summary for every bidder before the contract award notice, and the records for three years at least.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from peewee import BooleanField, Check, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent, AuditHead
from models.calendar import today
from models.conflicts import AlreadyDone, NeedsAnother, NotNow
from models.person import Person
from models.register.contract import Contract
from models.register.terms import months_later
from models.register.versions import step
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender

LONGEST = 1000
KEPT_YEARS = 6
"""So long after the contract the papers are kept where nobody said otherwise; the law asks for LEAST_YEARS."""
LEAST_YEARS = 3
MOST_YEARS = 30


class Outcome(Base):
    """That of one tender. `written_by` changed a bidder or a sheet last; `checked_by` is the second person who read all
    sheets; `notice_on` is the day of the contract award notice. `hold_why` is not empty while a legal hold lasts, which
    `held_by` began. The papers are kept for `years`."""

    tender = ForeignKeyField(Tender, index=False)
    written_by = ForeignKeyField(Person, null=True, index=False)
    checked_by = ForeignKeyField(Person, null=True, index=False)
    notice_on = DateField(null=True)
    notice_first = BooleanField(default=False)
    feedback_at = DateTimeField(null=True)
    released_at = DateTimeField(null=True)
    contract = ForeignKeyField(Contract, null=True)
    hold_why = TextField(default="")
    held_by = ForeignKeyField(Person, null=True, index=False)
    held_at = DateTimeField(null=True)
    kept_years = IntegerField(null=True)
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    tender_id: int
    written_by_id: int | None
    checked_by_id: int | None
    contract_id: int | None
    held_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("checked_by_id <> written_by_id", "who_checks_feedback_did_not_write_it"),
            Check("released_at IS NULL OR feedback_at IS NOT NULL", "bidders_are_told_before_everybody"),
            Check(f"length(hold_why) <= {LONGEST}", "a_hold_says_why_in_a_few_words"),
            Check(f"kept_years >= {LEAST_YEARS}", "papers_are_kept_for_three_years_at_least"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> Self | None:
        """That of a tender, if anything was entered."""
        return cls.get_or_none(cls.tender == tender_id)

    @classmethod
    def known(cls, tender: Tender) -> Self:
        """The same; made, when there is none."""
        AuditHead.take()  # nobody else makes one meanwhile
        return cls.of(tender.id) or cls.create(tender=tender)

    def touch(self, verb: str, *, by: int, at: datetime, after: str) -> None:
        """A bidder or a sheet was changed: whoever checked has not checked this. Raises NotNow once it is released."""
        must_be_writing()
        if self.feedback_at is not None:
            raise NotNow("released")
        self._step(verb, {"written_by": by, "checked_by": None}, by=by, at=at, version=self.version, after=after)

    def check(self, *, by: int, at: datetime, version: int) -> None:
        """A second person read every sheet. Raises Stale, NotNow, NeedsAnother."""
        if self.feedback_at is not None:
            raise NotNow("released")
        if by == self.written_by_id:
            raise NeedsAnother
        self._step("feedback_checked", {"checked_by": by}, by=by, at=at, version=version)

    def tell_bidders(self, *, by: int, at: datetime, version: int) -> None:
        """Every bidder has their sheet from this instant on. Raises Stale, NotNow, NeedsAnother."""
        if self.feedback_at is not None or self.tender.state != "awarded":
            raise NotNow("released" if self.feedback_at else self.tender.state)
        if self.tender.second_person and self.checked_by_id is None:
            raise NeedsAnother
        late = self.notice_on is not None and self.notice_on < today(at)
        self._step(
            "feedback_released", {"feedback_at": at, "notice_first": late}, by=by, at=at, version=version,
            after="after the award notice" if late else None,
        )  # fmt: skip

    def release(self, *, by: int, at: datetime, version: int) -> None:
        """Everybody reads who won. Raises Stale, NotNow before the bidders were told, or twice."""
        if self.feedback_at is None or self.released_at is not None:
            raise NotNow("released" if self.released_at else "feedback")
        self._step("outcome_released", {"released_at": at}, by=by, at=at, version=version)

    def notice(self, on: date, *, by: int, at: datetime, version: int) -> None:
        """The day on which the contract award notice was published. Raises Stale."""
        self._step("notice_noted", {"notice_on": on}, by=by, at=at, version=version, after=f"{on}")

    def makes(self, contract: Contract, *, by: int, at: datetime, version: int) -> None:
        """The award is this contract of the register. Raises Stale, AlreadyDone."""
        if self.contract_id is not None:
            raise AlreadyDone(self.contract)
        self._step("contract_made", {"contract": contract}, by=by, at=at, version=version, after=contract.subject)

    def hold(self, why: str, *, by: int, at: datetime, version: int) -> None:
        """A legal hold, for a reason. Raises Stale."""
        values = {"hold_why": why, "held_by": by, "held_at": at}
        self._step("held", values, by=by, at=at, version=version, words=why)

    def end_hold(self, why: str, *, by: int, at: datetime, version: int) -> None:
        """It is over, for a reason. Raises Stale, NotNow where there is none."""
        if not self.hold_why:
            raise NotNow("no hold")
        values = {"hold_why": "", "held_by": None, "held_at": None}
        self._step("hold_ended", values, by=by, at=at, version=version, words=why)

    def keep(self, years: int, *, by: int, at: datetime, version: int) -> None:
        """How many years after the contract the papers are kept. Raises Stale; the store refuses fewer than three."""
        self._step("kept", {"kept_years": years}, by=by, at=at, version=version, after=f"{years} years")

    @property
    def years(self) -> int:
        """How many years after the contract the papers are kept."""
        return self.kept_years or KEPT_YEARS

    @property
    def kept_to(self) -> date | None:
        """The last day on which the papers are kept, leaving a hold aside; None before the decision."""
        contract = self.contract
        days = [contract.awarded_on, contract.starts_on] if contract is not None else []
        days += [today(self.tender.decided_at)] if self.tender.decided_at else []
        known = [day for day in days if day is not None]
        return months_later(max(known), 12 * self.years) if known else None

    def may_be_deleted(self, on: date) -> bool:
        """Whether the papers of the tender need not be kept any more: what deletes asks this first."""
        return not self.hold_why and self.kept_to is not None and on > self.kept_to

    def _step(
        self, verb: str, values: dict[str, Any], *, by: int, at: datetime, version: int, **said: str | None
    ) -> None:
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"tender.{verb}", self.tender.subject, by, at, **said)


unique(Outcome, Outcome.tender, name="a_tender_has_one_outcome")
