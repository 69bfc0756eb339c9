"""What ends, on the pages: said on the start page and the profile, renewed in one tap."""

from datetime import date, datetime

import pytest

from models.ending import Ending
from models.provider import Provider
from models.store import writing
from portal.endings import work
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting

NOW = datetime(2026, 10, 5, 8)


@pytest.fixture
def insured(cast: Cast) -> Cast:
    """Harbour’s employers’ liability ends on 20 October 2026."""
    with writing():
        until = {"insurance_kind": "employers", "insurance_expires_on": date(2026, 10, 20)}
        Provider.update(**until).where(Provider.id == cast.harbour.id).execute()
    return cast


def test_what_ends_soon_stands_on_the_start_page_and_the_profile(client: HouseClient, insured: Cast) -> None:
    alice = client.as_(insured.alice)
    said = "Your employers’ liability insurance ends on 20 October 2026."
    assert said in alice.get("/").main
    assert said in alice.get("/profile/").main
    assert said not in client.as_(insured.charlie).get("/").main
    assert said not in client.as_(insured.dana).get("/").main


def test_one_tap_renews_it_for_a_year(client: HouseClient, insured: Cast) -> None:
    alice = client.as_(insured.alice)
    page = alice.get("/profile/ends/")
    assert "Ends soon" in page.main
    done = alice.submit(page, action="/insurance")
    assert "Kept: it runs until 20 October 2027." in done.main
    kept = Provider.get_by_id(insured.harbour.id)
    assert (kept.insurance_expires_on, kept.version) == (date(2027, 10, 20), insured.harbour.version + 1)
    assert "insurance ends" not in alice.get("/").main


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "Enter the new last day"), ("soon", "Enter a day"), ("4 October 2026", "Enter a day that is still to come")],
)
def test_a_day_that_cannot_be_is_said_at_its_box(client: HouseClient, insured: Cast, typed: str, why: str) -> None:
    page = client.as_(insured.alice).post("/profile/ends/insurance", {"ends_on": typed}, status=422)
    assert why in " ".join(page.errors)
    assert Provider.get_by_id(insured.harbour.id).insurance_expires_on == date(2026, 10, 20)


def test_something_else_is_added_renewed_and_taken_away(client: HouseClient, cast: Cast) -> None:
    alice = client.as_(cast.alice)
    page = alice.get("/profile/ends/new")
    assert len(alice.submit(page, {"name": ""}, status=422).errors) == 3
    what = {"kind": "check", "name": "Gas safety check", "ends_on": "30 March 2027"}
    listed = alice.submit(page, what)
    assert "Gas safety check" in listed.main
    assert "Until 30 March 2027, as you told us on 5 October 2026" in listed.main
    ending = Ending.get()
    alice.submit(listed, {"ends_on": "31 March 2028"}, action=f"/{ending.public_id}")
    assert Ending.get().ends_on == date(2028, 3, 31)
    gone = alice.submit(alice.get("/profile/ends/"), action="/stop")
    assert "Taken away" in gone.main
    assert "Gas safety check" not in gone.main
    alice.post(f"/profile/ends/{ending.public_id}", {"ends_on": "31 March 2029"}, status=404)


def test_nobody_else_renews_or_stops_it(client: HouseClient, cast: Cast) -> None:
    work.add(cast.harbour.id, "policy", "Safeguarding policy", date(2027, 1, 1), by=cast.alice.id, now=NOW)
    ending = Ending.get()
    charlie = client.as_(cast.charlie)
    charlie.post(f"/profile/ends/{ending.public_id}", {"ends_on": "31 March 2029"}, status=404)
    charlie.post(f"/profile/ends/{ending.public_id}/stop", status=404)
    assert "Safeguarding policy" not in charlie.get("/profile/ends/").main


def test_what_ends_is_found_in_one_query_however_much_there_is(cast: Cast, queries: Counting) -> None:
    for number in range(12):
        work.add(cast.harbour.id, "check", f"Check {number}", date(2026, 10, 9), by=cast.alice.id, now=NOW)
    with queries() as seen:
        found = work.soon([cast.harbour.id, cast.northgate.id], NOW)
    assert (len(found), len(seen)) == (12, 1)


def test_the_last_day_of_february_is_proposed_as_a_day_that_there_is(cast: Cast) -> None:
    thing = work.Thing(cast.harbour, "insurance", "insurance", date(2028, 2, 29))
    assert thing.next_end == date(2029, 2, 28)
