"""The council writes an event part by part, publishes it, tells everybody of changes; who needs what stays hidden."""

import pytest

from models.conflicts import Stale
from models.events.event import Event
from models.events.paper import EventHost
from models.events.session import EventSession
from models.store import writing
from portal.events.work import keeping, tickets
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.access_events import book, fresh
from tests.portal.life import mails, no_mail


def at(event: Event, rest: str = "") -> str:
    return f"/desk/events/{event.public_id}/{rest}"


def test_an_event_is_written_part_by_part_and_published(client: HouseClient, cast: Cast) -> None:
    here = client.as_(cast.dana)
    made = here.submit(here.get("/desk/events/new"), {"title": "Meet the buyers"})
    assert "Say for whom it is." in made.main
    event = Event.get()
    here.submit(here.get(at(event, "what")), {"summary": "What we buy next.", "audience": "Anybody."})
    here.submit(here.get(at(event, "where")), {"venue": "Fairshire Hall", "venue_access": "Level entrance."})
    days = {
        "starts_day": "2 November 2026",
        "starts_time": "9:30",
        "ends_day": "2 November 2026",
        "ends_time": "1:30pm",
    }
    closes = {"booking_closes_day": "30 October 2026", "booking_closes_time": "5pm"}
    here.submit(here.get(at(event, "when")), {**days, **closes, "places": "40"})
    row = {"title": "How to bid", "day": "2 November 2026", "starts": "10am", "ends": "11am", "places": "20"}
    here.submit(here.get(at(event, "sessions")), {f"sessions-0-{name}": value for name, value in row.items()})
    ready = here.submit(here.get(at(event, "contact")), {"contact_email": "events@fairshire.example"})
    published = here.submit(ready, action="/publish")
    assert "Published" in published.main
    assert str(fresh(event).booking_closes_at) == "2026-10-30 17:00:00"
    assert EventSession.get().places == 20
    assert "How to bid, 10:00am to 11:00am, 20 places left" in client.get("/events/fairshire/meet-the-buyers/").main


def test_who_invites_with_another_reads_who_comes_and_no_more(
    client: HouseClient, cast: Cast, event: Event, settings: Settings
) -> None:
    gita, now = client.as_(cast.gita), event.created_at
    gita.get(at(event), status=404)
    secret = settings.derived("bookings")
    made = book(event, "Riverside", now, secret, access="Oxygen at hand", diet="No nuts", meet="The one with the purse")
    with writing():
        EventHost.put(event, [cast.westmoor])
    assert "Fairshire County Council runs it; you invite, too." in gita.get("/desk/events/").main
    page, listed = gita.get(at(event)), gita.get(at(event, "door/list"))
    assert "1 of 10 places are taken." in page.main
    assert "Riverside 1" in listed.main
    code = tickets.spaced(tickets.code(made, secret))
    assert code in client.as_(cast.kofi).get(at(event, "door/list")).main
    for hidden in ("Oxygen", "nuts", "purse", code, "riverside@people", "/meetings/", "/bookings", "/tell/", "/needs"):
        assert hidden not in page.text + listed.text, hidden
    assert client.as_(cast.kofi).get(at(event, "bookings")).main.count("purse") == 1
    with writing():
        Event.update(state="draft", published_at=None).where(Event.id == event.id).execute()
    gita.get(at(event), status=404)
    assert event.title not in gita.get("/desk/events/").main


def test_a_market_engagement_says_what_its_notice_has_to_say(client: HouseClient, cast: Cast, event: Event) -> None:
    event.kind = "engagement"
    assert len([one for one in keeping.missing(event, event.created_at) if "regulation 17" in one]) == 3
    here = client.as_(cast.kofi)
    said = {"subject_matter": "Lodgings from 2028", "engagement_closes_on": "30 November 2026", "goes_on": "By post."}
    here.submit(here.get(at(event, "tell/notice")), {**said, "reason": "It is an engagement."})
    read = client.get(f"/events/fairshire/{event.slug}/").main
    assert all(words in read for words in said.values())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"ends_time": "9am"}, "Enter an end that comes after the start"),
        ({"booking_closes_day": "3 November 2026"}, "Enter a time before the event ends"),
        ({"starts_time": "12pm"}, "Enter 12 noon"),
        ({"per_organisation": "0"}, "Enter 1 or more"),
    ],
)
def test_times_that_cannot_be_stay_in_their_boxes(
    client: HouseClient, cast: Cast, event: Event, typed: dict[str, str], says: str
) -> None:
    here = client.as_(cast.kofi)
    wrong = here.submit(here.get(at(event, "tell/when")), {**typed, "reason": "Because."}, status=422)
    assert says in wrong.main
    name, value = next(iter(typed.items()))
    assert wrong.tree.xpath(f"//input[@name='{name}']/@value") == [value]


