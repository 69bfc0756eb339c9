"""From the page of an event to a place, by a link and in one step; and what strangers can try."""

import re
from datetime import datetime
from typing import Any

import icalendar
import pytest

from models.events.booking import Booking
from models.events.event import Event
from models.store import writing
from portal.drafts.work.homes import Carried
from portal.drafts.work.kept import Kept
from portal.events.work import keeping, links
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting
from tests.portal.access_events import book, fresh, make_event, two_sessions
from tests.portal.life import mails

TYPED = {"firm": "Riverside", "email": "Rita@people.example", "who": "Rita Rowe"}


@pytest.fixture
def secret(settings: Settings) -> bytes:
    return settings.derived("bookings")


def at(event: Event, rest: str = "") -> str:
    return f"/events/fairshire/{event.slug}/{rest}"


def book_on_page(browser: HouseClient, event: Event, typed: dict[str, Any], **more: Any) -> Page:
    """Fills in the page, and presses the button of the page after it."""
    return browser.submit(browser.submit(browser.get(at(event, "book")), typed, action="/book"), action="/send", **more)


def link_in_mail() -> str:
    """The path of the link in the last mail."""
    found = re.search(r"(/events/booking/[\w-]{43}/)", mails()[-1].text)
    assert found
    return found[1]


def test_a_stranger_books_by_a_link_and_opening_it_changes_nothing(client: HouseClient, event: Event) -> None:
    assert "10 places left" in client.get(at(event)).main
    sent = book_on_page(client, event, {**TYPED, "access": "A ramp", "parking": "yes"})
    assert "Look at your e-mail" in sent.main
    page = client.get(link_in_mail())
    assert "Places are kept for you until 5 October 2026 at 9:30am" in page.main
    assert "secret-room" not in page.main
    assert Booking.get().state == "pending"
    booked = client.submit(page, action="/confirm")
    assert "https://meet.example/secret-room" in booked.main
    assert "9 places left" in client.get(at(event)).main
    assert "secret-room" not in client.get(at(event)).main


def test_who_is_signed_in_types_only_who_comes(client: HouseClient, cast: Cast, event: Event) -> None:
    here = client.as_(cast.alice)
    form = here.get(at(event, "book"))
    assert "You book for Harbour Young People" in form.main
    booked = book_on_page(here, event, {"who": "Alice Archer, lead; Bob Barton"})
    assert "Alice Archer, Bob Barton" in booked.main
    assert Booking.get().provider_id == cast.harbour.id
    twice = book_on_page(here, event, {"who": "Alice Archer"})
    assert "You have booked before" in twice.main


def test_what_is_missing_stands_beside_its_box_and_nothing_is_lost(client: HouseClient, event: Event) -> None:
    typed = {**TYPED, "who": "", "access": "A ramp"}
    wrong = client.submit(client.get(at(event, "book")), typed, action="/book", status=422)
    assert wrong.error_at("who") == "Error: Enter who comes, at least one name"
    assert "A ramp" in wrong.main
    assert wrong.tree.xpath("//input[@name='firm']/@value") == ["Riverside"]


def test_who_waits_sees_where_on_the_list_and_takes_what_is_offered(
    client: HouseClient, cast: Cast, now: datetime, secret: bytes
) -> None:
    event = make_event(cast, now, places=1)
    first, second = book(event, "Riverside", now, secret), book(event, "Hillside", now, secret)
    waits = client.get(f"/events/booking/{links.of(second, secret)}/")
    assert "You are number 1 on the waiting list" in waits.main
    assert "Join the waiting list" in client.get(at(event)).main
    gone = client.submit(client.get(f"/events/booking/{links.of(first, secret)}/"), action="/cancel")
    assert "Cancelled" in gone.main
    offered = client.get(waits.url)
    assert "A place is kept for you until 6 October 2026 at 11:59pm" in offered.main
    assert "To join" in client.submit(offered, action="/accept").main


def test_a_full_session_names_its_repetition_and_keeps_what_was_typed(
    client: HouseClient, cast: Cast, now: datetime, secret: bytes
) -> None:
    event = make_event(cast, now, sessions=two_sessions(now))
    book(event, "Hillside", now, secret, people=2, sessions=(1,))
    full = book_on_page(client, event, {**TYPED, "sessions": ["1"]}, status=422)
    assert "“How to bid” is full. “How to bid, again” has places" in full.main
    again = client.submit(full, action="/book", button="then=page")
    assert "Rita Rowe" in again.html
    client.submit(client.submit(again, {"sessions": ["2"]}, action="/book"), action="/send")
    assert Booking.select().where(Booking.state == "pending").count() == 1


