"""What the rules of the tenders’ pages point at: a draft of Fairshire’s and one that is published; and who may what."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from models.calendar import add_working_days, from_london, today
from models.store import writing
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.panel import Panelist
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.tenders.work import panel
from tests.fixtures.cast import Cast

VALUES: dict[str, object] = {
    "title": "Supported lodgings", "summary": "Eleven places with hosts.", "description": "Hosts, and who helps them.",
    "value_pence": 48_000_000, "length_why": "Hosts need certainty.", "lots_why": "It is one small area.",
    "bids_go_to": "ProContract", "bids_go_to_url": "https://bids.example/1", "contact_email": "help@fairshire.example",
    "notice_id": "2026/000123", "tupe": "none", "equality": "Nobody is left out.",
}  # fmt: skip
"""A tender that says everything, but for its timetable, its service and its criteria."""
CRITERIA = (NewCriterion("Price", "price", 40), NewCriterion("Care", "quality", 60, 1500, "Young people are heard."))


@dataclass(frozen=True)
class TenderWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    draft: UUID
    published: UUID
    slug: str
    version: UUID
    question: UUID
    reply: UUID
    released: str

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules of tenders; none for any other."""
        if rule.startswith("/tenders/"):
            return {"slug": self.slug, "version": self.version, "question": self.question, "act": "helps"}
        if not rule.startswith("/desk/tenders/"):
            return {}
        about = {"question": self.question, "reply": self.reply, "slug": self.released}
        draft = ("<any", "set-aside", "/publish", "/documents/")
        of_draft = any(part in rule for part in draft) and "/addendum/" not in rule
        return {"tender": self.draft if of_draft else self.published, "part": "what", "check": "documents", **about}


def timetable(now: datetime) -> dict[str, object]:
    """Working days from `now`, at noon: questions close after 20, bids after 36."""
    asked, answered, closes, decided, told = (add_working_days(today(now), n, "E") for n in (20, 25, 36, 60, 65))
    return {
        "questions_close_at": from_london(datetime.combine(asked, time(12))),
        "answers_by_on": answered,
        "closes_at": from_london(datetime.combine(closes, time(12))),
        "decision_by_on": decided,
        "feedback_by_on": told,
        "starts_on": told + timedelta(days=60),
        "ends_on": told + timedelta(days=60 + 3 * 365),
    }


def make_tender(cast: Cast, now: datetime, **more: object) -> Tender:
    """A draft that may be published, once its documents are set aside."""
    values = {**VALUES, **timetable(now), "service": cast.service, **more}
    with writing():
        tender = Tender.add(cast.fairshire.id, values, by=cast.kofi.id, at=now)
        Criterion.put(tender.id, CRITERIA)
    return tender


def make_tender_world(cast: Cast, now: datetime) -> TenderWorld:
    """Writes a draft and a published tender with a document, which Lena judges."""
    draft, published = make_tender(cast, now, title="Short breaks"), make_tender(cast, now)
    file = {"file_name": "spec.txt", "media_type": "text/plain", "size": 3, "digest": "0" * 64, "key": "aa/" + "0" * 40}
    with writing():
        version = DocumentVersion.add(
            TenderDocument.add(published, "Specification"), file=file, note="", by=cast.kofi.id, at=now
        )
        published.publish(by=cast.kofi.id, at=now - timedelta(minutes=1), version=published.version)
        for tender in (draft, published):
            Panelist.add(tender, cast.lena.id, by=cast.kofi.id, at=now)
    declared(published, cast, now)
    question, reply, released = make_questions(published, cast, now)
    return TenderWorld(
        draft.public_id, published.public_id, published.slug, version.public_id, question, reply, released
    )


def declared(tender: Tender, cast: Cast, now: datetime) -> None:
    """Everybody who answers questions or judges has said that they have nothing to do with bidders."""
    for person in (cast.kofi, cast.erin, cast.lena):
        panel.declare(tender, person.id, "", now=now)


def make_questions(tender: Tender, cast: Cast, now: datetime) -> tuple[UUID, UUID, str]:
    """Harbour asked twice: one waits, one was answered to everybody. Another answer is being written."""
    waits, answered, drafted = (
        asking.ask(tender, cast.harbour.id, asking.Wish(words), by=cast.alice.id, arrived_at=now, now=now)
        for words in ("May hosts smoke?", "How many places are there?", "Who pays for taxis?")
    )
    reply = queue.draft(tender, [answered], by=cast.kofi.id, now=now)
    said = {"question": "How many places are there?", "answer": "Eleven.", "changes_nothing": True}
    releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    draft = queue.draft(tender, [drafted], by=cast.kofi.id, now=now)
    return waits.public_id, draft.public_id, ReleasedAnswer.get(tender=tender).slug
