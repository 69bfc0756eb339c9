"""That an officer is away, from which day to which, and who stands in for them: their deputy."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar, Self

from peewee import Check, DateField, DateTimeField, ForeignKeyField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import AlreadyDone, Stale
from models.person import Person
from models.store import Base, must_be_writing, unique


class Absence(Base):
    """One officer at one authority, away from `first_on` to `last_on` (both inclusive), with a deputy.

    At most one of a person counts; those before stay as history. During it mails to the officer go to both, and pages
    say who is there.
    """

    authority = ForeignKeyField(Authority, index=False)
    person = ForeignKeyField(Person, index=False)
    deputy = ForeignKeyField(Person, index=False)
    first_on = DateField()
    last_on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    replaced_at = DateTimeField(null=True)
    authority_id: int
    person_id: int
    deputy_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check("first_on <= last_on", "an_absence_begins_before_it_ends"),
            Check("deputy_id <> person_id", "nobody_is_their_own_deputy"),
        ]

    @classmethod
    def put(
        cls, authority_id: int, person: Person, deputy: Person, first_on: date, last_on: date, *, by: int, at: datetime,
        seen: int,
    ) -> Self:  # fmt: skip
        """From now on this is what counts, over the one that was seen (its id, 0 for none). Raises Stale."""
        must_be_writing()
        AuditHead.take()  # nobody else says another thing meanwhile
        last = cls.of(authority_id, person.id)
        if (last.id if last else 0) != seen:
            raise Stale(last.id if last else 0, at=last.at if last else None)
        if last:
            cls.update(replaced_at=at).where(cls.id == last.id).execute()
        absence: Self = cls.create(
            authority=authority_id, person=person, deputy=deputy, first_on=first_on, last_on=last_on, by=by, at=at
        )
        after = f"{first_on} to {last_on}, {deputy.subject}"
        AuditEvent.append("absence.put", person.subject, by, at, after=after)
        return absence

    def back(self, *, by: int, at: datetime) -> None:
        """The officer is there again, or is not going away after all. Raises AlreadyDone."""
        must_be_writing()
        if not Absence.update(replaced_at=at).where(Absence.id == self.id, Absence.replaced_at.is_null()).execute():
            raise AlreadyDone(self)
        AuditEvent.append("absence.over", self.person.subject, by, at, before=f"{self.first_on} to {self.last_on}")

    def covers(self, day: date) -> bool:
        """Whether a day falls into it."""
        return bool(self.first_on <= day <= self.last_on)

    @classmethod
    def of(cls, authority_id: int, person_id: int) -> Self | None:
        """What counts for one officer, with the deputy; None where nothing was said."""
        found = [one for one in cls.counting([authority_id]) if one.person_id == person_id]
        return found[0] if found else None

    @classmethod
    def counting(cls, authorities: Iterable[int]) -> list[Self]:
        """Every absence that counts at these authorities, with the deputy’s name and address; one query."""
        query = cls.select(cls, Person.id, Person.name, Person.email).join(Person, on=cls.deputy)
        return list(query.where(cls.authority << list(authorities), cls.replaced_at.is_null()).order_by(cls.first_on))


unique(
    Absence, Absence.person, Absence.authority,
    name="one_absence_of_a_person_counts", where=Absence.replaced_at.is_null(),
)  # fmt: skip
