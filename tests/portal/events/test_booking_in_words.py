"""A place in one’s own words: the same booking as by page, without an account the form carries what was said."""

import random
from datetime import datetime

import pytest

from forms.answers import Given
from models.draft import Draft
from models.events.booking import Booking, BookingNeed
from models.events.buyer import EventBuyer, MeetingWish
from models.events.event import Event
from models.store import writing
from portal.events.work import booking as work
from portal.events.work.matter import About, wish
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.house_style import words as words_of
from tests.fixtures.page import Page
from tests.fixtures.simulated.dialogue import Desk, converse
from tests.fixtures.simulated.goals import Goal
from tests.fixtures.simulated.pages import by_pages
from tests.fixtures.simulated.people import PEOPLE
from tests.portal.access_events import make_event, two_sessions
from tests.portal.clarifications.asking_pages import press, say
from tests.portal.test_words_are_kept import end_sign_ins, press_until_saved, sign_in_elsewhere

SAID = ("Riverside Parents", "rita@riverside.example", "Rita Rowe, manager; Ravi Rowe", "10 to 49", "yes")


@pytest.fixture
def busy(cast: Cast, now: datetime) -> Event:
    """With two sessions, one of which repeats the other, and two buyers."""
    event = make_event(cast, now, sessions=two_sessions(now))
    with writing():
        for name in ("Placements", "Short breaks"):
            EventBuyer.add(event, {"name": name}, (), by=cast.kofi.id, at=now)
    return event


@pytest.fixture
def secret(settings: Settings) -> bytes:
    return settings.derived("bookings")


def at(event: Event, rest: str = "") -> str:
    return f"/events/fairshire/{event.slug}/book{rest}"


def test_the_same_answers_give_the_same_booking_by_page_and_by_conversation(busy: Event, now: datetime) -> None:
    about = About(busy, "", lambda _: None, now).matter()
    for seed in range(16):
        chance = random.Random(seed)
        answers = {
            "firm": Given(value="Riverside Parents"), "email": Given(value="rita@riverside.example"),
            "who": Given(value=chance.choice(("Rita Rowe", "Rita Rowe, manager; Ravi Rowe"))),
            "size": Given(value=chance.choice(("micro", "large"))), "vcse": Given(value=chance.choice(("yes", "no"))),
            "services": Given(value="Supported lodgings"), "wait": Given(value=chance.choice(("yes", "no"))),
            "sessions": Given(value=chance.choice((("1",), ("1", "2")))),
            "buyers": Given(value=chance.choice((("2",), ("1", "2")))),
            "meet": Given(value="We have four hosts who are free"), "access": Given(value="A ramp"),
            "diet": Given(value="No nuts"), "language": Given(value="Large print"),
            "parking": Given(value=chance.choice(("yes", "no"))),
        }  # fmt: skip
        goal = Goal(about.questions, about.situation, answers)
        desk = Desk(goal)
        converse(PEOPLE["terse"](goal, chance), desk)
        by_talk, by_page = (wish(journey, busy, now) for journey in (desk.journey(), by_pages(goal)))
        assert by_talk == by_page
        assert len(by_page.people) == len(str(answers["who"].value).split(";"))
        assert by_page.buyers


def test_a_stranger_books_in_words_and_the_form_carries_what_was_said(
    client: HouseClient, busy: Event, secret: bytes
) -> None:
    page = say(client, client.get(at(busy, "/talk")), *SAID)
    page = say(client, page, "skip", "How to bid", "no")
    assert not Draft.select().exists()
    assert not Booking.select().exists()
    page = say(client, press(client, page, "Yes") if "Yes" in chips(page) else page, "save and come back")
    assert "if you close it, it is gone" in page.main
    checked = client.submit(page, {}, action="/book", button="then=check")
    assert "Rita Rowe, manager; Ravi Rowe" in checked.main
    assert "Look at your e-mail" in client.submit(checked, action="/send").main
    made = Booking.get()
    assert (made.organisation, made.people, made.size, made.vcse) == ("Riverside Parents", 2, "small", True)


def chips(page: Page) -> list[str]:
    return [words_of(chip) for chip in page.all("//button[@class='eh-chip']")]


def test_from_the_page_to_words_and_back_the_form_loses_nothing(client: HouseClient, busy: Event) -> None:
    page = client.submit(
        client.get(at(busy)), {"firm": "Riverside", "access": "A ramp"}, action="/book", button="then=talk"
    )
    page = say(client, page, "rita@riverside.example")
    page = client.submit(page, {}, action="/book", button="then=page")
    assert page.tree.xpath("//input[@name='email']/@value") == ["rita@riverside.example"]
    checked = client.submit(page, {"who": "Rita Rowe"}, action="/book", button="then=check")
    client.submit(checked, action="/send")
    assert BookingNeed.get().access == "A ramp"


def test_what_is_carried_cannot_be_made_up(client: HouseClient, busy: Event) -> None:
    made_up = {"draft-carried": '{"answers":{"who":{"status":"given","value":"Mallory"}},"turns":[]}'}
    refused = client.post(at(busy, "/send"), made_up, status=422)
    assert "There is nothing to book yet" in refused.main
    assert not Booking.select().exists()


