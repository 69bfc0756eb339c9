"""Trying a page out: the real readers and checks, and nothing of it anywhere afterwards."""

from typing import Any

import peewee
import pytest

from forms import library
from forms.question_set import QuestionSet
from models.rate_hit import RateHit
from models.store import Base
from portal.questions import words
from tests.fixtures.cast import SET, Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words as words_of

HERE = f"/questions/{SET}/2026-1/try/"
NEWEST = list({found.key: found for about in ("return", "tender", "event") for found in library.all(about)}.values())
EVERY = [
    pytest.param(found, size, id=f"{found.key}-{size}")
    for found in NEWEST
    for size in words.SIZES
]  # fmt: skip


def tried(client: HouseClient, page: str, typed: dict[str, Any], size: str = "small", **more: Any) -> Any:
    return client.post(f"{HERE}{page}?size={size}", typed, **more)


def test_every_page_says_that_it_is_a_trial(client: HouseClient) -> None:
    page = client.get(f"{HERE}places_ready")
    assert "This is a trial. Nothing is kept or sent." in page.main
    assert "You answer for Hearth Hosts CIO, which is invented" in page.main
    assert "ring 999" in page.main
    assert "of your 12 places" in page.main


@pytest.mark.parametrize(("found", "size"), EVERY)
def test_every_page_that_an_invented_provider_is_asked_can_be_tried(
    client: HouseClient, found: QuestionSet, size: str
) -> None:
    ordinary = library.ordinary(found)[words.SIZES[size]]  # type: ignore[index]
    for state in ordinary.journey().pages():
        page = client.get(
            f"/questions/{found.key}/{found.version}/try/{state.page.key}?size={size}", status=200 if state.of else 302
        )
        assert state.of == 0 or page.h1 == state.page.title


def test_an_answer_is_read_as_the_council_would_read_it(client: HouseClient) -> None:
    page = tried(client, "places_ready", {"places_ready": "twelve"})
    assert "The council would read" in page.main
    assert words_of(page.one("//dl[@class='eh-facts']//dd")) == "12"
    assert "Go on to the next page" in page.main


def test_what_is_doubtful_is_asked_about_as_in_a_return(client: HouseClient) -> None:
    page = tried(client, "places_ready", {"places_ready": "about 11"})
    assert "The council would read" not in page.main
    assert any("11" in error for error in page.errors)
    page = tried(client, "places_ready", {"places_ready": "40"})
    assert "12" in page.errors[0]


def test_what_a_check_asks_about_is_put_once(client: HouseClient) -> None:
    page = tried(client, "missing", {"missing_times": "40", "missing_people": "2"})
    assert "Is that right?" in page.main
    again = client.submit(page)
    assert "The council would read" in again.main


def test_an_answer_opens_the_question_that_hangs_on_it(client: HouseClient) -> None:
    assert not client.get(f"{HERE}places_ready").all("//*[@name='not_ready_why']")
    assert tried(client, "places_ready", {"places_ready": "11"}).all("//*[@name='not_ready_why']")


def test_nothing_that_was_typed_is_kept_anywhere(client: HouseClient, cast: Cast, store: peewee.Database) -> None:
    before = counted()
    page = tried(client, "own_words", {"went_well": "Perpetua sang."})
    assert "Perpetua sang." in page.main
    assert counted() == before
    assert "Perpetua" not in str(client.browser._cookies)
    assert "Perpetua" not in client.get(f"{HERE}own_words").main


def test_a_booking_that_is_tried_books_nothing(client: HouseClient, cast: Cast, store: peewee.Database) -> None:
    before = counted()
    typed = {"firm": "Elm Street", "email": "jo@elm.example", "who": "Jo Marlow, lead"}
    page = client.post("/questions/event-booking/2026-1/try/who", typed)
    assert "The council would read" in page.main
    assert "Jo Marlow, lead" in page.main
    assert counted() == before
    doubtful = client.post("/questions/event-booking/2026-1/try/who", {**typed, "who": "lots of people, maybe 12"})
    assert doubtful.errors


def counted() -> dict[str, int]:
    """Rows by table; the counters of who tried how often hold no answer."""
    return {model.__name__: model.select().count() for model in tables(Base) if model is not RateHit}


def tables(base: Any) -> list[Any]:
    found = [one for model in base.__subclasses__() for one in (model, *tables(model))]
    return [model for model in found if model._meta.table_name in model._meta.database.get_tables()]


def test_a_trial_can_be_repeated_only_so_often(client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(240):
        status = client.browser.post(
            f"{HERE}places_ready", data={"csrf_token": client.csrf_token()}, headers={"Origin": "http://localhost"}
        ).status_code
        assert status == 200
    tried(client, "places_ready", {}, status=429)


def test_far_too_much_text_is_refused(client: HouseClient) -> None:
    tried(client, "own_words", {"went_well": "x" * 70_000}, status=413)


def test_a_page_that_is_not_there_is_not_found(client: HouseClient) -> None:
    client.get(f"{HERE}nonsense", status=404)
