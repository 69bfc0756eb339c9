"""What an authority’s own list of its providers says: what it calls them, which services they provide for it, whom to
write to; and what a person has to decide before two records are taken as one.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import uuid4

from peewee import Check, DateField, DateTimeField, ForeignKeyField, TextField, UUIDField

from models.audit import AuditEvent
from models.authority import Authority, Service
from models.conflicts import AlreadyDone
from models.invitation import Invitation
from models.person import Person
from models.provider import Provider
from models.store import Base, must_be_writing, unique


class KnownAs(Base):
    """That an authority’s list calls a provider so; `folded` is the name for comparing."""

    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    folded = TextField()
    provider_id: int

    @classmethod
    def note(cls, authority_id: int, provider_id: int, folded: str) -> bool:
        """Whether that is new. Where the name stands for another provider already, nothing happens."""
        must_be_writing()
        row = {"authority": authority_id, "provider": provider_id, "folded": folded}
        return bool(cls.insert(**row).on_conflict_ignore().as_rowcount().execute())


unique(KnownAs, KnownAs.authority, KnownAs.folded, name="an_authority_calls_one_provider_so")


class Provided(Base):
    """That a provider provides a service for an authority."""

    service = ForeignKeyField(Service, index=False)
    provider = ForeignKeyField(Provider)
    since_on = DateField()
    service_id: int
    provider_id: int

    @classmethod
    def note(cls, service_id: int, provider_id: int, on: date) -> bool:
        """Whether that is new."""
        must_be_writing()
        row = {"service": service_id, "provider": provider_id, "since_on": on}
        return bool(cls.insert(**row).on_conflict_ignore().as_rowcount().execute())


unique(Provided, Provided.service, Provided.provider, name="a_provider_provides_a_service_once")


class Contact(Base):
    """Whom an authority would write to at a provider; `invitation` once somebody agreed that they are invited."""

    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    name = TextField(default="")
    email = TextField()
    invitation = ForeignKeyField(Invitation, null=True, index=False)
    authority_id: int
    provider_id: int
    invitation_id: int | None

    class Meta:
        table_name = "provider_contact"
        constraints: ClassVar = [Check("email = lower(email)", "a_contacts_address_is_in_lower_case")]

    @classmethod
    def note(cls, authority_id: int, provider_id: int, name: str, email: str) -> bool:
        """Whether that is new; of an address that is known nothing changes."""
        must_be_writing()
        row = {"authority": authority_id, "provider": provider_id, "name": name, "email": email}
        return bool(cls.insert(**row).on_conflict_ignore().as_rowcount().execute())

    def invited(self, invitation: Invitation) -> None:
        """Somebody agreed, and the mail is written. Raises AlreadyDone."""
        must_be_writing()
        not_yet = (Contact.id == self.id) & Contact.invitation.is_null()
        if not Contact.update(invitation=invitation).where(not_yet).execute():
            raise AlreadyDone(self)


unique(Contact, Contact.authority, Contact.provider, Contact.email, name="a_contact_is_noted_once")


class SameProvider(Base):
    """That a row of a list may be a provider that is here already, by its name: asked once, decided by a person.

    `row` is the row as JSON text, taken in once that is decided; `provider` is who it may be, `made` who it became.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    folded = TextField()
    name = TextField()
    row = TextField()
    made_at = DateTimeField()
    answer = TextField(null=True)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)
    authority_id: int
    provider_id: int

    class Meta:
        constraints: ClassVar = [
            Check("answer IN ('same', 'another')", "a_row_is_that_provider_or_another"),
            Check(
                "(answer IS NULL) = (decided_by_id IS NULL) AND (answer IS NULL) = (decided_at IS NULL)",
                "what_a_row_is_says_who_decided",
            ),
        ]

    @classmethod
    def propose(cls, authority_id: int, provider_id: int, folded: str, name: str, row: str, at: datetime) -> bool:
        """Ask whether they are one; whether that is new."""
        must_be_writing()
        values = {"authority": authority_id, "provider": provider_id, "folded": folded, "name": name, "row": row}
        return bool(cls.insert(**values, public_id=uuid4(), made_at=at).on_conflict_ignore().as_rowcount().execute())

    def decide(self, answer: str, *, by: int, at: datetime) -> None:
        """`same` or `another`. Raises AlreadyDone when somebody decided before."""
        must_be_writing()
        open_still = (SameProvider.id == self.id) & SameProvider.answer.is_null()
        values = {"answer": answer, "decided_by": by, "decided_at": at}
        if not SameProvider.update(**values).where(open_still).execute():
            raise AlreadyDone(SameProvider.get_by_id(self.id))
        self.answer = answer
        AuditEvent.append("provider.told_apart", self.provider.subject, by, at, after=answer)

    @classmethod
    def waiting(cls, authorities: Iterable[int]) -> list[Self]:
        """Those that nobody has decided, with the provider that it may be; one query."""
        query = cls.select(cls, Provider).join(Provider)
        return list(query.where(cls.authority << list(authorities), cls.answer.is_null()).order_by(cls.id))


unique(
    SameProvider, SameProvider.authority, SameProvider.folded, SameProvider.provider,
    name="whether_a_row_is_a_provider_is_asked_once",
)  # fmt: skip
