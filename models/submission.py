"""What was sent: each time a whole, numbered, never changed afterwards."""

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from peewee import (
    BlobField,
    BooleanField,
    Check,
    DateTimeField,
    DeferredForeignKey,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    TextField,
)

from models.conflicts import broken_rule
from models.person import Person
from models.store import Base, must_be_writing, store, unique

LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"  # pragma: allowlist secret
"""Of a reference: no vowels, so no words; nothing that is read as something else."""


class Submission(Base):
    """One sending. `payload` is canonical JSON with an HMAC in place of each free text, `digest` its SHA-256 (hex).

    `at` is when it was kept, `arrived_at` when its last byte was read; `late` compares that with the due day of then;
    `audit_head` anchors the audit chain.
    """

    return_ = DeferredForeignKey("Return", column_name="return_id", object_id_name="return_id")
    number = IntegerField()
    payload = BlobField()
    digest = TextField()
    reference = TextField()
    at = DateTimeField()
    arrived_at = DateTimeField()
    by = ForeignKeyField(Person, index=False)
    late = BooleanField()
    audit_head = TextField()
    return_id: int
    by_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "submissions_are_counted_from_one"),
        ]

    @classmethod
    def make(cls, texts: Mapping[str, tuple[str, str]], **values: Any) -> Self:
        """Keep a submission under a reference that nobody has, and its texts: key -> (HMAC, words)."""
        must_be_writing()
        submission = cls._under_new_reference(values)
        if texts:
            rows = [
                {"submission": submission.id, "key": key, "mac": mac, "words": words}
                for key, (mac, words) in texts.items()
            ]
            SubmissionText.insert_many(rows).execute()
        return submission

    @classmethod
    def _under_new_reference(cls, values: Mapping[str, Any]) -> Self:
        while True:
            reference = "EH-" + "".join(secrets.choice(LETTERS) for _ in range(8))
            try:
                with store.atomic():
                    return cls.create(reference=reference, **values)
            except IntegrityError as error:
                if broken_rule(error) != "one_submission_a_reference":
                    raise

    @classmethod
    def newest(cls, return_id: int) -> Self | None:
        """The last one of a return, or None."""
        found: Self | None = cls.select().where(cls.return_ == return_id).order_by(cls.number.desc()).first()
        return found

    @classmethod
    def heads(cls) -> list[str]:
        """Every audit head that stands on a receipt, for `audit.verify`."""
        return [submission.audit_head for submission in cls.select(cls.audit_head).order_by(cls.id)]


unique(Submission, Submission.return_, Submission.number, name="submissions_of_a_return_are_numbered_once")
unique(Submission, Submission.reference, name="one_submission_a_reference")


class SubmissionText(Base):
    """One free text of a submission. `words` is None once it was taken out; its HMAC stays, here and in the payload."""

    submission = ForeignKeyField(Submission)
    key = TextField()
    mac = TextField()
    words = TextField(null=True)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    submission_id: int
    removed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_text_is_there_or_says_who_took_it_out")
        ]


unique(SubmissionText, SubmissionText.submission, SubmissionText.key, name="a_submission_has_a_text_once")
