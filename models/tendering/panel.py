"""Who judges the bids of a tender, and what each declared before the questions were opened to them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import BooleanField, Check, DateTimeField, ForeignKeyField, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender

LONGEST = 1000


class Panelist(Base):
    """A person on the panel of one tender, or one who answers its questions and declared before they opened.
    `conflict` is None until they declared; `words` say which (sections 81 to 83 of the Procurement Act 2023)."""

    tender = ForeignKeyField(Tender, index=False)
    person = ForeignKeyField(Person)
    added_by = ForeignKeyField(Person, index=False)
    added_at = DateTimeField()
    conflict = BooleanField(null=True)
    words = TextField(default="")
    declared_at = DateTimeField(null=True)
    tender_id: int
    person_id: int
    added_by_id: int

    class Meta:
        constraints: ClassVar = [
            Check("(conflict IS NULL) = (declared_at IS NULL)", "a_declaration_says_when"),
            Check("conflict IS NULL OR NOT conflict OR words <> ''", "a_conflict_says_which"),
        ]

    @property
    def answers(self) -> bool:
        """Whether they came by themselves, to answer questions, and are not on the panel."""
        return self.added_by_id == self.person_id

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """Everybody on the panel, by name; one query."""
        query: Any = cls.select(cls, Person).join(Person, on=cls.person).where(cls.tender == tender_id)
        return list(query.order_by(Person.name))

    @classmethod
    def add(cls, tender: Tender, person: int, *, by: int, at: datetime) -> Self:
        """One more. Raises AlreadyDone."""
        must_be_writing()
        if cls.select().where(cls.tender == tender.id, cls.person == person).exists():
            raise AlreadyDone
        one: Self = cls.create(tender=tender, person=person, added_by=by, added_at=at)
        AuditEvent.append("tender.panel_added", tender.subject, by, at, after=f"person {person}")
        return one

    def joins(self, *, by: int, at: datetime) -> None:
        """Who answered questions judges bids from now on; what they declared stands."""
        must_be_writing()
        Panelist.update(added_by=by, added_at=at).where(Panelist.id == self.id).execute()
        AuditEvent.append("tender.panel_added", self.tender.subject, by, at, after=f"person {self.person_id}")

    @classmethod
    def remove(cls, tender: Tender, person: int, *, by: int, at: datetime) -> None:
        """They judge it no more. Raises AlreadyDone."""
        must_be_writing()
        if not cls.delete().where(cls.tender == tender.id, cls.person == person).execute():
            raise AlreadyDone
        AuditEvent.append("tender.panel_removed", tender.subject, by, at, before=f"person {person}")

    def declare(self, words: str, *, at: datetime) -> None:
        """What they have to do with any bidder, “” for nothing; saying it again takes the place of what was said."""
        must_be_writing()
        conflict = bool(words)
        said = {"conflict": conflict, "words": words, "declared_at": at}
        Panelist.update(**said).where(Panelist.id == self.id).execute()
        subject = self.tender.subject
        AuditEvent.append("tender.declared", subject, self.person_id, at, after="conflict" if conflict else "none")


unique(Panelist, Panelist.tender, Panelist.person, name="a_person_is_on_a_panel_once")
