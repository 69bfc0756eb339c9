"""That a council did something about “Which question should we drop or ask better?”: what, who, when."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegrityError, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.monitoring_return import Return
from models.person import Person
from models.store import Base, must_be_writing, store, unique

LONGEST = 400


class WishDone(Base):
    """About the words with this HMAC in a return: sent once more without a change, they are the same words."""

    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    mac = TextField()
    words = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    return_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"length(words) BETWEEN 1 AND {LONGEST}", "what_was_done_about_a_wish_is_said"),
        ]

    @classmethod
    def mark(cls, ret: Return, mac: str, words: str, *, by: int, at: datetime) -> Self:
        """Raises AlreadyDone."""
        must_be_writing()
        try:
            with store.atomic():
                done: Self = cls.create(return_=ret, mac=mac, words=words, by=by, at=at)
        except IntegrityError as error:
            raise AlreadyDone from error
        AuditEvent.append("wish.done", ret.subject, by, at)
        return done


unique(WishDone, WishDone.return_, WishDone.mac, name="something_is_done_about_a_wish_once")
