"""Meetings as people see them: wishes by the booking’s link, the officer’s pages, print and file, what is left."""

from datetime import datetime, timedelta

import pytest

from models.events.booking import Booking
from models.events.buyer import BuyerWish, EventBuyer, MeetingWish
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, MeetingSlot
from models.events.paper import EventHost
from models.store import writing
from portal.events.work import links, meetings
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_events import book
from tests.portal.events.meeting_world import buyer, plan, standing
from tests.portal.life import mails, no_mail


def at(event: Event, rest: str = "") -> str:
    return f"/desk/events/{event.public_id}/meetings/{rest}"


@pytest.fixture
def secret(settings: Settings) -> bytes:
    return settings.derived("bookings")


def mine(booking: Booking, secret: bytes) -> str:
    return f"/events/booking/{links.of(booking, secret)}/meetings/"


def test_from_the_plan_to_the_meetings_and_what_is_left(
    client: HouseClient, cast: Cast, event: Event, secret: bytes
) -> None:
    now, here = event.created_at, client.as_(cast.kofi)
    hidden = client.get(f"/events/booking/{links.of(book(event, 'Tern', now, secret), secret)}/")
    assert "Meetings with buyers" not in hidden.main, "nobody can be met yet"
    assert "Say first when people meet" in here.get(at(event)).main
    here.submit(here.get(at(event, "plan")), {"breaks": "lunch"}, status=422)
    times = {"starts": "10:00", "ends": "10:55", "breaks": "10:15 to 10:20"}
    here.submit(here.get(at(event, "plan")), times)
    assert [f"{one.starts_at:%H:%M}" for one in MeetingSlot.of(event.id)] == ["10:00", "10:20", "10:40"]
    named = {"name": "Buyer of lodgings", "buys": "Hosts", "email": "Buyer@Fairshire.example"}
    here.submit(here.get(at(event, "buyers/new")), named | {"times": "10:20 to 10:55"})
    here.submit(here.get(at(event, "buyers/new")), named | {"name": ""}, status=422)
    river, hill = (
        book(event, "Riverside", now, secret),
        book(event, "Hillside", now, secret, services="Hosts in the north"),
    )
    one = EventBuyer.get()
    wished = client.get(mine(river, secret))
    assert "Buyer of lodgings: Hosts" in wished.main
    kept = client.submit(wished, {"wishes-0-buyer": str(one.public_id), "wishes-0-why": "We have twelve hosts."})
    assert "Kept." in kept.main
    assert MeetingWish.get().why == "We have twelve hosts."
    asked = here.get(at(event, f"buyers/{one.public_id}/wishes"))
    assert "We have twelve hosts." in asked.main
    here.submit(asked, {f"rank-{hill.public_id}": "first"}, status=422)
    here.submit(asked, {f"rank-{hill.public_id}": "1", f"why-{river.public_id}": ""})
    assert BuyerWish.get().booking_id == hill.id
    here.submit(here.get(at(event)), action="/match")
    assert "Being worked out" in here.get(at(event)).main
    meetings.work_out(now)
    no_mail()
    proposed = here.get(at(event))
    assert "Two meetings are proposed" in proposed.main
    assert "Whom you meet" not in client.get(mine(river, secret)).main, "nobody is shown what was not told"
    done = here.submit(proposed, action="/tell")
    assert "Told: two meetings." in done.main
    assert len(mails()) == 3
    told = client.get(mine(river, secret)).main
    assert "You asked for one and meet them." in told
    assert "Riverside 1 goes." in told
    assert (
        "One-to-one meeting: Buyer of lodgings"
        in client.get(mine(river, secret).replace("meetings", "timetable").rstrip("/")).main
    )
    public = client.get(f"/events/fairshire/{event.slug}/").main
    assert (
        "One-to-one meetings with buyers: 2. With organisations without a contract with the buyer’s council: 2"
        in public
    )


def test_a_buyers_day_is_a_page_and_a_file_without_what_people_need(
    client: HouseClient, cast: Cast, event: Event, secret: bytes
) -> None:
    now = event.created_at
    plan(event, cast, now)
    one = buyer(event, cast, now)
    river = book(event, "=Riverside", now, secret, email="r@people.example", access="A ramp", services="Hosts")
    meetings.wish(river, [(one.id, "We have hosts.")], now=now)
    meetings.want(event, by=cast.kofi.id, now=now, version=1)
    meetings.work_out(now)
    here = client.as_(cast.hana)
    page = here.get(at(event, f"buyers/{one.public_id}/")).main
    file = here.browser.get(at(event, f"buyers/{one.public_id}/day.csv")).get_data(as_text=True)
    assert "=Riverside 1" in page
    assert "'=Riverside,'=Riverside 1,Hosts,We have hosts." in file
    assert "=Riverside" in here.get(at(event, "day")).main
    assert "ramp" not in page + file
    assert "They have a contract" not in here.get(at(event, "organisations")).main, "who audits changes nothing"


