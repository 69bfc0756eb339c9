"""The documents of a tender. Anybody may read them; a new version never takes the place of an old one."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import BigIntegerField, Check, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent, AuditHead
from models.person import Person
from models.store import Base, must_be_writing, unique
from models.tendering.tender import Tender


class TenderDocument(Base):
    """A document under its name (“Specification”); what it says is in its versions."""

    public_id = UUIDField(unique=True, default=uuid4)
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    name = TextField()
    tender_id: int

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "a_document_has_a_name"),
            Check("number > 0", "documents_are_numbered_from_one"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """In their order."""
        return list(cls.select().where(cls.tender == tender_id).order_by(cls.number))

    @classmethod
    def add(cls, tender: Tender, name: str) -> Self:
        """One more, at the end, without a version yet."""
        AuditHead.take()  # nobody else numbers documents meanwhile
        document: Self = cls.create(tender=tender, number=len(cls.of(tender.id)) + 1, name=name)
        return document


class DocumentVersion(Base):
    """One version: a file of `size` bytes under `key` in the store of files, and since when it stands.

    `digest` is its SHA-256 in hexadecimal digits; `note` says what changed. `deleted_at`: the file was kept as
    long as it had to be; this row stays.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    document = ForeignKeyField(TenderDocument, index=False)
    number = IntegerField()
    file_name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    digest = TextField()
    key = TextField()
    note = TextField(default="")
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    deleted_at = DateTimeField(null=True)
    document_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "versions_of_a_document_are_numbered_from_one"),
            Check("size >= 0", "a_file_is_no_smaller_than_nothing"),
            Check("length(digest) = 64", "the_digest_of_a_file_is_whole"),
        ]

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """Every version of every document of a tender, newest version first; one query."""
        query: Any = cls.select(cls, TenderDocument).join(TenderDocument).where(TenderDocument.tender == tender_id)
        return list(query.order_by(TenderDocument.number, cls.number.desc()))

    @classmethod
    def add(cls, document: TenderDocument, *, file: dict[str, object], note: str, by: int, at: datetime) -> Self:
        """One more version; `file`: file_name, media_type, size, digest, key."""
        AuditHead.take()
        last = cls.select().where(cls.document == document.id).count()
        version: Self = cls.create(document=document, number=last + 1, note=note, by=by, at=at, **file)
        subject = document.tender.subject
        AuditEvent.append("tender.document", subject, by, at, after=f"{document.number}.{last + 1} {version.digest}")
        return version

    @classmethod
    def forget(cls, tender_id: int, *, at: datetime) -> int:
        """The files of a tender need not be kept any more; how many there were."""
        must_be_writing()
        documents = TenderDocument.select(TenderDocument.id).where(TenderDocument.tender == tender_id)
        mine = (cls.document << documents) & cls.deleted_at.is_null()
        return int(cls.update(deleted_at=at).where(mine).execute())

    @classmethod
    def kept(cls) -> Any:
        """Every version whose file is kept."""
        return cls.select().where(cls.deleted_at.is_null())


unique(TenderDocument, TenderDocument.tender, TenderDocument.number, name="documents_of_a_tender_are_numbered_once")
unique(
    DocumentVersion, DocumentVersion.document, DocumentVersion.number, name="versions_of_a_document_are_numbered_once"
)
