"""Old papers go, unless somebody holds them; what was released and how many there were stays."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models import audit
from models.audit import AuditEvent
from models.outbox import Message
from models.store import writing
from models.tendering.asker import Asker
from models.tendering.bidder import Bidder, Mark
from models.tendering.clarification import Clarification
from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.outcome import Outcome
from models.tendering.panel import Panelist
from models.tendering.papers import PapersDeleted
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.outcomes.work import papers, showing, telling
from portal.releasing import conduct, tenders
from portal.tenders.work import panel
from portal.uploads.cellar import Cellar
from portal.uploads.work import ending
from tests.fixtures.cast import Cast
from tests.portal.outcomes.conftest import fresh

LONG = timedelta(days=366 * 7)


@pytest.fixture
def cellar(tmp_path: Path) -> Cellar:
    return Cellar.at(tmp_path / "uploads")


@pytest.fixture
def old(awarded: Tender, bid: dict[str, Bidder], cast: Cast, cellar: Cellar, now: datetime, later: datetime) -> Tender:
    """Questions, an answer, a document, a declaration, feedback, an outcome: everything that there can be."""
    key = cellar.put(b"zebrafile")
    file = {"file_name": "spec.txt", "media_type": "text/plain", "size": 9, "digest": "0" * 64, "key": key}
    with writing():
        Tender.update(state="published", decided_at=None).where(Tender.id == awarded.id).execute()
        document = TenderDocument.add(fresh(awarded), "Specification")
        DocumentVersion.add(document, file=file, note="", by=cast.kofi.id, at=now)
    panel.declare(fresh(awarded), cast.kofi.id, "zebracousin", now=now)
    for words in ("zebraone?", "zebratwo?"):
        asking.ask(fresh(awarded), cast.harbour.id, asking.Wish(words), by=cast.alice.id, arrived_at=now, now=now)
    first, second = Clarification.select().order_by(Clarification.id)
    asking.withdraw(second, by=cast.alice.id, now=now, version=second.version)
    queue.open_name(Asker.get(), "zebrareason", by=cast.erin.id, now=now)
    reply = queue.draft(fresh(awarded), [first], by=cast.kofi.id, now=now)
    said = {"question": "One?", "answer": "Yes.", "changes_nothing": True}
    releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
    releasing.release(fresh(awarded), [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    with writing():
        Tender.update(state="awarded", decided_at=later).where(Tender.id == awarded.id).execute()
    telling.feedback(fresh(awarded), by=cast.kofi.id, now=later, version=Outcome.get().version)
    telling.outcome(fresh(awarded), by=cast.kofi.id, now=later, version=Outcome.get().version)
    return fresh(awarded)


def test_nothing_goes_before_its_day_or_while_somebody_holds_it(
    old: Tender, cast: Cast, cellar: Cellar, later: datetime
) -> None:
    assert papers.sweep(later + timedelta(days=3 * 366)) == 0
    papers.hold(old, "A claim.", by=cast.erin.id, now=later, version=Outcome.get().version)
    assert papers.sweep(later + LONG) == 0
    assert Clarification.select().count() == 2
    papers.end_hold(old, "Settled.", by=cast.erin.id, now=later, version=Outcome.get().version)
    assert (papers.sweep(later + LONG), papers.sweep(later + LONG)) == (1, 0)


def test_what_remains_is_counts_and_what_was_released(
    old: Tender, cellar: Cellar, later: datetime, everything: Callable[[], str]
) -> None:
    shown, kept_promises = showing.shown(old, later), conduct.conduct(old.authority, later)
    assert kept_promises["questions"] == 1
    released = (ReleasedTender.newest()[0].data, [row.answer for row in ReleasedAnswer.select()])
    assert "zebra" in everything()
    assert papers.sweep(later + LONG) == 1
    assert [table.select().count() for table in (Clarification, Reply, Asker, Mark, Panelist, Message)] == [0] * 6
    assert "zebra" not in everything()
    kept = PapersDeleted.get()
    assert (kept.questions, kept.late, kept.askers, kept.bids, kept.files) == (2, 0, 1, 2, 1)
    assert (ReleasedTender.newest()[0].data, [row.answer for row in ReleasedAnswer.select()]) == released
    assert showing.shown(old, later) == shown  # how many bid, and of which kind
    assert conduct.conduct(old.authority, later) == kept_promises
    assert tenders.closing(later + LONG) == 0
    assert audit.verify(audit._the_key()) == []
    assert AuditEvent.select().where(AuditEvent.action == "tender.papers_deleted").count() == 1


@pytest.fixture
def everything(store: object) -> Callable[[], str]:
    """Every text of every table but the accounts’ and the register’s, as one string."""
    tables = (Clarification, Reply, Bidder, Mark, Panelist, Message, AuditEvent, Asker, ReleasedTender, ReleasedAnswer)
    return lambda: "\n".join(str(row.__data__) for table in tables for row in table.select())


def test_the_bytes_of_a_document_stay_for_as_long_and_then_go(old: Tender, cellar: Cellar, later: datetime) -> None:
    key = DocumentVersion.get().key
    ending.sweep(cellar, later)  # long after the day on which files of nobody go
    assert cellar.get(key) == b"zebrafile"
    papers.sweep(later + LONG)
    ending.sweep(cellar, later + LONG)
    with pytest.raises(FileNotFoundError):
        cellar.get(key)
    assert DocumentVersion.get().deleted_at == later + LONG


def test_a_cancelled_tender_without_an_outcome_goes_too(awarded: Tender, later: datetime) -> None:
    with writing():
        Outcome.delete().execute()
        Tender.update(state="cancelled").where(Tender.id == awarded.id).execute()
    assert (papers.sweep(later), papers.sweep(later + LONG)) == (0, 1)
