"""Ofsted’s list on the pages: the council takes it in, the provider says in one tap that it is right."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest

from models.ofsted import OfstedEntry, OfstedList
from models.provider import Dealing, Home
from models.store import writing
from portal.ofsted import desk, work
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting

FOLDER = Path(__file__).parents[2] / "data" / "ofsted"
NEW, URN = "provider_at_march_2024.csv", "2587047"
NOW = datetime(2026, 10, 5, 8)


@pytest.fixture
def home(cast: Cast) -> Home:
    """Harbour House, by its number in the list; Fairshire deals with Harbour."""
    with writing():
        Home.update(urn=URN).where(Home.id == cast.home.id).execute()
        Dealing.note(cast.fairshire.id, cast.harbour.id, NOW.date())
    found: Home = Home.get_by_id(cast.home.id)
    return found


def take(name: str = NEW) -> None:
    work.take_in((FOLDER / name).read_bytes(), by=None, now=NOW, name=name)


def choose(dana: HouseClient, content: bytes, name: str = NEW, **more: object) -> Page:
    data = {"file": (io.BytesIO(content), name), "as_at": ""}
    return dana.post("/desk/ofsted/", data, content_type="multipart/form-data", **more)


def test_an_officer_looks_at_a_list_and_takes_in_the_very_file(client: HouseClient, cast: Cast, home: Home) -> None:
    dana = client.as_(cast.dana)
    seen = choose(dana, (FOLDER / NEW).read_bytes())
    assert seen.h1 == "What this list would change"
    assert "provider_at_march_2024.csv, of 31 March 2024" in seen.main
    assert f"Harbour House, Harbour Young People ({URN})" in seen.main
    assert OfstedEntry.select().count() == 0
    done = dana.submit(seen, action="/take-in")
    assert "Taken in: 21 new, 0 changed, 0 as before." in done.main
    assert "Children’s home, Active, 7 places" in done.main
    assert OfstedList.get().by_id == cast.dana.id
    dana.get(seen.url, status=302)


def test_the_day_is_typed_where_neither_the_file_nor_its_name_says_it(client: HouseClient, cast: Cast) -> None:
    dana = client.as_(cast.dana)
    content = b"URN,Provision type,Registration status\n2751234,Children's home,Active\n"
    data = {"file": (io.BytesIO(content), "list.csv"), "as_at": "31 March 2025"}
    seen = dana.post("/desk/ofsted/", data, content_type="multipart/form-data")
    assert "list.csv, of 31 March 2025" in seen.main
    dana.submit(seen, action="/take-in")
    assert (OfstedList.get().as_at, OfstedList.get().file_name) == (date(2025, 3, 31), "list.csv")


def test_a_list_can_be_thrown_away_and_is_gone(client: HouseClient, cast: Cast) -> None:
    dana = client.as_(cast.dana)
    seen = choose(dana, (FOLDER / NEW).read_bytes())
    assert "Nothing was changed" in dana.submit(seen, action="/throw-away").main
    assert "That file is no longer here" in dana.submit(seen, action="/take-in").main
    assert OfstedEntry.select().count() == 0


@pytest.mark.parametrize(
    ("content", "name", "box", "why"),
    [
        (b"Name,Postcode\nElm,LA1\n", NEW, "file", "No row in the file is a header of Ofsted’s list"),
        (
            b"URN,Provision type,Registration status\n2751234,x,Active\n",
            "list.csv",
            "as_at",
            "of which day this list is",
        ),
        (b"", "", "file", "Choose a file"),
    ],
)
def test_a_file_that_cannot_be_taken_in_says_why_at_its_box(
    client: HouseClient, cast: Cast, content: bytes, name: str, box: str, why: str
) -> None:
    page = choose(client.as_(cast.dana), content, name, status=422)
    assert why in page.error_at(box)
    assert page.title.startswith("Error: ")


def test_a_file_that_is_too_large_is_said_at_its_box_and_to_strangers_not_at_all(
    client: HouseClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "UPLOAD_LIMIT", 1000)
    large = b"x" * 2000
    assert "larger than 10 MB" in choose(client.as_(cast.dana), large, status=413).error_at("file")
    assert choose(client.as_(cast.alice), large, status=413).h1 == choose(client, large, status=413).h1


def test_the_provider_confirms_in_one_tap(client: HouseClient, cast: Cast, home: Home) -> None:
    take()
    alice = client.as_(cast.alice)
    page = alice.get("/profile/")
    assert "Ofsted has this of Harbour House" in page.main
    assert "in the area of Cheshire East (list of 31 March 2024). Is it right?" in page.main
    done = alice.submit(page, action=f"/profile/ofsted/{home.public_id}")
    assert "Harbour House: thank you. Noted as right." in done.main
    assert "Is it right?" not in done.main
    assert "Confirmed: Alice Archer, 5 October 2026" in done.main
    assert "Confirmed, 5 October 2026" in client.as_(cast.dana).get("/desk/ofsted/").main


def test_what_is_different_is_said_in_words_and_read_by_the_council(
    client: HouseClient, cast: Cast, home: Home
) -> None:
    take()
    alice = client.as_(cast.alice)
    page = alice.get(f"/profile/ofsted/{home.public_id}")
    assert page.rows()["Places"] == "7"
    seen = page.all("//input[@name='seen']/@value")[0]
    where = f"/profile/ofsted/{home.public_id}"
    assert "Enter what is different" in alice.post(where, {"words": " ", "seen": seen}, status=422).error_at("words")
    done = alice.post(where, {"words": "8 places since June.", "seen": seen})
    assert "Your council sees what you wrote." in done.main
    assert "8 places since June." in client.as_(cast.dana).get("/desk/ofsted/").main
    assert "8 places" not in client.as_(cast.gita).get("/desk/ofsted/").main


def test_where_the_list_says_something_else_by_now_nothing_is_confirmed(
    client: HouseClient, cast: Cast, home: Home
) -> None:
    take()
    page = client.as_(cast.alice).post(f"/profile/ofsted/{home.public_id}", {"right": "yes", "seen": "another"})
    assert "Ofsted’s list says something else by now" in page.main
    assert [match.state for match in work.of_providers([cast.harbour.id])] == ["open"]


def test_a_home_that_no_list_names_has_no_such_page(client: HouseClient, cast: Cast, home: Home) -> None:
    client.as_(cast.alice).get(f"/profile/ofsted/{home.public_id}", status=404)


def test_the_desk_asks_as_often_for_many_homes_as_for_one(
    client: HouseClient, cast: Cast, home: Home, queries: Counting
) -> None:
    take()
    dana = client.as_(cast.dana)

    def asked() -> int:
        dana.get("/desk/ofsted/")
        with queries() as seen:
            dana.get("/desk/ofsted/")
        return len(seen)

    once = asked()
    with writing():
        for entry in OfstedEntry.select().where(OfstedEntry.urn != URN):
            Home.create(provider=cast.harbour, name=f"House {entry.urn}", kind="childrens_home", urn=entry.urn)
    assert asked() == once <= 5
