"""Opportunities on the public site: what was released of a tender and nothing else; every version of every answer."""

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

from models.public.record import open_record
from models.register.contract import Contract
from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.mail import compose
from portal.releasing import events, tenders
from portal.releasing.recording import record
from portal.settings import Settings
from portal.tenders.work import readiness, stating
from tests.fixtures.cast import Cast
from tests.portal.access_events import make_event
from tests.portal.access_tenders import make_tender
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.site_client import SiteClient

HERE = "/opportunities/fairshire/supported-lodgings/"


def fresh(tender: Tender) -> Tender:
    found: Tender = Tender.full().where(Tender.id == tender.id).get()
    return found


def published(cast: Cast, settings: Settings, now: datetime) -> Tender:
    """With one answer, one draft and a question that waits, whose words must not be found anywhere."""
    compose.configure(settings)
    tender = make_tender(cast, now)
    readiness.set_aside(tender, "documents", "Everything is on the page.", by=cast.kofi.id, now=now)
    stating.publish(tender, by=cast.kofi.id, now=now, version=tender.version)
    for words in ("zebraone?", "zebratwo?", "zebrathree?"):
        asking.ask(tender, cast.harbour.id, asking.Wish(words), by=cast.alice.id, arrived_at=now, now=now)
    first, second, _ = Clarification.select().order_by(Clarification.id)
    reply = queue.draft(tender, [first], by=cast.kofi.id, now=now)
    said = {"question": "May hosts smoke?", "answer": "=No", "changes_nothing": True}
    releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    queue.draft(tender, [second], by=cast.kofi.id, now=now)
    return fresh(tender)


def test_the_page_has_what_was_released_and_not_a_word_of_what_was_asked(
    cast: Cast, settings: Settings, now: datetime, tmp_path: Path
) -> None:
    tender = published(cast, settings, now)
    stating.amend(
        tender, "The area", "It was left out.", {"area": "Fairshire"}, None, by=cast.kofi.id, now=now,
        version=tender.version,
    )  # fmt: skip
    releasing.correct(ReleasedAnswer.get(), "Only outside.", "We had left that out.", by=cast.kofi.id, now=now)
    path = tmp_path / "record.sqlite"
    record(path)
    assert b"zebra" not in path.read_bytes()
    with open_record(path):
        site = SiteClient(path)
        page = site.get(HERE).text
        everything = site.everything()
    assert "Addendum 1: The area" in page
    assert "Only outside." in page
    assert "Until then it said" in page
    assert "12 noon" in page
    private = ("zebra", "harbour", "alice", *(one.reference.lower() for one in Clarification.select()))
    assert not [(url, word) for url, sent in everything.items() for word in private if word.encode() in sent.lower()]
    lines = list(csv.reader(io.StringIO(everything[f"{HERE}answers.csv"].decode("utf-8-sig"))))
    assert [line[4] for line in lines] == ["Version", "2", "1"]
    assert lines[2][1] == "'=No"


def test_an_event_about_it_stands_on_its_page(cast: Cast, settings: Settings, now: datetime, tmp_path: Path) -> None:
    tender = published(cast, settings, now)
    made = make_event(cast, now, tender=tender.id)
    with writing():
        events.release(made, now)
    record(path := tmp_path / "record.sqlite")
    with open_record(path):
        page = SiteClient(path).get(HERE)
    assert made.title in page.text


def test_a_tender_closes_on_the_site_when_its_time_has_come(cast: Cast, settings: Settings, now: datetime) -> None:
    tender = published(cast, settings, now)
    assert tenders.closing(now) == 0
    assert tender.closes_at is not None
    assert tenders.closing(tender.closes_at + timedelta(milliseconds=1)) == 1
    assert tenders.closing(tender.closes_at + timedelta(hours=1)) == 0
    assert [json.loads(row.data)["stage"] for row in ReleasedTender.newest()] == ["closed"]


def test_what_is_for_members_is_not_on_the_site_before_the_award(cast: Cast, settings: Settings, now: datetime) -> None:
    tender = make_tender(cast, now)
    with writing():
        contract = Contract.add(cast.fairshire.id, {"title": "L", "arrangement": "framework"}, by=cast.erin.id, at=now)
        Tender.update(audience="members", framework=contract).where(Tender.id == tender.id).execute()
    readiness.set_aside(fresh(tender), "documents", "On the page.", by=cast.kofi.id, now=now)
    stating.publish(fresh(tender), by=cast.kofi.id, now=now, version=tender.version)
    assert tenders.released_tenders() == []
    assert tender.closes_at is not None
    later = tender.closes_at + timedelta(days=1)
    stating.decide(fresh(tender), "awarded", by=cast.kofi.id, now=later, version=fresh(tender).version)
    assert [row["slug"] for row in tenders.released_tenders()] == ["supported-lodgings"]


def test_a_site_without_tenders_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("lodgings")
    assert "Nothing has been put out to tender here yet." in site_client().get("/opportunities/").text
