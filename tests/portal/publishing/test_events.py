"""Events on the public site: what was released, never who comes, how many places are left, or the link to join."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus
from lxml import etree

from models.events.event import Event
from models.events.released_event import ReleasedEvent
from models.public.record import open_record
from portal.events.work import keeping
from portal.mail import compose
from portal.releasing.recording import record
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, book, fresh, make_event
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.site_client import SiteClient

HIDDEN = ("secret-room", "Zebra", "zebra@", "A ramp", "places left")


@pytest.fixture
def told(cast: Cast, settings: Settings, now: datetime) -> Event:
    """An event with a booking, that was changed once and called off."""
    compose.configure(settings)
    event = make_event(cast, now)
    book(event, "Zebra", now, access="A ramp", meet="Zebra keepers")
    by = {"by": cast.kofi.id, "now": now, "secret": SECRET}
    keeping.tell(event, {"venue": "Town Hall"}, None, "More room.", version=fresh(event).version, **by)
    keeping.cancel(event, "Everybody is ill.", version=fresh(event).version, **by)
    make_event(cast, now, publish=False, title="Zebra draft")
    return fresh(event)


def test_the_site_has_what_was_released_and_nothing_else(told: Event, tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    record(path)
    with open_record(path):
        site = SiteClient(path)
        page = site.get(f"/events/fairshire/{told.slug}/").text
        index = site.get("/events/").text
        everything = {**site.everything(), "record": path.read_bytes()}
    assert "It does not take place: Everybody is ill." in page
    assert "Where it is. More room." in page
    assert "Town Hall" in page
    assert "Cancelled." in index
    entries = [
        title.text
        for title in etree.fromstring(everything["/events/changes.xml"]).iter("{http://www.w3.org/2005/Atom}title")
    ]
    assert sorted(entries[1:]) == [f"{start}Meet the buyers of lodgings" for start in ("Cancelled: ", "Changed: ", "")]
    ids = [one.text or "" for one in etree.fromstring(everything["/events/changes.xml"]).iter("{*}id")]
    assert not [one for one in ids if " " in one]
    assert not [(url, word) for url, sent in everything.items() for word in HIDDEN if word.encode() in sent]


def test_every_event_is_in_a_calendar_that_a_second_library_reads(told: Event, tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    record(path)
    with open_record(path):
        site = SiteClient(path)
        text = site.get("/events/calendar.ics").html
        assert site.get("/events/calendar.ics").html == text
    [entry] = IcsCalendarStream.calendar_from_ics(text).events
    assert (entry.sequence, entry.status, entry.summary) == (2, EventStatus.CANCELLED, told.title)
    assert entry.dtstart == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_each_change_is_released_once_and_a_booking_releases_nothing(told: Event, now: datetime) -> None:
    assert [row.number for row in ReleasedEvent.select().order_by(ReleasedEvent.id)] == [1, 2, 3]
    assert keeping.over(now) == 0
    assert ReleasedEvent.select().count() == 3


def test_a_break_that_is_over_when_the_event_takes_place_is_not_announced(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("over", title="Over", break_on="2026-11-01")
    rows.contract("open", title="Open", break_on="2026-11-03")
    rows.event("buyers", contracts=["over", "open"])
    told = site_client().get("/events/fairshire/buyers/").main
    assert told.count("may end early on") == 1
    assert "may end early on 3 November 2026" in told


def test_a_site_without_events_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("lodgings")
    assert "No event has been announced here yet." in site_client().get("/events/").text
