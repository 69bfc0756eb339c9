"""How a council kept its own promises, as it was released each time it changed: plain JSON, never changed."""

from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField, fn

from models.authority import Authority
from models.store import Base, must_be_writing, unique


class ReleasedConduct(Base):
    """What everybody read of one council from `at` on. `data` is canonical JSON."""

    authority = ForeignKeyField(Authority, index=False)
    number = IntegerField()
    data = TextField()
    at = DateTimeField()
    authority_id: int

    class Meta:
        constraints: ClassVar = [Check("number > 0", "releases_of_conduct_are_numbered_from_one")]

    @classmethod
    def release(cls, authority_id: int, data: str, *, at: datetime) -> Self | None:
        """One more, if anything is different from the last one."""
        must_be_writing()
        last = cls.select().where(cls.authority == authority_id).order_by(cls.number.desc()).first()
        if last is not None and last.data == data:
            return None
        made: Self = cls.create(authority=authority_id, number=last.number + 1 if last else 1, data=data, at=at)
        return made

    @classmethod
    def newest(cls) -> list[Self]:
        """The last one of every council, in the order of their addresses."""
        later = cls.alias()
        newer = later.select(1).where(later.authority == cls.authority, later.number > cls.number)
        query: Any = cls.select(cls, Authority).join(Authority).where(~fn.EXISTS(newer))
        return list(query.order_by(Authority.slug))


unique(ReleasedConduct, ReleasedConduct.authority, ReleasedConduct.number, name="releases_of_conduct_are_numbered_once")