def test_a_change_is_told_with_its_reason_and_shown_to_everybody(
    client: HouseClient, cast: Cast, event: Event, settings: Settings
) -> None:
    book(event, "Riverside", event.created_at, settings.derived("bookings"))
    no_mail()
    here = client.as_(cast.kofi)
    here.submit(here.get(at(event, "tell/where")), {"venue": "Town Hall"}, status=422)
    done = here.submit(here.get(at(event, "tell/where")), {"venue": "Town Hall", "reason": "More room."})
    assert "Everybody who booked is told" in done.main
    assert [mail.subject for mail in mails()] == ["This changed: Meet the buyers of lodgings"]
    read = client.get(f"/events/fairshire/{event.slug}/").main
    assert "Where it is. More room." in read
    here.submit(here.get(at(event, "tell/where")), {"reason": "Once more."})
    assert len(mails()) == 1, "nothing is different, so nobody is told"


def test_it_switches_online_and_is_cancelled_with_a_reason(client: HouseClient, cast: Cast, event: Event) -> None:
    here = client.as_(cast.erin)
    missing = here.submit(here.get(at(event, "online")), {"online_link": ""}, status=422)
    assert "Enter the link that people join by" in missing.main
    here.submit(missing, {"online_link": "https://meet.example/new", "reason": "Flooded."})
    here.submit(here.get(at(event, "cancel")), {"reason": "Everybody is ill."})
    read = client.get(f"/events/fairshire/{event.slug}/").main
    assert "This event is cancelled. Everybody is ill." in read
    assert "meet.example" not in read


def test_access_needs_are_on_no_list_and_in_no_file_and_only_the_organiser_reads_them(
    client: HouseClient, cast: Cast, event: Event, settings: Settings
) -> None:
    book(event, "Riverside", event.created_at, settings.derived("bookings"), access="A ramp", diet="Halal")
    organiser, manager = client.as_(cast.kofi), client.as_(cast.erin)
    assert "A ramp" in organiser.get(at(event, "needs")).main
    manager.get(at(event, "needs"), status=403)
    pages = [person.get(at(event, path)).html for person in (organiser, manager) for path in ("", "bookings")]
    pages.append(organiser.browser.get(at(event, "bookings.csv")).get_data(as_text=True))
    assert not [page for page in pages if "ramp" in page or "Halal" in page]
    assert "Booked,Riverside,Riverside 1,," in pages[-1]
    manager.submit(manager.get(at(event)), action="/take-over")
    assert "A ramp" in manager.get(at(event, "needs")).main
    organiser.get(at(event, "needs"), status=403)


def test_a_name_that_a_spreadsheet_would_run_is_harmless(
    client: HouseClient, cast: Cast, event: Event, settings: Settings
) -> None:
    book(event, "=1+1", event.created_at, settings.derived("bookings"), email="a@people.example")
    file = client.as_(cast.kofi).browser.get(at(event, "bookings.csv")).get_data(as_text=True)
    assert "'=1+1" in file


def test_two_who_change_an_event_never_overwrite_each_other(cast: Cast, event: Event) -> None:
    seen, now = event.version, event.created_at
    keeping.save(event, {"contact": "Kofi"}, None, by=cast.kofi.id, now=now, version=seen)
    with pytest.raises(Stale) as quicker:
        keeping.save(event, {"contact": "Erin"}, None, by=cast.erin.id, now=now, version=seen)
    assert quicker.value.name == "Kofi King"


def test_the_list_of_bookings_asks_the_store_as_often_for_ten_as_for_one(
    client: HouseClient, cast: Cast, event: Event, settings: Settings, queries: Counting
) -> None:
    here, secret = client.as_(cast.kofi), settings.derived("bookings")
    book(event, "Riverside", event.created_at, secret)
    here.get(at(event, "bookings"))
    with queries() as few:
        here.get(at(event, "bookings"))
    for number in range(6):
        book(event, f"Hillside {number}", event.created_at, secret)
    with queries() as many:
        assert "Hillside 5" in here.get(at(event, "bookings")).main
    assert len(many) == len(few)