def test_it_is_explained_why_a_wish_was_not_met_and_put_right_who_has_a_contract(
    client: HouseClient, cast: Cast, event: Event, secret: bytes
) -> None:
    now = event.created_at
    plan(event, cast, now, minutes=20)
    lodgings, homes = buyer(event, cast, now), buyer(event, cast, now, "Homes")
    river, hill = book(event, "Riverside", now, secret), book(event, "Hillside", now, secret)
    meetings.wish(river, [(lodgings.id, ""), (homes.id, "")], now=now)
    meetings.wish(hill, [(lodgings.id, "")], now=now)
    meetings.buyer_wishes(lodgings, [hill.id], {}, by=cast.kofi.id, now=now)
    meetings.buyer_wishes(homes, [], {river.id: "We buy nothing this year."}, by=cast.kofi.id, now=now)
    here = client.as_(cast.kofi)
    here.submit(here.get(at(event)), action="/match")
    meetings.work_out(now)
    result = here.get(at(event)).main
    assert "Riverside" in result
    assert (
        "Not Lodgings, because the one time at which both could be there is taken: one by organisations whom the buyer"
        in result
    )
    here.submit(here.get(at(event)), action="/tell")
    said = client.get(mine(river, secret)).main
    assert "You asked for two and meet none of them." in said
    assert "Hillside" not in said, "nobody reads another’s name"
    assert "they would rather not meet now, and say why: “We buy nothing this year”" in said
    listed = here.get(at(event, "organisations"))
    here.submit(listed, {"contract": "yes"}, action=f"/{river.public_id}")
    assert {pair.guest for pair in standing(event, now).problem.known} == {river.id}


def test_what_is_left_is_booked_by_the_link_and_given_up_again(
    client: HouseClient, cast: Cast, event: Event, secret: bytes
) -> None:
    now = event.created_at
    plan(event, cast, now, minutes=20)
    lodgings = buyer(event, cast, now)
    river, hill = book(event, "Riverside", now, secret), book(event, "Hillside", now, secret)
    here = client.as_(cast.kofi)
    here.submit(here.get(at(event)), action="/match")
    meetings.work_out(now)
    here.submit(here.get(at(event)), action="/tell")
    no_mail()
    proposed = here.get(at(event, "left"))
    here.submit(proposed, {"closes_day": "1 October 2026"}, status=422)
    here.submit(proposed, {"opens_day": "5 October 2026"})
    assert [mail.subject.partition(":")[0] for mail in mails()] == ["Times with buyers that are left"] * 2
    MeetingPlan.update(opens_at=now - timedelta(days=1)).execute()
    free, seen = client.get(mine(river, secret)), client.get(mine(hill, secret))
    time = f"{lodgings.public_id} 1"
    assert "Booked. It is in your timetable." in client.submit(free, {"time": time}, action="/take").main
    assert "Somebody was quicker" in client.submit(seen, {"time": time}, action="/take").main
    assert Meeting.select().where(Meeting.state == "told").count() == 1
    given = client.submit(client.get(mine(river, secret)), action="/give-up")
    assert "Given up." in given.main
    assert Meeting.get().cancelled_why == "booking"


def test_where_several_councils_invite_a_buyer_buys_for_one_of_them(
    client: HouseClient, cast: Cast, event: Event
) -> None:
    here = client.as_(cast.kofi)
    assert "For which council" not in here.get(at(event, "buyers/new")).main
    with writing():
        EventHost.put(event, [cast.westmoor])
    here.submit(here.get(at(event, "buyers/new")), {"name": "Buyer of Westmoor", "authority": cast.westmoor.slug})
    here.submit(here.get(at(event, "buyers/new")), {"name": "Buyer of Fairshire", "authority": ""})
    assert [one.authority for one in EventBuyer.of(event.id)] == [cast.westmoor, cast.fairshire]
    of_westmoor = EventBuyer.of(event.id)[0]
    here.submit(here.get(at(event, f"buyers/{of_westmoor.public_id}/change")), {"buys": "Homes"})
    assert EventBuyer.get_by_id(of_westmoor.id).authority == cast.westmoor


def test_a_wrong_link_leads_to_no_meetings(client: HouseClient, event: Event) -> None:
    client.get("/events/booking/wrong/meetings/", status=404)


def test_pages_ask_the_store_as_often_for_many_as_for_few(
    client: HouseClient, cast: Cast, event: Event, secret: bytes, now: datetime, queries: object
) -> None:
    plan(event, cast, now)
    lodgings = buyer(event, cast, now)
    here = client.as_(cast.kofi)
    pages = ("", "organisations", "day", f"buyers/{lodgings.public_id}/")

    def counted() -> list[int]:
        found = []
        for page in pages:
            with queries() as asked:  # type: ignore[operator]
                here.get(at(event, page))
            found.append(len(asked))
        return found

    meetings.wish(book(event, "Riverside", now, secret), [(lodgings.id, "")], now=now)
    counted()
    few = counted()
    for number in range(5):
        meetings.wish(book(event, f"Hillside {number}", now, secret), [(lodgings.id, "")], now=now)
    assert counted() == few
