"""The independent person of a home: visits it each month and says what they found (SI 2015/541, regulations 43, 44).

named -> serving -> ended; a naming whose link is too old serves nobody and makes room for the next. A grant of its own
rather than a membership: it lets nobody into an organisation, only to the monthly reports on one home for one
authority. `models/appointing.py` names somebody and lets them take it up.
"""

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import uuid4

from peewee import Check, DateTimeField, DeferredForeignKey, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone
from models.provider import Home
from models.store import Base, must_be_writing, unique

if TYPE_CHECKING:
    from peewee import ModelSelect

LASTS = timedelta(days=14)
ROLE = "independent_person"


class IndependentPerson(Base):
    """Of one home, for one authority, from `began_at` to `ended_at`. Only a digest of the link’s token is kept."""

    public_id = UUIDField(unique=True, default=uuid4)
    home = ForeignKeyField(Home)
    authority = ForeignKeyField(Authority, index=False)
    email = TextField()
    person = DeferredForeignKey("Person", null=True)
    token_digest = TextField()
    named_by = DeferredForeignKey("Person", index=False)
    named_at = DateTimeField()
    expires_at = DateTimeField()
    began_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)
    home_id: int
    authority_id: int
    person_id: int | None
    named_by_id: int

    class Meta:
        constraints: ClassVar = [
            Check("email = lower(email)", "an_independent_persons_address_is_in_lower_case"),
            Check("(person_id IS NULL) = (began_at IS NULL)", "an_independent_person_who_serves_is_known"),
            Check("began_at >= named_at", "an_independent_person_is_named_first"),
            Check("ended_at >= named_at", "an_independent_person_ends_after_being_named"),
        ]

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"independent_person:{self.public_id}"

    @classmethod
    def serving(cls) -> "ModelSelect[Self]":
        """Those who took it up and have not ended."""
        return cls.select().where(~cls.began_at.is_null(), cls.ended_at.is_null())

    @classmethod
    def of(cls, token: str) -> Self | None:
        """Whom a link is for, whatever became of it; None for a link that we did not make."""
        return cls.get_or_none(cls.token_digest == digest(token))

    @classmethod
    def stands_in_the_way(cls, person: int, *, authority: int | None, provider: int | None) -> bool:
        """Whether somebody is the independent person of a home of this provider, or reports to this authority."""
        there = (Home.provider == provider) if provider is not None else (cls.authority == authority)
        return bool(cls.serving().join(Home).where(cls.person == person, there).exists())

    def state(self, at: datetime) -> str:
        """“named”, “expired”, “serving” or “ended”."""
        if self.ended_at:
            return "ended"
        if self.began_at:
            return "serving"
        return "named" if at <= self.expires_at else "expired"

    def end(self, *, by: int | None, at: datetime) -> None:
        """Sees nothing of the home from now on; what was sent stays, with the name. Raises AlreadyDone."""
        must_be_writing()
        open_still = (IndependentPerson.id == self.id) & IndependentPerson.ended_at.is_null()
        if not IndependentPerson.update(ended_at=at).where(open_still).execute():
            raise AlreadyDone(self)
        before, self.ended_at = self.state(at), at
        AuditEvent.append("independent_person.ended", self.subject, by, at, before=before)

    def begin(self, person: Any, at: datetime) -> None:
        """This person takes it up; `models/appointing.py` says who may. Raises AlreadyDone."""
        must_be_writing()
        waits = (IndependentPerson.id == self.id) & IndependentPerson.began_at.is_null()
        waits &= IndependentPerson.ended_at.is_null() & (IndependentPerson.expires_at >= at)
        if not IndependentPerson.update(person=person, began_at=at).where(waits).execute():
            raise AlreadyDone(self)
        self.person, self.began_at = person, at
        AuditEvent.append("independent_person.began", self.subject, person.id, at)


unique(IndependentPerson, IndependentPerson.token_digest, name="one_independent_person_a_token")
unique(
    IndependentPerson, IndependentPerson.home, IndependentPerson.authority,
    name="a_home_has_one_independent_person_at_a_time", where=IndependentPerson.ended_at.is_null(),
)  # fmt: skip


def digest(token: str) -> str:
    """What is kept of a link’s token."""
    return hashlib.sha256(token.encode()).hexdigest()
