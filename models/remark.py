"""What the council asks about one question of a return that it sends back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, DeferredForeignKey, ForeignKeyField, TextField

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.prepared import Prepared
from models.store import Base, must_be_writing
from models.submission import Submission


class Remark(Base):
    """Open until its question is answered again, or somebody says “seen, no change”."""

    return_ = DeferredForeignKey("Return", column_name="return_id", object_id_name="return_id")
    submission = ForeignKeyField(Submission)
    key = TextField()
    words = TextField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    settled_at = DateTimeField(null=True)
    settled_by = ForeignKeyField(Person, index=False, null=True)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_id: int
    submission_id: int
    by_id: int
    settled_by_id: int | None
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("length(words) > 0", "a_remark_says_something"),
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_remark_is_there_or_says_who_took_it_out"),
        ]

    @classmethod
    def make(cls, words: Mapping[str, str], submission: int | None, ret: Any, *, by: int, at: datetime) -> None:
        """One remark a question: key -> words. Each has an audit event of its own, so that it can be emptied alone."""
        must_be_writing()
        about = {"return_": ret.id, "submission": submission, "by": by, "at": at}
        if words:
            cls.insert_many([{"key": key, "words": said, **about} for key, said in words.items()]).execute()
        for key, said in words.items():
            AuditEvent.append("remark.made", f"{ret.subject}:{key}", by, at, words=said)

    @classmethod
    def settle(cls, return_id: int, keys: Sequence[str], *, by: int, at: datetime) -> int:
        """The questions were answered again. How many remarks that settles."""
        must_be_writing()
        return _SETTLE.changed(return_id=return_id, keys=list(keys), by=by, at=at)

    def seen(self, *, by: int, at: datetime) -> None:
        """“Seen, no change”: the answer stays as it was. Raises AlreadyDone."""
        must_be_writing()
        open_still = (Remark.id == self.id) & Remark.settled_at.is_null()
        if not Remark.update(settled_at=at, settled_by=by).where(open_still).execute():
            raise AlreadyDone(self)
        self.settled_at, self.settled_by_id = at, by
        AuditEvent.append("remark.settled", f"remark:{self.id}", by, at, after="no change")

    @classmethod
    def open(cls, return_id: int) -> list[Self]:
        """Those that wait for an answer, oldest first."""
        return list(cls.select().where(cls.return_ == return_id, cls.settled_at.is_null()).order_by(cls.id))


_SETTLE: Prepared[Remark] = Prepared(
    lambda return_id, keys, by, at: Remark.update(settled_at=at, settled_by=by).where(
        Remark.return_ == return_id, Remark.key.in_(keys), Remark.settled_at.is_null()
    )
)
