"""Feeds and calendars of tenders: ids that stay, a sequence that grows, and not a word of what was asked."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar
from lxml import etree

from models.public.record import open_record
from models.tendering.tender import Tender
from portal.releasing.recording import record
from portal.settings import Settings
from portal.tenders.work import stating
from tests.fixtures.cast import Cast
from tests.portal.publishing.site_client import SiteClient
from tests.portal.publishing.test_opportunities import HERE, fresh, published

ATOM = "{http://www.w3.org/2005/Atom}"


def built(path: Path, *urls: str) -> list[bytes]:
    record(path)
    with open_record(path):
        sent = SiteClient(path).everything()
    return [sent[url] for url in urls]


def days_of(calendar: bytes) -> dict[str, Any]:
    """UID -> event."""
    return {str(event["uid"]): event for event in Calendar.from_ical(calendar).walk("VEVENT")}


def ids(feed: bytes) -> list[str | None]:
    return [one.findtext(f"{ATOM}id") for one in etree.fromstring(feed).iter(f"{ATOM}entry")]


def move(tender: Tender, cast: Cast, at: datetime) -> None:
    assert tender.closes_at
    values = {
        "reason": "holiday", "there_by": "Kofi King", "there_at": at, "notice_id": "125", "questions_close_at": None,
        "closes_at": tender.closes_at + timedelta(days=7),
    }  # fmt: skip
    stating.move_deadline(tender, values, by=cast.kofi.id, now=at, version=tender.version)


def test_entries_keep_their_ids_and_days_their_uids(
    cast: Cast, settings: Settings, now: datetime, tmp_path: Path
) -> None:
    tender = published(cast, settings, now)
    urls = (f"{HERE}changes.xml", f"{HERE}dates.ics", "/opportunities/fairshire/changes.xml")
    before, days, council = built(tmp_path / "1.sqlite", *urls)
    assert len(ids(before)) == 2  # published, and one batch of answers
    assert ids(before) == ids(council)
    move(fresh(tender), cast, now + timedelta(days=1))
    after, moved, _ = built(tmp_path / "2.sqlite", *urls)
    assert ids(after)[1:] == ids(before)
    was, will = days_of(days), days_of(moved)
    assert list(was) == list(will)
    assert len(was) == 3
    assert [int(one["sequence"]) for one in will.values()] == [1, 1, 1]
    closes = next(uid for uid in was if uid.startswith("closes_at."))
    assert will[closes]["dtstart"].dt - was[closes]["dtstart"].dt == timedelta(days=7)
    shelf = "/opportunities/fairshire/services/supported-accommodation/"
    together = built(
        tmp_path / "3.sqlite", f"{shelf}changes.xml", f"{shelf}dates.ics", "/opportunities/fairshire/dates.ics"
    )
    assert (ids(together[0]), together[1], together[2]) == (ids(after), moved, moved)
    assert not [one for one in (before, after, days, moved, council) if b"zebra" in one]
