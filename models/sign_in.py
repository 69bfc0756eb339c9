"""Where somebody is signed in: a row for each browser, looked at in each request, so that it can be ended from afar."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from peewee import DateTimeField, ForeignKeyField, TextField, UUIDField

from models.conflicts import AlreadyDone
from models.person import Person
from models.prepared import Prepared
from models.store import Base, must_be_writing, unique

LASTS = timedelta(hours=21)
"""After this everybody signs in again: longer than 20 hours, so that WCAG 2.2.1 asks for no warning."""

SEEN = timedelta(minutes=5)


class SignIn(Base):
    """Begun with a key that only the browser’s cookie holds; a digest of it is kept. `device` is in plain words."""

    public_id = UUIDField(unique=True, default=uuid4)
    key_digest = TextField()
    person = ForeignKeyField(Person)
    began_at = DateTimeField()
    seen_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    device = TextField(default="")
    person_id: int

    @classmethod
    def begin(cls, person_id: int, key: str, device: str, at: datetime) -> Self:
        must_be_writing()
        return cls.create(key_digest=_digest(key), person=person_id, began_at=at, seen_at=at, device=device)

    @classmethod
    def live(cls, key: str, at: datetime) -> Self | None:
        """The sign-in of a cookie, with its person (one query); None when it was ended, is over or is of nobody
        active."""
        return _LIVE.first(digest=_digest(key), after=at - LASTS)

    @classmethod
    def of(cls, person_id: int, at: datetime) -> list[Self]:
        """Where a person is signed in now, newest first."""
        return list(cls.select().where(cls.person == person_id, *cls._still(at)).order_by(cls.began_at.desc()))

    @classmethod
    def _still(cls, at: datetime) -> tuple[object, object]:
        return cls.ended_at.is_null(), cls.began_at > at - LASTS

    def is_due(self, at: datetime) -> bool:
        """Whether `seen` would write: once in five minutes is enough."""
        return at >= self.seen_at + SEEN

    def seen(self, at: datetime) -> None:
        """Note that it is in use."""
        must_be_writing()
        SignIn.update(seen_at=at).where(SignIn.id == self.id).execute()
        self.seen_at = at

    def end(self, at: datetime) -> None:
        """Sign out. Raises AlreadyDone."""
        must_be_writing()
        if not SignIn.update(ended_at=at).where(SignIn.id == self.id, SignIn.ended_at.is_null()).execute():
            raise AlreadyDone(self)
        self.ended_at = at

    @classmethod
    def end_all(cls, person_id: int, at: datetime, but: int | None = None) -> int:
        """Sign somebody out everywhere, save in the sign-in with the id `but`. How many there were."""
        must_be_writing()
        mine = (cls.person == person_id) & cls.ended_at.is_null()
        if but is not None:
            mine &= cls.id != but
        return int(cls.update(ended_at=at).where(mine).execute())


_LIVE: Prepared[Any] = Prepared(
    lambda digest, after: (
        SignIn.select(SignIn, Person)
        .join(Person)
        .where(SignIn.key_digest == digest, SignIn.ended_at.is_null(), SignIn.began_at > after, Person.active)
    )
)

unique(SignIn, SignIn.key_digest, name="one_sign_in_a_key")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
