"""Who asked about a tender, under a number that says nothing; and who opened a name, and why."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent, AuditHead
from models.person import Person
from models.provider import Provider
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender

NUMBERS = 900
LONGEST = 1000


class Asker(Base):
    """An organisation that asked about one tender: “Asker 417”. The number is drawn, so that it tells neither order nor
    how many there are."""

    tender = ForeignKeyField(Tender, index=False)
    provider = ForeignKeyField(Provider)
    number = IntegerField()
    tender_id: int
    provider_id: int

    class Meta:
        constraints: ClassVar = [Check("number BETWEEN 100 AND 9999", "an_asker_has_a_number_that_says_nothing")]

    @classmethod
    def known(cls, tender: Tender, provider_id: int) -> Self:
        """The one of an organisation, made when it asks first."""
        AuditHead.take()  # two who ask at one moment draw two numbers, and one organisation is one asker
        mine = (cls.tender == tender.id) & (cls.provider == provider_id)
        if (found := cls.get_or_none(mine)) is not None:
            return found
        rows: Any = cls.select(cls.number).where(cls.tender == tender.id).tuples()
        taken = {number for (number,) in rows}
        free = [number for number in range(100, 100 + NUMBERS + len(taken)) if number not in taken]
        asker: Self = cls.create(tender=tender, provider=provider_id, number=secrets.choice(free))
        return asker


class NameOpened(Base):
    """A manager opened the name of an asker, for a written reason. The asker is told after the award."""

    asker = ForeignKeyField(Asker)
    reason = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    told_at = DateTimeField(null=True)
    asker_id: int

    class Meta:
        constraints: ClassVar = [Check(f"length(reason) BETWEEN 1 AND {LONGEST}", "who_opens_a_name_says_why")]

    @classmethod
    def open(cls, asker: Asker, reason: str, *, by: int, at: datetime) -> Self:
        """Note it before the name is shown."""
        must_be_writing()
        opened: Self = cls.create(asker=asker, reason=reason, by=by, at=at)
        subject = asker.tender.subject
        AuditEvent.append("asker.opened", subject, by, at, after=f"asker {asker.number}", words=reason)
        return opened


unique(Asker, Asker.tender, Asker.provider, name="an_organisation_is_one_asker_of_a_tender")
unique(Asker, Asker.tender, Asker.number, name="askers_of_a_tender_have_their_numbers")
