"""The papers of a procurement, once they need not be kept any more: what is deleted, and the counts that remain.

What was released stays: the tender, its answers, its outcome. So does the audit chain, without anybody’s words.
"""

from datetime import datetime
from typing import Any, Self

from peewee import DateTimeField, ForeignKeyField, IntegerField

from models.audit import AuditEvent
from models.outbox import Message
from models.store import Base, must_be_writing, unique
from models.tendering.asker import Asker, NameOpened
from models.tendering.bidder import Bidder, Mark
from models.tendering.clarification import Clarification
from models.tendering.document import DocumentVersion
from models.tendering.follower import Follower, Told
from models.tendering.panel import Panelist
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender


class PapersDeleted(Base):
    """That the papers of a tender were deleted, and how many of each there were; `answered`: of the questions that came
    in time, `answered_in_time`: by the day that was promised."""

    tender = ForeignKeyField(Tender, index=False)
    at = DateTimeField()
    questions = IntegerField()
    late = IntegerField()
    answered = IntegerField(default=0)
    answered_in_time = IntegerField(default=0)
    askers = IntegerField()
    bids = IntegerField()
    files = IntegerField()
    mails = IntegerField()
    tender_id: int

    @classmethod
    def of(cls, tender_id: int) -> Self | None:
        """That of a tender, once they are."""
        return cls.get_or_none(cls.tender == tender_id)

    @classmethod
    def delete_all(cls, tender: Tender, *, at: datetime) -> Self:
        """Delete every question, answer in the making, asker, sheet, declaration, follower and mail of a tender, the
        names of who did not win, and the words of its audit events. Its files are noted as deleted: their bytes go
        afterwards."""
        must_be_writing()
        asked = Clarification.select().where(Clarification.tender == tender.id)
        bids, askers = (
            Bidder.select().where(Bidder.tender == tender.id),
            Asker.select().where(Asker.tender == tender.id),
        )
        replies = Reply.select().where(Reply.tender == tender.id)
        mails = Message.select().where(Message.about == tender.subject)
        answered = Clarification.kept_promises(tender)
        counts = {
            "answered": len(answered), "answered_in_time": sum(answered),
            "questions": asked.count(), "late": asked.where(Clarification.late).count(), "askers": askers.count(),
            "bids": bids.count(), "files": DocumentVersion.forget(tender.id, at=at), "mails": mails.count(),
        }  # fmt: skip
        for subject in (tender.subject, *(one.subject for one in asked), *(one.subject for one in replies)):
            AuditEvent.empty_words(subject)
        _delete(tender.id)
        Message.delete().where(Message.about == tender.subject).execute()
        made: Self = cls.create(tender=tender, at=at, **counts)
        AuditEvent.append("tender.papers_deleted", tender.subject, None, at)
        return made


def _delete(tender_id: int) -> None:
    """In the order in which rows point at each other."""
    Clarification.update(follows=None).where(Clarification.tender == tender_id).execute()
    of: dict[Any, Any] = {
        NameOpened: NameOpened.asker << Asker.select(Asker.id).where(Asker.tender == tender_id),
        Clarification: Clarification.tender == tender_id,
        Substance: Substance.reply << Reply.select(Reply.id).where(Reply.tender == tender_id),
        Reply: Reply.tender == tender_id,
        Asker: Asker.tender == tender_id,
        Mark: Mark.bidder << Bidder.select(Bidder.id).where(Bidder.tender == tender_id),
        Panelist: Panelist.tender == tender_id,
        Told: Told.follower << Follower.select(Follower.id).where(Follower.tender == tender_id),
        Follower: Follower.tender == tender_id,
    }
    for table, mine in of.items():
        table.delete().where(mine).execute()
    lost = (Bidder.tender == tender_id) & ~Bidder.won
    for bid in list(Bidder.select().where(lost)):  # how many they were, and of which kind, is published
        Bidder.update(name=f"Bid {bid.id}", provider=None).where(Bidder.id == bid.id).execute()


unique(PapersDeleted, PapersDeleted.tender, name="papers_of_a_tender_are_deleted_once")
