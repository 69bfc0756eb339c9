"""What an authority has laid over a question set: its own words, targets, due days and questions, version by version.

What it says is JSON that `forms.overlay` reads; here it is a text. A version is never changed: another takes its place.
"""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import AlreadyDone, Stale
from models.person import Person
from models.store import Base, unique

LONGEST_WHY = 600


class Overlay(Base):
    """Version `number` of one authority’s overlay over one set, made over `set_version` of it. A return keeps the one
    that it was asked for with."""

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority, index=False)
    set_key = TextField()
    set_version = TextField()
    number = IntegerField()
    data = TextField()
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    authority_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "overlays_are_numbered_from_one"),
            Check(f"length(why) BETWEEN 1 AND {LONGEST_WHY}", "an_overlay_says_why"),
            Check("length(data) > 0", "an_overlay_says_something"),
        ]

    @classmethod
    def put(
        cls, authority: Authority, set_key: str, set_version: str, data: str, why: str, *, by: int, at: datetime,
        seen: int,
    ) -> Self:  # fmt: skip
        """The version from now on, over number `seen` (0 where there was none).

        Raises Stale when somebody saved another meanwhile, AlreadyDone when this very one stands.
        """
        AuditHead.take()  # nobody else saves meanwhile
        last = cls.newest(authority.id, set_key)
        number = last.number if last else 0
        if last and number == seen + 1 and (last.data, last.why, last.by_id) == (data, why, by):
            raise AlreadyDone(last)
        if number != seen:
            raise Stale(number, name=last.by.name if last else "", at=last.at if last else None)
        where = {"authority": authority, "set_key": set_key, "set_version": set_version, "number": number + 1}
        overlay: Self = cls.create(**where, data=data, why=why, by=by, at=at)
        subject = f"authority:{authority.public_id}"
        before = f"{set_key}, version {number}" if number else None
        AuditEvent.append("overlay.saved", subject, by, at, before=before, after=f"{set_key}, version {number + 1}")
        return overlay

    @classmethod
    def newest(cls, authority_id: int, set_key: str) -> Self | None:
        """The version that counts, with who saved it; None where nothing was ever laid over the set."""
        return next(iter(cls.history(authority_id, set_key)), None)

    @classmethod
    def history(cls, authority_id: int, set_key: str) -> list[Self]:
        """Every version, newest first, with who saved it; one query."""
        mine = (cls.authority == authority_id) & (cls.set_key == set_key)
        return list(cls.select(cls, Person).join(Person, on=cls.by).where(mine).order_by(cls.number.desc()))


unique(Overlay, Overlay.authority, Overlay.set_key, Overlay.number, name="overlays_of_a_set_are_numbered_once")
