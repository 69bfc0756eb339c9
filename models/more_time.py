"""“Ask for five more working days.”"""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateField, DateTimeField, DeferredForeignKey, ForeignKeyField, IntegerField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.store import Base, must_be_writing

DAYS = 5


class MoreTime(Base):
    """One request: granted, refused, or waiting for the council. `was_due_on` is the due day when it was made."""

    return_ = DeferredForeignKey("Return", column_name="return_id", object_id_name="return_id")
    asked_by = ForeignKeyField(Person, index=False)
    asked_at = DateTimeField()
    days = IntegerField(default=DAYS)
    was_due_on = DateField()
    granted_at = DateTimeField(null=True)
    granted_by = ForeignKeyField(Person, index=False, null=True)
    refused_at = DateTimeField(null=True)
    refused_by = ForeignKeyField(Person, index=False, null=True)
    return_id: int
    asked_by_id: int
    granted_by_id: int | None
    refused_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("days > 0", "more_time_is_a_day_or_more"),
            Check("granted_at IS NULL OR refused_at IS NULL", "more_time_is_granted_or_refused"),
        ]

    @classmethod
    def waiting(cls, return_id: int) -> Self | None:
        """The request about a return that the council has not answered yet, with who asked."""
        query = cls.select(cls, Person).join(Person, on=cls.asked_by)
        return query.where(cls.return_ == return_id, cls.granted_at.is_null(), cls.refused_at.is_null()).get_or_none()

    def grant(self, by: int, at: datetime) -> date:
        """The council moves the due day: which it is now. Raises AlreadyDone when this was answered before."""
        return self._grant(by, at, self.return_.authority.nation)

    def grant_by_rule(self, at: datetime, nation: str) -> date:
        """The first request in twelve months is granted by nobody in particular, at once."""
        return self._grant(None, at, nation)

    def _grant(self, by: int | None, at: datetime, nation: str) -> date:
        self._answer(granted_at=at, granted_by=by)
        day: date = self.return_.give_days(self.days, at, nation)
        before, after = self.was_due_on.isoformat(), day.isoformat()
        AuditEvent.append("more_time.granted", self.return_.subject, by, at, before=before, after=after)
        return day

    def refuse(self, by: int, at: datetime) -> None:
        """The due day stays. Raises AlreadyDone when this was answered before."""
        self._answer(refused_at=at, refused_by=by)
        AuditEvent.append("more_time.refused", self.return_.subject, by, at)

    def _answer(self, **values: Any) -> None:
        must_be_writing()
        waiting = (MoreTime.id == self.id) & MoreTime.granted_at.is_null() & MoreTime.refused_at.is_null()
        if not MoreTime.update(**values).where(waiting).execute():
            raise AlreadyDone(self)
        for name, value in values.items():
            setattr(self, name, value)
