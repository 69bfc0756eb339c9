"""More time for everybody, before the deadline only, once the portal that takes the bids and its notice say so, too."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent, AuditHead
from models.conflicts import NotNow
from models.person import Person
from models.register.versions import step
from models.store import Base, unique
from models.tendering.tender import Tender

REASONS = ("documents_changed", "technical_fault", "more_time_to_write", "holiday", "other_body")
"""None speaks of questions: how many are open is nobody’s business (field rule C11)."""


class DeadlineMove(Base):
    """One extension. `there_by` and `there_at`: who changed the deadline in the portal that takes the bids, and when;
    `notice_id`: the notice that says so. Section 31(5) of the Procurement Act 2023: a changed deadline is published in
    the notice, too. Rows are never changed."""

    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    was_closes_at = DateTimeField()
    closes_at = DateTimeField()
    was_questions_close_at = DateTimeField(null=True)
    questions_close_at = DateTimeField(null=True)
    reason = TextField()
    there_by = TextField()
    there_at = DateTimeField()
    notice_id = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    tender_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "extensions_of_a_tender_are_numbered_from_one"),
            Check("closes_at > was_closes_at", "a_deadline_only_moves_back"),
            Check(f"reason IN {REASONS}", "why_a_tender_is_extended_is_known"),
            Check("there_by <> '' AND notice_id <> ''", "an_extension_stands_in_the_other_portal_and_the_notice"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """Newest first."""
        return list(cls.select().where(cls.tender == tender_id).order_by(cls.number.desc()))

    @classmethod
    def give(
        cls, tender: Tender, *, closes_at: datetime, questions_close_at: datetime | None, reason: str, there_by: str,
        there_at: datetime, notice_id: str, by: int, at: datetime, version: int,
    ) -> Self:  # fmt: skip
        """Move the deadline, for everybody at once. Raises Stale; NotNow once it has passed (a notice cannot be edited
        then), or unless the new one is later."""
        AuditHead.take()
        if tender.stage(at) not in ("open", "questions_closed") or tender.closes_at is None:
            raise NotNow(tender.stage(at))
        if closes_at <= tender.closes_at:
            raise NotNow("not later")
        number = cls.select().where(cls.tender == tender.id).count() + 1
        moved = questions_close_at or tender.questions_close_at
        move: Self = cls.create(
            tender=tender, number=number, was_closes_at=tender.closes_at, closes_at=closes_at,
            was_questions_close_at=tender.questions_close_at, questions_close_at=moved, reason=reason,
            there_by=there_by, there_at=there_at, notice_id=notice_id, by=by, at=at,
        )  # fmt: skip
        values = {"closes_at": closes_at, "questions_close_at": moved, "notice_id": notice_id, "deadline_seen_at": at}
        step(tender, values, by=by, at=at, version=version)
        AuditEvent.append(
            "tender.extended", tender.subject, by, at, before=f"{move.was_closes_at}", after=f"{closes_at}"
        )
        return move


unique(DeadlineMove, DeadlineMove.tender, DeadlineMove.number, name="extensions_of_a_tender_are_numbered_once")
