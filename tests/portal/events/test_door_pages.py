"""The door as its pages have it: without a script, from the list on paper, and what the script is told."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking
from models.events.event import Event
from portal.events.work import booking, links, tickets
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting
from tests.portal.access_events import book

MORNING = datetime(2026, 11, 2, 9, 30)


@pytest.fixture
def secret(settings: Settings) -> bytes:
    return settings.derived("bookings")


@pytest.fixture
def riverside(event: Event, now: datetime, secret: bytes) -> Booking:
    return book(event, "Riverside", now, secret, people=2, access="A ramp", diet="Halal")


@pytest.fixture
def kofi(client: HouseClient, cast: Cast, riverside: Booking) -> HouseClient:
    """At the door, when the event begins."""
    with time_machine.travel(MORNING.replace(tzinfo=UTC), tick=False):
        yield client.as_(cast.kofi)  # type: ignore[misc]


def at(event: Event, rest: str = "") -> str:
    return f"/desk/events/{event.public_id}/door/{rest}"


def press(kofi: HouseClient, act: str, number: int = 1) -> Page:
    """The button beside one of Riverside’s people; each is a form of its own."""
    page = kofi.get(at(Event.get()))
    forms = [form for form in page.all("//main//form[@method='post']") if form.get("action").endswith(f"/{act}")]
    return kofi.post(forms[number - 1].get("action"), page.values(forms[number - 1]))


def test_somebody_is_ticked_and_unticked_without_a_script(kofi: HouseClient, event: Event) -> None:
    assert "0 of 2 are here" in kofi.get(at(event)).main
    ticked = press(kofi, "here")
    assert "1 of 2 are here" in ticked.main
    assert "Here since 9:30am" in ticked.main
    assert "0 of 2 are here" in press(kofi, "undo").main


def test_a_ticket_is_found_by_its_code_and_by_what_its_square_says(
    kofi: HouseClient, event: Event, riverside: Booking, secret: bytes, now: datetime
) -> None:
    other = book(event, "Hillside", now, secret)
    code = tickets.code(riverside, secret)
    for typed in (code, tickets.spaced(code).lower(), "riverside 2"):
        found = kofi.get(at(event, f"?find={typed}")).main
        assert "Riverside 1" in found
        assert "Hillside" not in found
    square = kofi.browser.get(f"/events/ticket/{event.public_id}/{code}")
    assert square.location == f"{at(event)}?find={code}"
    booking.cancel(other, now=MORNING, secret=secret)
    assert "was cancelled" in kofi.get(at(event, f"?find={tickets.code(other, secret)}")).main
    assert "no ticket has that code" in kofi.get(at(event, "?find=BBBBBBBB")).main


def test_a_square_tells_a_stranger_nothing_whether_its_code_is_right_or_not(
    client: HouseClient, event: Event, riverside: Booking, secret: bytes
) -> None:
    right = client.get(f"/events/ticket/{event.public_id}/{tickets.code(riverside, secret)}")
    assert right.main == client.get(f"/events/ticket/{UUID(int=9)}/WRONG").main
    assert "Riverside" not in right.html


def test_the_booking_shows_its_ticket_and_a_cancelled_one_has_none(
    client: HouseClient, event: Event, riverside: Booking, secret: bytes, now: datetime
) -> None:
    path = f"/events/booking/{links.of(riverside, secret)}/"
    assert tickets.spaced(tickets.code(riverside, secret)) in client.get(path).main
    drawn = client.browser.get(f"{path}ticket.svg")
    assert drawn.mimetype == "image/svg+xml"
    assert b"<path" in drawn.data
    booking.cancel(riverside, now=now, secret=secret)
    assert "Your ticket" not in client.get(path).main
    assert client.browser.get(f"{path}ticket.svg").status_code == 404


def test_who_walks_in_is_counted_at_once_and_named_later(kofi: HouseClient, event: Event) -> None:
    page = kofi.get(at(event))
    kofi.submit(page, action="/walk-in")
    kofi.submit(page, action="/walk-in")  # the same page sent twice is one person
    walked = WalkIn.get()
    named = kofi.post(at(event, "walk-in"), {"id": str(walked.public_id), "works_for": "Hillside", "name": "Hal"})
    assert "Hal, Hillside, 9:30am" in named.main
    assert WalkIn.select().count() == 1
    long = kofi.post(at(event, "walk-in"), {"id": str(UUID(int=3)), "name": "x" * 301}, status=422)
    assert "Use 300 characters or fewer" in long.main


def test_what_a_phone_kept_is_told_with_how_long_ago_and_answered_one_by_one(
    kofi: HouseClient, event: Event, riverside: Booking
) -> None:
    mine = str(riverside.public_id)
    kept = [[str(UUID(int=1)), mine, 1, 600_000], [str(UUID(int=2)), mine, 9, 0], [str(UUID(int=3)), "", 0, 0]]
    told = sync(kofi, event, kept)
    assert [(number, what) for number, what, _ in told["outcomes"]] == [
        (str(UUID(int=1)), "here"), (str(UUID(int=2)), "changed"), (str(UUID(int=3)), "walked_in"),
    ]  # fmt: skip
    assert told["here"] == [[mine, 1, "9:20am"]]
    assert sync(kofi, event, kept)["walkedIn"] == 1
    assert Attendee.get(Attendee.number == 1).came_at == MORNING - timedelta(minutes=10)
    for wrong in ("no list", '[["1", "", 0, 0]]', "[[1]]", '{"a": 1}', '[["", "", "x", null]]'):
        kofi.post(at(event, "sync"), {"entries": wrong}, status=400)


def sync(kofi: HouseClient, event: Event, entries: list[list[object]]) -> dict[str, list[list[object]]]:
    token = kofi.csrf_token()
    sent = {"csrf_token": token, "entries": json.dumps(entries)}
    answer = kofi.browser.post(at(event, "sync"), data=sent, headers={"Origin": "http://localhost"})
    assert answer.status_code == 200
    found: dict[str, list[list[object]]] = answer.get_json()
    return found


def test_the_list_is_closed_after_the_event_and_says_who_did_not_come(
    client: HouseClient, cast: Cast, event: Event, kofi: HouseClient
) -> None:
    press(kofi, "here")
    assert "can be closed once the event is over" in kofi.post(at(event, "close")).main
    with time_machine.travel(datetime(2026, 11, 2, 13, tzinfo=UTC), tick=False):
        after = client.as_(cast.kofi)
        closed = after.submit(after.get(at(event)), action="/close")
    assert "1 of those with a place came" in closed.main
    assert "1 of 2 did not come" in closed.main
    assert "Riverside 2 Did not come" in closed.main


def test_the_list_on_paper_and_the_files_have_codes_and_arrivals_and_no_needs(
    kofi: HouseClient, event: Event, riverside: Booking, secret: bytes
) -> None:
    press(kofi, "here")
    code = tickets.spaced(tickets.code(riverside, secret))
    paper = kofi.get(at(event, "list"))
    assert code in paper.main
    files = [kofi.browser.get(f"/desk/events/{event.public_id}/bookings.{kind}").data for kind in ("csv", "xlsx")]
    rows = CalamineWorkbook.from_filelike(BytesIO(files[1])).get_sheet_by_index(0).to_python()
    assert rows[1] == ["Booked", "Riverside", "Riverside 1", "", "", code, datetime(2026, 11, 2, 9, 30)]
    assert f"Booked,Riverside,Riverside 2,,,{code}," in files[0].decode()
    pages = [paper.html, kofi.get(at(event)).html, files[0].decode(), str(rows)]
    assert not [page for page in pages if "ramp" in page or "Halal" in page]


def test_the_camera_is_allowed_at_the_door_alone(kofi: HouseClient, event: Event) -> None:
    allowed = {path: kofi.browser.get(path).headers["Permissions-Policy"] for path in (at(event), at(event, "list"))}
    assert [path for path, policy in allowed.items() if "camera=(self)" in policy] == [at(event)]


def test_the_door_asks_the_store_as_often_for_seven_bookings_as_for_one(
    kofi: HouseClient, event: Event, queries: Counting, secret: bytes, now: datetime
) -> None:
    kofi.get(at(event))
    with queries() as few:
        kofi.get(at(event))
    for number in range(6):
        book(event, f"Hillside {number}", now, secret)
    with queries() as many:
        assert "Hillside 5" in kofi.get(at(event)).main
    assert len(many) == len(few)
