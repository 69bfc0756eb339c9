"""That one officer gave things into another’s care, with a note for the council alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent
from models.authority import Authority
from models.person import Person
from models.store import Base, must_be_writing

LONGEST_NOTE = 1000


class Handover(Base):
    """Who gave how many things to whom, when, and what the other should know.

    `was` is None where they were in nobody’s care; then no note is needed. The note is never shown to a provider, and
    stays out of the audit chain.
    """

    authority = ForeignKeyField(Authority)
    was = ForeignKeyField(Person, null=True, index=False)
    to = ForeignKeyField(Person, index=False)
    note = TextField(default="")
    things = IntegerField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    authority_id: int
    was_id: int | None
    to_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"length(note) <= {LONGEST_NOTE}", "a_handover_note_has_1000_characters_at_most"),
            Check("was_id IS NULL OR length(note) > 0", "what_somebody_cared_for_is_handed_over_with_a_note"),
            Check("was_id <> to_id", "nobody_hands_over_to_themselves"),
            Check("things > 0", "a_handover_is_of_something"),
        ]

    @classmethod
    def make(
        cls, authority_id: int, was: Person | None, to: Person, note: str, things: int, *, by: int, at: datetime
    ) -> Self:
        """Kept in the transaction in which the things change hands."""
        must_be_writing()
        row = {"authority": authority_id, "was": was, "to": to, "note": note, "things": things}
        made: Self = cls.create(**row, by=by, at=at)
        before = was.subject if was else None
        AuditEvent.append("care.handed_over", f"handover:{made.id}", by, at, before=before, after=to.subject)
        return made

    @classmethod
    def of(cls, authorities: Iterable[int], most: int = 50) -> list[Self]:
        """The newest handovers at these authorities, with both officers; one query."""
        to = Person.alias()
        query: Any = cls.select(cls, Person.id, Person.name, to.id, to.name).left_outer_join(Person, on=cls.was)
        query = query.switch(cls).join(to, on=(cls.to == to.id), attr="to")
        return list(query.where(cls.authority << list(authorities)).order_by(cls.id.desc()).limit(most))
