"""What another authority says of being named as buying a tender jointly: that it is right, or a mistake."""

from datetime import datetime
from typing import Self

from peewee import BooleanField, DateTimeField, ForeignKeyField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender


class JointAnswer(Base):
    """One answer, for good; who is no longer named has none."""

    tender = ForeignKeyField(Tender, index=False)
    authority = ForeignKeyField(Authority)
    agreed = BooleanField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    tender_id: int
    authority_id: int

    @classmethod
    def of(cls, tender_id: int) -> dict[int, bool]:
        """Whether they agreed, by authority: of those that have answered."""
        return {row.authority_id: row.agreed for row in cls.select().where(cls.tender == tender_id)}

    @classmethod
    def give(cls, tender: Tender, authority_id: int, *, agreed: bool, by: int, at: datetime) -> Self:
        """Says it, once. Raises AlreadyDone."""
        must_be_writing()
        here = (cls.tender == tender.id) & (cls.authority == authority_id)
        if given := cls.get_or_none(here):
            raise AlreadyDone(given)
        said = "joint_agreed" if agreed else "joint_declined"
        AuditEvent.append(f"tender.{said}", tender.subject, by, at, after=Authority.get_by_id(authority_id).slug)
        return cls.create(tender=tender.id, authority=authority_id, agreed=agreed, by=by, at=at)

    @classmethod
    def forget(cls, tender_id: int, kept: list[int]) -> None:
        """Of all but these nothing is known any more: they are not named now, and are asked anew if they are again."""
        must_be_writing()
        cls.delete().where(cls.tender == tender_id, cls.authority.not_in(kept or [0])).execute()


unique(JointAnswer, JointAnswer.tender, JointAnswer.authority, name="an_authority_answers_once_whether_it_buys")
