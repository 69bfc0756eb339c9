"""A file that belongs to an answer of a return. Its bytes lie in a store of their own, under a key that says nothing.

waiting -> checked by “keep it” or “take that away”; checked <-> left out, where it was sent before; waiting, checked,
left out -> taken out (by a person) or expired (on the day that was said when it came). Refused is written down, never
kept. What is gone leaves its digest: a submission that names it still verifies.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    JOIN,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent
from models.conflicts import NotNow, Taken, broken_rule
from models.monitoring_return import Return
from models.person import Person
from models.store import Base, must_be_writing, store, unique

LIVE = ("waiting", "checked", "left_out")
GONE = ("refused", "taken_out", "expired")
STATES = LIVE + GONE


class Upload(Base):
    """One file. `kind` is what it was found to be (forms/file_types.py), `size` is in bytes, `digest` the SHA-256
    (hex) of what is kept, `place` the key in the store: None once the bytes are gone.

    `found` is JSON, what nobody sees at first glance: [[what, how many, [names]]]. `apart` is a class of its own: not
    searched, not exported, each opening written down, deleted on `delete_on`. `sent_at` is when a submission first
    named it; from then on the council may open it.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id")
    key = TextField()
    name = TextField()
    kind = TextField()
    size = IntegerField()
    digest = TextField()
    place = TextField(null=True)
    state = TextField()
    found = TextField(null=True)
    apart = BooleanField(default=False)
    delete_on = DateField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    sent_at = DateTimeField(null=True)
    ended_by = ForeignKeyField(Person, index=False, null=True)
    ended_at = DateTimeField(null=True)
    return_id: int
    by_id: int
    ended_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"state IN {STATES}", "the_state_of_an_upload_is_known"),
            Check("size > 0", "an_upload_holds_something"),
            Check(f"state NOT IN {LIVE} OR place IS NOT NULL", "an_upload_that_counts_lies_somewhere"),
            Check("state <> 'refused' OR place IS NULL", "a_refused_upload_is_not_kept"),
            Check("NOT apart OR delete_on IS NOT NULL", "an_upload_kept_apart_has_a_day_on_which_it_goes"),
            Check(f"(state IN {GONE}) = (ended_at IS NOT NULL)", "an_upload_that_is_gone_says_when"),
            Check("state <> 'taken_out' OR ended_by_id IS NOT NULL", "who_took_an_upload_out_is_known"),
            Check(
                "state NOT IN ('taken_out', 'expired') OR (name = '' AND found IS NULL)",
                "what_an_upload_was_called_goes_with_it",
            ),
        ]

    @property
    def subject(self) -> str:
        return f"upload:{self.public_id}"

    @property
    def counts(self) -> bool:
        """Whether it is a part of the answer as it stands."""
        return bool(self.state == "checked")

    @property
    def is_there(self) -> bool:
        """Whether its bytes can be had."""
        return self.state in LIVE

    @classmethod
    def keep(cls, *, by: int, at: datetime, waits: bool, **what: Any) -> Self:
        """Write down a file whose bytes lie in the store; `waits` says that somebody has to decide about what was
        found in it. Raises Taken where this question of the return holds the same bytes already."""
        return cls._make("waiting" if waits else "checked", "kept", by, at, what)

    @classmethod
    def refuse(cls, *, by: int, at: datetime, **what: Any) -> Self:
        """Write down that a file was not taken; `found` says why."""
        return cls._make("refused", "refused", by, at, {**what, "place": None, "ended_at": at})

    @classmethod
    def _make(cls, state: str, done: str, by: int, at: datetime, what: dict[str, Any]) -> Self:
        must_be_writing()
        try:
            with store.atomic():
                upload: Self = cls.create(state=state, by=by, at=at, **what)
        except IntegrityError as error:
            raise Taken(broken_rule(error) or "") from error
        AuditEvent.append(f"upload.{done}", upload.subject, by, at, after=upload.digest)
        return upload

    def decide(self, *, by: int, at: datetime, instead: dict[str, Any] | None = None) -> None:
        """Somebody has seen what was found and keeps it; or, with `instead` (size, digest, place, found), has it kept
        without that. Raises NotNow."""
        before = self.digest
        self._change(("waiting",), "checked", **(instead or {}))
        AuditEvent.append("upload.checked", self.subject, by, at, before=before, after=self.digest)

    def leave_out(self, *, by: int, at: datetime) -> None:
        """It was sent before, and is no part of what is sent next. Raises NotNow."""
        self._change(("checked",), "left_out")
        AuditEvent.append("upload.left_out", self.subject, by, at, before=self.digest)

    def bring_back(self, *, by: int, at: datetime) -> None:
        """It counts again. Raises NotNow."""
        self._change(("left_out",), "checked")
        AuditEvent.append("upload.brought_back", self.subject, by, at, after=self.digest)

    def take_out(self, *, by: int, at: datetime, why: str) -> None:
        """It should not be here: name and bytes go for good (the bytes once `place` is emptied). Raises NotNow."""
        self._change(LIVE, "taken_out", name="", found=None, ended_by=by, ended_at=at)
        AuditEvent.append("upload.taken_out", self.subject, by, at, before=self.digest, words=why)

    def expire(self, *, at: datetime) -> None:
        """Its day has come. Raises NotNow."""
        self._change(LIVE, "expired", name="", found=None, ended_at=at)
        AuditEvent.append("upload.expired", self.subject, None, at, before=self.digest, after=f"{self.delete_on}")

    def opened(self, *, by: int, at: datetime) -> None:
        """Write down that somebody opens it; for files that are kept apart."""
        must_be_writing()
        AuditEvent.append("upload.opened", self.subject, by, at, after=self.digest)

    def emptied(self) -> None:
        """Its bytes are no longer in the store."""
        must_be_writing()
        Upload.update(place=None).where((Upload.id == self.id) & Upload.state.in_(GONE)).execute()

    def _change(self, states: Sequence[str], to: str, **values: Any) -> None:
        must_be_writing()
        still = (Upload.id == self.id) & Upload.state.in_(states)
        if not Upload.update(state=to, **values).where(still).execute():
            raise NotNow(Upload.get_by_id(self.id).state)
        for name, value in {"state": to, **values}.items():
            setattr(self, name, value)

    @classmethod
    def of_return(cls, return_id: int) -> list[Self]:
        """Every file of a return but those that were refused, oldest first, with who took one out; one query."""
        query = cls.select(cls, Person.id, Person.name).join(Person, JOIN.LEFT_OUTER, on=cls.ended_by)
        return list(query.where((cls.return_ == return_id) & (cls.state != "refused")).order_by(cls.id))

    @classmethod
    def mark_sent(cls, return_id: int, digests: Collection[str], at: datetime) -> None:
        """A submission of the return names these: the council may open them from now on."""
        must_be_writing()
        new = (cls.return_ == return_id) & cls.digest.in_(list(digests)) & cls.sent_at.is_null()
        cls.update(sent_at=at).where(new & (cls.state == "checked")).execute()

    @classmethod
    def due_to_go(cls, day: date) -> list[Self]:
        """Those whose day has come."""
        return list(cls.select().where((cls.delete_on <= day) & cls.state.in_(LIVE)).order_by(cls.id))

    @classmethod
    def still_lying(cls) -> list[Self]:
        """Those that are gone and whose bytes may still be in the store: somebody was interrupted."""
        return list(cls.select().where(cls.state.in_(GONE) & ~cls.place.is_null()).order_by(cls.id))


unique(
    Upload, Upload.return_, Upload.key, Upload.digest,
    name="a_question_of_a_return_holds_a_file_once", where=Upload.ended_at.is_null(),
)  # fmt: skip
