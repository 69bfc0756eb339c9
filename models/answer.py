"""Answers of a return, as they stand: what will be sent next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from json import dumps
from typing import Any, ClassVar

from peewee import (
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    DeferredForeignKey,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.conflicts import Change
from models.person import Person
from models.prepared import Prepared
from models.store import Base, must_be_writing, unique

STATUSES = ("given", "not_available", "not_applicable", "explained")
COLUMNS = (
    "return_", "key", "status", "value", "number", "said", "reason", "expected_on", "face",
    "by", "at", "version", "set_aside", "removed_by", "removed_at",
)  # fmt: skip
UNREAD = ".unread"
"""`<key>.unread` holds what was typed and could not be read: never an answer, never sent, never lost."""
FACES = ("page", "assistant", "carried", "telephone")


@dataclass(frozen=True)
class NewAnswer:
    """One answer that is to be kept. `value` is what the kind calls canonical (plain JSON); `number` what SQL may
    compare; `said` what was typed; `reason` and `expected_on` go with not_available; `face` is where it was given."""

    key: str
    value: Any = None
    number: float | None = None
    status: str = "given"
    said: str | None = None
    reason: str | None = None
    expected_on: date | None = None
    face: str = "page"

    @property
    def blank(self) -> bool:
        """Whether it says nothing: such an answer never overwrites one."""
        return self.status in ("given", "explained") and self.value in (None, "")

    def columns(self) -> tuple[Any, ...]:
        """What a row of `Answer` holds of it, from `key` to `face`."""
        value = None if self.value is None else dumps(self.value, ensure_ascii=False)
        number = None if self.number is None else float(self.number)
        said, reason = self.said or None, self.reason or None
        return self.key, self.status, value, number, said, reason, self.expected_on, self.face


class Answer(Base):
    """One answer of a return. `value` is JSON text; an explanation of a check has the key `check:<key>` and the status
    explained; `version` is that of the return which it made; `set_aside` is kept and not counted."""

    return_ = DeferredForeignKey("Return", column_name="return_id", object_id_name="return_id")
    key = TextField()
    status = TextField()
    value = TextField(null=True)
    number = DoubleField(null=True)
    said = TextField(null=True)
    reason = TextField(null=True)
    expected_on = DateField(null=True)
    face = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    version = IntegerField()
    set_aside = BooleanField(default=False)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_id: int
    by_id: int
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"status IN {STATUSES}", "the_status_of_an_answer_is_known"),
            Check(f"face IN {FACES}", "where_an_answer_was_given_is_known"),
            Check(
                "status NOT IN ('given', 'explained') OR value IS NOT NULL OR removed_at IS NOT NULL",
                "a_given_answer_has_a_value",
            ),
            Check(
                "status <> 'not_available' OR coalesce(length(reason), 0) > 0 OR removed_at IS NOT NULL",
                "a_figure_that_is_not_available_says_why",
            ),
        ]

    @classmethod
    def keep(cls, return_id: int, answers: Sequence[NewAnswer], *, by: int, at: datetime, version: int) -> None:
        """Write answers over what stood under their keys, all in one statement. An answer settles what was typed
        there before and could not be read."""
        must_be_writing()
        _READ_NOW.changed(return_id=return_id, keys=[answer.key + UNREAD for answer in answers])
        stamp = (by, at, version, False, None, None)
        _KEEP.changed(values=[one for answer in answers for one in (return_id, *answer.columns(), *stamp)])

    @classmethod
    def changes(cls, return_id: int, since: int) -> tuple[Change, ...]:
        """Who changed which answers after version `since` of their return; one query."""
        rows: Any = (
            cls.select(cls.key, cls.by, Person.name, cls.at)
            .join(Person, on=cls.by)
            .where(cls.return_ == return_id, cls.version > since)
            .order_by(cls.at, cls.id)
            .tuples()
        )
        return tuple(Change(key, by, name, at) for key, by, name, at in rows)


unique(Answer, Answer.return_, Answer.key, name="a_return_has_one_answer_a_key")


def _keep(values: list[Any]) -> Any:
    fields = [getattr(Answer, name) for name in COLUMNS]
    rows = [values[start : start + len(fields)] for start in range(0, len(values), len(fields))]
    over = [field for field in fields if field.name not in ("return_", "key")]
    return Answer.insert_many(rows, fields=fields).on_conflict(
        conflict_target=[Answer.return_, Answer.key], preserve=over
    )


_KEEP: Prepared[Any] = Prepared(_keep)
_READ_NOW: Prepared[Any] = Prepared(
    lambda return_id, keys: Answer.delete().where(Answer.return_ == return_id, Answer.key.in_(keys))
)
