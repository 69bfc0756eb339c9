"""After the event, as pages: three questions by a link, papers for everybody, what the portal and the site say."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from models.events.booking import Booking
from models.events.event import Event
from models.events.feedback import FeedbackCount
from models.events.paper import EventPaper
from models.public.record import open_record
from portal.events.work import booking, door, feedback, keeping, links
from portal.releasing.recording import record
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_events import book, fresh, make_event
from tests.portal.publishing.site_client import SiteClient
from tests.portal.tenders.test_desk_tenders import attached

AFTER = datetime(2026, 11, 3, 9)
START, END = datetime(2026, 11, 2, 9, 30), datetime(2026, 11, 2, 13)
LATE = datetime(2026, 11, 20)


@pytest.fixture
def secret(settings: Settings) -> bytes:
    return settings.derived("bookings")


@pytest.fixture
def riverside(event: Event, now: datetime, secret: bytes) -> Booking:
    return book(event, "Riverside", now, secret)


@pytest.fixture
def afterwards(riverside: Booking) -> Iterator[None]:
    """The day after."""
    keeping.over(END)
    with time_machine.travel(AFTER.replace(tzinfo=UTC), tick=False):
        yield


def test_three_questions_are_answered_by_the_link_and_once(
    client: HouseClient, afterwards: None, riverside: Booking, secret: bytes
) -> None:
    path = f"/events/booking/{links.of(riverside, secret)}/"
    assert "three questions" in client.get(path).main
    form = client.get(f"{path}feedback")
    empty = client.submit(form, status=422)
    assert "Answer one of the three at least" in empty.main
    thanks = client.submit(form, {"worth": "yes", "again": "no"})
    assert "Your answers are counted" in thanks.main
    client.post(f"{path}feedback", {"worth": "no"})
    assert FeedbackCount.of(riverside.event_id)["worth"] == {"yes": 1, "partly": 0, "no": 0}
    client.get(f"/events/booking/{'x' * 43}/feedback", status=404)


def test_nobody_is_asked_before_the_event_or_without_a_place(
    client: HouseClient, event: Event, riverside: Booking, secret: bytes, now: datetime
) -> None:
    path = f"/events/booking/{links.of(riverside, secret)}/feedback"
    assert "can answer from the end of the event" in client.get(path).main
    booking.cancel(riverside, now=now, secret=secret)
    with time_machine.travel(AFTER.replace(tzinfo=UTC), tick=False):
        assert "can answer from the end of the event" in client.post(path, {"worth": "yes"}).main
    assert not FeedbackCount.select().exists()


def test_slides_are_looked_through_and_everybody_may_save_them(
    client: HouseClient, cast: Cast, event: Event, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = client.as_(cast.kofi)
    desk = f"/desk/events/{event.public_id}/papers/"
    typed = {"kind": "slides", "name": "Slides of the morning"}
    assert "Choose a file" in here.submit(here.get(desk), typed, status=422).main
    hidden = {**typed, "file": attached(b"Item,Price\nA,=1+1\n", "prices.csv")}
    assert "This is hidden in it" in here.submit(here.get(desk), hidden, status=422).main
    monkeypatch.setitem(client.app.config, "MAX_CONTENT_LENGTH", 600)  # of a page without a file
    done = here.submit(here.get(desk), {**typed, "file": attached(b"What we buy next.", "slides.txt")})
    monkeypatch.undo()
    assert "Slides of the morning (slides): slides.txt" in done.main
    here.submit(here.get(f"/desk/events/{event.public_id}/contact"), {"answers": "Q: Buses? A: Number 7."})
    page = client.get(f"/events/fairshire/{event.slug}/").main
    assert "Slides of the morning (slides, slides.txt, 1 kB)" in page
    assert "Buses? A: Number 7." in page
    answer = client.browser.get(f"/events/fairshire/{event.slug}/papers/{EventPaper.get().public_id}")
    assert answer.data == b"What we buy next."
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_what_came_of_it_is_on_the_portal_and_on_the_site(
    client: HouseClient, cast: Cast, now: datetime, secret: bytes, tmp_path: Path
) -> None:
    event = make_event(cast, now, places=20)
    made = [book(event, f"Org {one}", now, secret, vcse=one < 2) for one in range(7)]
    at = {"by": cast.kofi.id, "now": START}
    here = [door.Entry(f"{one:032}", each.public_id, 1, START) for one, each in enumerate(made[:6])]
    door.check_in(event.id, [*here, door.Entry("9" * 32, None, 0, START)], **at)
    door.close(event.id, by=cast.kofi.id, now=END)
    for one, each in enumerate(made):
        feedback.give(each, {"worth": "yes" if one < 4 else "no"}, now=END)
    page = client.get(f"/events/fairshire/{event.slug}/").main
    assert "7 people came: 6 of the 7 who had booked, and 1 without a booking." in page
    assert "until 16 November 2026 at 11:59pm" in page
    feedback.publish(LATE)
    keeping.save(fresh(event), {"note": "All said."}, None, by=cast.kofi.id, now=LATE, version=fresh(event).version)
    said = "4 yes, 0 partly, 3 no"
    assert said in client.get(f"/events/fairshire/{event.slug}/").main
    record(tmp_path / "record.sqlite")
    with open_record(tmp_path / "record.sqlite"):
        site = SiteClient(tmp_path / "record.sqlite")
        text = site.get(f"/events/fairshire/{event.slug}/").text
        index = site.get("/events/").text
    assert said in text
    assert "6 of the 7 people who had places came, and 1 without a booking." in text
    assert "With what came of it." in index
    assert "Org 1" not in text
