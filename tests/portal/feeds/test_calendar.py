"""The calendar: secret, revocable, neutral, and a right day whichever clock is in force."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from models.calendar import end_of_day, to_london
from models.feed import Feed
from models.monitoring_return import Return
from models.person import Membership
from models.store import writing
from portal.feeds import work
from portal.limits import TRIES
from portal.settings import Settings
from tests.fixtures.client import HouseClient
from tests.portal.life import BEFORE, Life

ADDRESS = "http://localhost"


@pytest.fixture
def key(life: Life, settings: Settings) -> str:
    """Alice’s."""
    work.make(life.cast.alice.id, settings.derived("feeds"), life.now)
    return work.shown(life.cast.alice.id, settings.derived("feeds")) or ""


def read(key: str) -> Any:
    made = work.calendar(key, ADDRESS)
    assert made is not None
    return Calendar.from_ical(made)


def events(key: str) -> list[Any]:
    return list(read(key).walk("VEVENT"))


def test_a_second_reading_takes_it_and_writes_the_same_bytes(life: Life, key: str) -> None:
    life.ask()
    life.ask(period_key=BEFORE, due_on=date(2026, 11, 2))
    made = work.calendar(key, ADDRESS)
    assert made == work.calendar(key, ADDRESS) == Calendar.from_ical(made or b"").to_ical()
    assert b"\r\n" in (made or b"")
    days = [event.decoded("dtstart") for event in events(key)]
    assert days == [date(2026, 10, 21), date(2026, 11, 2)]
    assert {event.decoded("dtend") - event.decoded("dtstart") for event in events(key)} == {timedelta(days=1)}


def test_its_titles_say_that_a_return_is_due_and_nothing_else(life: Life, key: str) -> None:
    ret = life.ask(why="Zebedee")
    [event] = events(key)
    assert str(event["summary"]) == "A return is due"
    assert str(event["description"]) == f"Sign in to see which one: http://localhost/returns/{ret.public_id}/"
    text = (work.calendar(key, ADDRESS) or b"").decode().replace("\r\n ", "")
    for secret in ("Zebedee", "Harbour", "Fairshire", "Supported", "accommodation", "quarter", "Alice", "Dana"):
        assert secret.lower() not in text.lower()


@pytest.mark.parametrize("day", ["2026-10-24", "2026-10-25", "2026-10-26", "2027-03-27", "2027-03-28", "2027-03-29"])
def test_the_day_is_that_of_the_deadline_in_london_on_both_sides_of_a_clock_change(
    life: Life, key: str, day: str
) -> None:
    due_on = date.fromisoformat(day)
    life.ask(due_on=due_on)
    [event] = events(key)
    assert event.decoded("dtstart") == due_on == to_london(end_of_day(due_on)).date()
    assert event["dtstart"].params["VALUE"] == "DATE", "a day, that no clock moves"
    assert str(read(key)["x-wr-timezone"]) == "Europe/London"


@pytest.mark.parametrize(("state", "shown"), [("draft", 1), ("received", 0), ("accepted", 0), ("withdrawn", 0)])
def test_what_is_sent_or_withdrawn_leaves_the_calendar(life: Life, key: str, state: str, shown: int) -> None:
    life.in_state(state)
    assert len(events(key)) == shown


def test_only_returns_of_ones_own_organisations_and_none_after_leaving(life: Life, key: str) -> None:
    life.ask(life.cast.northgate)
    assert events(key) == []
    life.ask()
    assert len(events(key)) == 1
    with writing():
        Membership.update(ended_at=life.now).where(Membership.person == life.cast.alice).execute()
    assert events(key) == []


def test_the_store_holds_nothing_that_opens_it(life: Life, key: str, settings: Settings) -> None:
    kept = Feed.get()
    assert key not in (kept.salt, kept.key_digest)
    assert len(key) == 43
    assert work.calendar(kept.salt, ADDRESS) is None
    assert work.calendar(kept.key_digest, ADDRESS) is None
    assert work.shown(life.cast.alice.id, b"the key of another installation") is None


# On the pages


def address_of(page: Any) -> str:
    found: str = page.one("//input[@name='address']").get("value")
    return found.removeprefix("http://localhost")


def test_a_new_address_stops_the_old_one_at_once_and_stop_stops_both(client: HouseClient, life: Life) -> None:
    life.ask()
    alice, calendars = client.as_(life.cast.alice), client.browser
    assert "/calendar/" in alice.get("/returns/").links().values()
    first = address_of(alice.submit(alice.get("/calendar/")))
    assert address_of(alice.get("/calendar/")) == first, "shown again, for another device"
    assert calendars.get(first).status_code == 200
    second = address_of(alice.submit(alice.get("/calendar/"), action="/calendar/new"))
    assert (calendars.get(first).status_code, calendars.get(second).status_code) == (404, 200)
    stopped = alice.submit(alice.get("/calendar/"), action="/calendar/stop")
    assert "You have no calendar address yet" in stopped.main
    assert calendars.get(second).status_code == 404
    alice.post("/calendar/stop")


def test_no_cookie_is_needed_and_none_is_set_and_what_is_unchanged_is_not_sent_again(
    client: HouseClient, life: Life, key: str
) -> None:
    ret = life.ask()
    url = f"/calendar/{key}.ics"
    answer = client.browser.get(url)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    tag = answer.headers["ETag"]
    again = client.browser.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    with writing():
        Return.get_by_id(ret.id).give_days(5, life.now, "E")
    assert client.browser.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_wrong_addresses_are_counted_and_never_hold_up_the_right_one(
    client: HouseClient, life: Life, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TRIES, "calendar", {"address": "3 per hour"})
    seen = [client.browser.get(f"/calendar/{'x' * 43}.ics").status_code for _ in range(4)]
    assert seen == [404, 404, 404, 429]
    assert client.browser.get(f"/calendar/{key}.ics").status_code == 200


def test_many_returns_are_one_query(life: Life, key: str, queries: Any) -> None:
    for period in (BEFORE, "2025-26-Q4", "2025-26-Q3"):
        life.ask(period_key=period)
    with queries() as seen:
        assert len(events(key)) == 3
    assert len(seen) == 2, seen


def test_somebody_without_an_organisation_has_no_such_page(client: HouseClient, life: Life) -> None:
    client.as_(life.cast.dana).get("/calendar/", status=403)