def test_who_is_signed_in_goes_on_where_they_stopped_and_books_in_one_step(
    client: HouseClient, cast: Cast, busy: Event
) -> None:
    alice = client.as_(cast.alice)
    page = say(alice, alice.get(at(busy, "/talk")), "Alice Archer, lead")
    assert Draft.get().event_id == busy.id
    assert "Which organisation" not in page.main
    assert "Alice Archer, lead" in alice.get(at(busy)).main
    alice.submit(alice.get(at(busy)), {"buyers": ["2"], "meet": "Hosts", "parking": "yes"}, action="/book")
    booked = alice.submit(alice.get(at(busy, "/check")), action="/send")
    assert "Alice Archer" in booked.main
    assert not Draft.select().exists()
    made = Booking.get()
    assert (made.parking, [(one.buyer.name, one.why) for one in MeetingWish.of([made.id])]) == (
        True, [("Short breaks", "Hosts")],
    )  # fmt: skip


def test_nobody_is_asked_whom_to_meet_while_the_tender_is_live(
    busy: Event, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"buyers", "meet"} <= set(About(busy, "", lambda _: None, now).matter().questions.questions)
    monkeypatch.setattr(Event, "meetings", lambda *_: False)
    assert not {"buyers", "meet"} & set(About(busy, "", lambda _: None, now).matter().questions.questions)


def test_a_sign_in_that_ended_keeps_what_was_typed(client: HouseClient, cast: Cast, busy: Event) -> None:
    alice = client.as_(cast.alice)
    page = alice.get(at(busy))
    sent = page.values(page.form("/book")) | {"who": "Alice Archer"}
    end_sign_ins()
    kept = Page(alice.browser.post(at(busy), data=sent, headers={"Origin": ORIGIN}))
    assert kept.status == 400
    assert "Alice Archer" in kept.html
    sign_in_elsewhere(alice, cast.alice)
    press_until_saved(alice, kept)
    assert "Alice Archer" in alice.get(at(busy)).main


def test_more_people_than_can_come_are_said_in_both_faces(client: HouseClient, busy: Event) -> None:
    four = "Ann Ash; Ben Birch; Cat Cedar; Dan Dogwood"
    typed = {"firm": "Riverside", "email": "rita@riverside.example", "who": four}
    page = client.submit(client.get(at(busy)), typed, action="/book", status=422)
    assert page.error_at("who") == "Error: Up to 3 people of an organisation can come."
    page = say(client, client.get(at(busy, "/talk")), "Riverside", "rita@riverside.example", four)
    assert "Up to 3 people of an organisation can come." in page.main


def test_what_is_asked_of_somebody_is_no_secret_told(client: HouseClient, busy: Event) -> None:
    page = say(client, client.get(at(busy, "/talk")), "Riverside", "rita@riverside.example", "Kayleigh Brown")
    assert "I see what may be" not in page.main
    assert "I put Kayleigh Brown for “Who comes”." in page.main


def test_a_draft_about_an_event_goes_when_it_is_over(
    client: HouseClient, cast: Cast, busy: Event, now: datetime
) -> None:
    alice = client.as_(cast.alice)
    say(alice, alice.get(at(busy, "/talk")), "Alice Archer")
    assert busy.ends_at is not None
    with writing():
        assert Draft.forget(busy.ends_at) == 0
        assert Draft.forget(busy.ends_at.replace(year=2027)) == 1


def test_a_change_keeps_what_it_does_not_show(busy: Event, cast: Cast, client: HouseClient, secret: bytes) -> None:
    alice = client.as_(cast.alice)
    typed = {"who": "Alice Archer", "buyers": ["1"], "meet": "Hosts", "parking": "yes", "diet": "No nuts"}
    alice.submit(alice.get(at(busy)), typed, action="/book")
    page = alice.submit(alice.get(at(busy, "/check")), action="/send")
    change = alice.get(f"{page.url.rstrip('/')}/change")
    alice.submit(change, {"who": "Alice Archer; Bob Barton", "diet": ""})
    made = Booking.get()
    assert (made.people, made.parking, made.meet, len(MeetingWish.of([made.id]))) == (2, True, "Hosts", 1)
    assert not BookingNeed.select().exists()
    assert work.Wish("", "", ()).parking is None


def test_what_was_said_is_taken_out_of_what_the_form_carries(client: HouseClient, busy: Event) -> None:
    page = say(client, client.get(at(busy, "/talk")), "Riverside", "rita@riverside.example")
    [_, second] = page.tree.xpath("//button[@form='talk-out']/@value")
    page = client.submit(page, {}, action="/take-out", button=f"number={second}")
    assert "rita@" not in page.main
    page = client.submit(page, {}, action="/book", button="then=page")
    assert page.tree.xpath("//input[@name='firm' or @name='email']/@value") == ["Riverside", ""]