def test_a_booking_is_changed_and_handed_over_by_its_link(
    client: HouseClient, event: Event, now: datetime, secret: bytes
) -> None:
    made = book(event, "Riverside", now, secret, access="A ramp")
    path = f"/events/booking/{links.of(made, secret)}/"
    changed = client.submit(client.get(f"{path}change"), {"who": "Riverside Rowe; Ravi Rowe"})
    assert "Riverside Rowe, Ravi Rowe" in changed.main
    assert "A ramp" in changed.main
    client.submit(client.get(f"{path}hand-over"), {"name": "Zoe Zimmer", "email": "zoe@people.example"})
    client.get(path, status=404)
    theirs = client.get(link_in_mail()).main
    assert "Zoe Zimmer, Ravi Rowe" in theirs
    assert "A ramp" not in theirs


def test_strangers_are_told_the_same_whoever_has_booked(
    client: HouseClient, event: Event, now: datetime, secret: bytes
) -> None:
    for number in range(3):
        book(event, "Riverside", now, secret, email=f"{number}@people.example")
    answers = [
        book_on_page(client, event, {**TYPED, "email": email}).main
        for email in ("0@people.example", "new@people.example")
    ]
    other = book_on_page(client, event, {**TYPED, "firm": "Nobody"})
    assert answers == [other.main] * 2


def test_a_thousand_bookings_from_one_address_are_stopped_at_sixty(
    client: HouseClient, event: Event, now: datetime, secret: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seventy of the thousand are tried: past sixty each is refused. The counter is the store’s, for all processes."""
    made: list[object] = []
    monkeypatch.setattr("portal.events.views_book.work.book", lambda *_, **more: made.append(more))
    statuses = []
    for number in range(70):
        home = Carried("", secret, f"booking of event {event.id}")
        said = {"firm": f"No {number}", "email": f"n{number}@people.example", "who": "Rita Rowe"}
        home.keep(Kept(answers={key: {"status": "given", "value": value} for key, value in said.items()}), 0, now)
        typed = {"draft-carried": home.carried, "csrf_token": client.csrf_token()}
        statuses.append(client.browser.post(at(event, "book/send"), data=typed, headers={"Origin": ORIGIN}).status_code)
    assert statuses.count(302) == len(made) == 60
    assert statuses[60:] == [429] * 10
    assert "10 places left" in client.get(at(event)).main


def test_guesses_of_links_are_limited_and_the_right_one_still_opens(
    client: HouseClient, event: Event, now: datetime, secret: bytes
) -> None:
    made = book(event, "Riverside", now, secret)
    answers = [client.browser.get(f"/events/booking/{'x' * 40}{n:03}/").status_code for n in range(64)]
    assert answers == [404] * 60 + [429] * 4
    client.get(f"/events/booking/{links.of(made, secret)}/")


def test_a_calendar_keeps_its_uid_and_counts_its_sequence_up(
    client: HouseClient, cast: Cast, event: Event, now: datetime, secret: bytes
) -> None:
    made = book(event, "Riverside", now, secret)
    paths = (at(event, "event.ics"), f"/events/booking/{links.of(made, secret)}/booking.ics")
    before = [client.browser.get(path).data for path in paths]
    keeping.go_online(
        event, "https://meet.example/new", "Flooded.", by=cast.kofi.id, now=now, version=fresh(event).version,
        secret=secret,
    )  # fmt: skip
    for path, old in zip(paths, before, strict=True):
        was, is_ = (icalendar.Calendar.from_ical(one).walk("VEVENT")[0] for one in (old, client.browser.get(path).data))
        assert icalendar.Calendar.from_ical(old).to_ical() == old
        assert (was["uid"], was["sequence"] + 1) == (is_["uid"], is_["sequence"])
        assert was["dtstart"].to_ical() == b"20261102T093000Z", "half past nine in London once the clocks are back"
    link = "https://meet.example/new"
    assert link in before[1].decode() or link in client.browser.get(paths[1]).get_data(as_text=True).replace(
        "\r\n ", ""
    )


def test_the_list_asks_the_store_as_often_for_ten_events_as_for_one(
    client: HouseClient, cast: Cast, now: datetime, event: Event, queries: Counting
) -> None:
    client.get("/events/")
    with queries() as few:
        client.get("/events/")
    with writing():
        rows = [{**event.__data__, "id": None, "slug": f"s{n}", "public_id": None} for n in range(9)]
        for row in rows:
            Event.create(**{name: value for name, value in row.items() if name not in ("id", "public_id")})
    with queries() as many:
        client.get("/events/")
    assert len(many) == len(few)
