"""A point of the readiness check that was set aside, with the reason that is published with the tender."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, TextField

from models.audit import AuditEvent
from models.conflicts import NotNow
from models.person import Person
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender

LONGEST = 1000


class Override(Base):
    """One point (`check`, a key of the readiness check) of one tender, and why it does not hold here."""

    tender = ForeignKeyField(Tender, index=False)
    check = TextField(column_name="check_key")
    reason = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    tender_id: int

    class Meta:
        constraints: ClassVar = [Check(f"length(reason) BETWEEN 1 AND {LONGEST}", "an_override_says_why")]

    @classmethod
    def of(cls, tender_id: int) -> dict[str, Self]:
        """Those of a tender by the key of what they set aside."""
        return {one.check: one for one in cls.select().where(cls.tender == tender_id)}

    @classmethod
    def put(cls, tender: Tender, check: str, reason: str, *, by: int, at: datetime) -> None:
        """Set a point aside (or, with an empty reason, no longer). Raises NotNow once the tender is published."""
        must_be_writing()
        if tender.state != "draft":
            raise NotNow(tender.state)
        cls.delete().where(cls.tender == tender.id, cls.check == check).execute()
        if reason:
            cls.create(tender=tender, check=check, reason=reason, by=by, at=at)
        AuditEvent.append("tender.override", tender.subject, by, at, after=check if reason else None, words=reason)


unique(Override, Override.tender, Override.check, name="a_point_is_set_aside_once")
