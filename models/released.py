"""What was released of a tender, an event, a forum, each time it changed for everybody: plain JSON, never changed.

Each has a table of its own; what they share stands here and has none.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Self

from peewee import DateTimeField, ForeignKeyField, IntegerField, TextField, fn

from models.authority import Authority
from models.store import Base, must_be_writing


class Released(Base):
    """A thing as everybody read it from `at` on. `data` is canonical JSON, `digest` its SHA-256."""

    number = IntegerField()
    data = TextField()
    digest = TextField()
    at = DateTimeField()
    ABOUT: ClassVar[str]
    """The column of the table that says what was released; it belongs to an authority and has a slug."""

    @classmethod
    def release(cls, of: Base, data: str, *, at: datetime) -> Self | None:
        """One more, if anything is different from the last one."""
        must_be_writing()
        last = cls.last(of.id)
        if last is not None and last.data == data:
            return None
        number, digest = last.number + 1 if last else 1, sha256(data.encode()).hexdigest()
        made: Self = cls.create(**{cls.ABOUT: of}, number=number, data=data, digest=digest, at=at)
        return made

    @classmethod
    def last(cls, of_id: int) -> Self | None:
        """What everybody reads of it now."""
        found: Self | None = cls.select().where(cls._about() == of_id).order_by(cls.number.desc()).first()
        return found

    @classmethod
    def newest(cls) -> list[Self]:
        """The last one of each, with what it is about, in the order of their addresses."""
        later, of = cls.alias(), cls._about().rel_model
        newer = later.select(1).where(getattr(later, cls.ABOUT) == cls._about(), later.number > cls.number)
        query: Any = cls.select(cls, of, Authority).join(of).join(Authority).where(~fn.EXISTS(newer))
        return list(query.order_by(Authority.slug, of.slug))

    @classmethod
    def _about(cls) -> ForeignKeyField:
        found: ForeignKeyField = cls._meta.fields[cls.ABOUT]
        return found
