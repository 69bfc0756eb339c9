"""What remains of an event when the people are forgotten: counts."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.events.event import Event
from models.person import Person
from models.store import Base, must_be_writing

COUNTS = ("people", "organisations", "vcse", "waited", "came", "absent", "walk_ins", "without_place")


class EventTally(Base):
    """`people`, `organisations`, `vcse` had places, `waited` people waited in vain. Who came is known from `closed_at`
    on, when the organiser said that the list of the door is complete: nobody is called absent before."""

    event = ForeignKeyField(Event, unique=True)
    people = IntegerField()
    organisations = IntegerField()
    vcse = IntegerField()
    waited = IntegerField()
    came = IntegerField(null=True)
    absent = IntegerField(null=True)
    walk_ins = IntegerField(null=True)
    without_place = IntegerField(null=True)
    closed_at = DateTimeField(null=True)
    closed_by = ForeignKeyField(Person, null=True, index=False)
    feedback_at = DateTimeField(null=True)
    forgotten_at = DateTimeField(null=True)
    event_id: int

    class Meta:
        constraints: ClassVar = [
            Check("people >= 0 AND organisations >= 0 AND vcse >= 0 AND waited >= 0", "counts_of_an_event_are_counts"),
            Check("vcse <= organisations", "no_more_organisations_are_voluntary_than_there_are"),
            Check("(closed_at IS NULL) = (came IS NULL)", "who_came_is_known_once_the_list_is_complete"),
            Check("(came IS NULL) = (absent IS NULL)", "who_came_and_who_did_not_are_known_together"),
            Check("without_place <= walk_ins", "who_came_over_the_places_walked_in"),
        ]

    @classmethod
    def of(cls, event_id: int) -> Self | None:
        """That of an event, once it was counted."""
        return cls.get_or_none(cls.event == event_id)

    @classmethod
    def count(cls, event: Event, counts: dict[str, int]) -> Self:
        """How many had places and waited; in the place of what was counted before."""
        must_be_writing()
        found = cls.of(event.id)
        if found is None:
            made: Self = cls.create(event=event, **counts)
            return made
        cls.update(**counts).where(cls.id == found.id).execute()
        return cls.get_by_id(found.id)

    def close(self, counts: dict[str, int], *, by: int, at: datetime) -> None:
        """The list of the door is complete: who is not on it did not come. Raises AlreadyDone."""
        must_be_writing()
        told = {**counts, "closed_at": at, "closed_by": by}
        mine = (EventTally.id == self.id) & EventTally.closed_at.is_null()
        if not EventTally.update(**told).where(mine).execute():
            raise AlreadyDone(self)
        AuditEvent.append("event.list_closed", self.event.subject, by, at, after=f"{counts['came']} came")

    def mark(self, column: str, at: datetime) -> bool:
        """That something was done with it, once: `feedback_at`, `forgotten_at`."""
        must_be_writing()
        still = (EventTally.id == self.id) & getattr(EventTally, column).is_null()
        if not EventTally.update(**{column: at}).where(still).execute():
            return False
        AuditEvent.append(f"event.{column.removesuffix('_at')}", self.event.subject, None, at)
        return True
