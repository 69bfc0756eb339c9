"""What was released of a tender, each time it changed for everybody: plain JSON, never changed."""

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField, fn

from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender


class ReleasedTender(Base):
    """A tender as everybody read it from `at` on. `data` is canonical JSON, `digest` its SHA-256."""

    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    data = TextField()
    digest = TextField()
    at = DateTimeField()
    tender_id: int

    class Meta:
        constraints: ClassVar = [Check("number > 0", "releases_of_a_tender_are_numbered_from_one")]

    @classmethod
    def release(cls, tender: Tender, data: str, *, at: datetime) -> Self | None:
        """One more, if anything is different from the last one."""
        must_be_writing()
        last = cls.select().where(cls.tender == tender.id).order_by(cls.number.desc()).first()
        if last is not None and last.data == data:
            return None
        digest = sha256(data.encode()).hexdigest()
        made: Self = cls.create(tender=tender, number=last.number + 1 if last else 1, data=data, digest=digest, at=at)
        return made

    @classmethod
    def newest(cls) -> list[Self]:
        """The last one of every tender, in the order of their addresses."""
        later = cls.alias()
        newer = later.select(1).where(later.tender == cls.tender, later.number > cls.number)
        query: Any = cls.select(cls, Tender).join(Tender).where(~fn.EXISTS(newer))
        return list(query.order_by(Tender.authority, Tender.slug))


unique(ReleasedTender, ReleasedTender.tender, ReleasedTender.number, name="releases_of_a_tender_are_numbered_once")
