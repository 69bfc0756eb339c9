"""Pages for what goes wrong, in the house’s look."""

import io
from collections.abc import Callable
from typing import Any

import apsw
import peewee
import psycopg
import pytest
from flask import Flask, abort

from models import store as stores
from models.conflicts import AlreadyDone
from models.store import writing
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.page import Page
from tests.portal.life import Life

WORDS = "Words that took a while to find."


def fail_with(app: Flask, error: Callable[[], Any]) -> None:
    """Adds /fail to the application, for GET and POST."""

    def fail() -> str:
        error()
        return ""

    app.add_url_rule("/fail", "fail", fail, methods=["GET", "POST"])


def raising(error: BaseException) -> Callable[[], Any]:
    def act() -> None:
        raise error

    return act


def store_error(cause: Exception) -> peewee.OperationalError:
    """As peewee hides it: the cause is the context of “cannot rollback”."""
    error = peewee.OperationalError("cannot rollback - no transaction is active")
    error.__context__ = cause
    return error


def post(client: HouseClient, path: str, status: int, **more: Any) -> Page:
    return client.post(path, {"went_well": WORDS, "kinds": ["own", "lodgings"]}, status=status, **more)


def kept(page: Page) -> dict[str, list[str]]:
    return page.values(page.one("//main//form[@method='post']"))


def test_what_nobody_typed_is_given_back_unseen(client: HouseClient, app: Flask) -> None:
    fail_with(app, lambda: abort(404))
    sent = {"went_well": WORDS, "seen": "9551c42f", "seen.7": "12", "awards-0-which": "rowan Rowan CIC"}
    page = client.post("/fail", sent, status=404)
    unseen = {box.get("name") for box in page.all("//main//input[@type='hidden']")}
    assert set(sent) - unseen == {"went_well"}
    assert kept(page) | {"csrf_token": []} == {name: [text] for name, text in sent.items()} | {"csrf_token": []}


def test_a_file_that_is_lost_with_the_session_is_named(client: HouseClient, life: Life) -> None:
    alice = client.as_(life.cast.alice)

    def posted(**words: str) -> Page:
        file = {"file": (io.BytesIO(b"A,B"), "register.csv")}
        headers = {"Sec-Fetch-Site": "same-origin"}
        return Page(alice.browser.post("/desk/register/import", data=file | words, headers=headers))

    page = posted(authority="6242b4ad-28a7-4d5e-94ca-1493bda5ac33")
    assert (page.status, page.h1) == (400, "That page was too old")
    assert "choose register.csv once more" in page.main
    assert not page.all("//main//form"), "there is nothing to save again"
    page = posted(went_well=WORDS)
    assert "choose register.csv once more" in page.main
    assert kept(page)["went_well"] == [WORDS]


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 429, 418, 500, 502])
def test_every_refusal_has_a_page_in_the_house_look(client: HouseClient, app: Flask, code: int) -> None:
    fail_with(app, lambda: abort(code))
    page = client.get("/fail", status=code)
    assert page.h1
    assert page.all("//header")
    assert "Werkzeug" not in page.html


def test_an_address_that_is_not_there_says_where_to_go(client: HouseClient) -> None:
    page = client.get("/there/is/nothing", status=404)
    assert page.h1 == "We could not find that page"
    assert "/" in page.links().values()


def test_an_address_for_a_button_only_says_so(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).get(f"/returns/{life.ask().public_id}/more-time", status=404)
    assert page.h1 == "We could not find that page"
    page = client.as_(life.cast.alice).get("/switch", status=405)
    assert page.h1 == "That did not work from here"


def test_too_much_at_once_is_refused_with_a_page(client: HouseClient, life: Life) -> None:
    sent = {"went_well": "x" * (5 * 1024 * 1024)}
    page = client.as_(life.cast.alice).post(f"/returns/{life.ask().public_id}/own_words", sent, status=413)
    assert page.h1 == "That is too much at once"
    assert "Nothing was changed." in page.main


def test_a_failure_keeps_what_was_typed_and_says_nothing_about_itself(
    client: HouseClient, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    fail_with(app, raising(ZeroDivisionError("a secret of the program")))
    page = post(client, "/fail", 500)
    assert page.h1 == "Something went wrong on our side"
    assert kept(page)["went_well"] == [WORDS]
    assert kept(page)["kinds"] == ["own", "lodgings"]
    assert "secret of the program" not in page.html
    assert "Unexpected error at POST /fail" in caplog.text


def test_who_crossed_with_somebody_else_is_tried_once_more(client: HouseClient, app: Flask) -> None:
    tries: list[Exception] = [AlreadyDone(), store_error(psycopg.errors.DeadlockDetected())]

    def act() -> None:
        raise tries.pop()

    fail_with(app, act)
    assert kept(post(client, "/fail", 409))["went_well"] == [WORDS]
    assert not tries
    tries += [store_error(psycopg.errors.DeadlockDetected()) for _ in range(3)]
    page = post(client, "/fail", 503)
    assert "Our storage is busy with something else." in page.main
    assert kept(page)["went_well"] == [WORDS]
    assert len(tries) == 1, "once more, and no further"


@pytest.mark.parametrize(
    ("cause", "status", "says"),
    [
        (apsw.BusyError("locked"), 503, "Our storage is busy with something else."),
        (apsw.FullError("full"), 507, "Our storage is full"),
        (apsw.IOError("disk"), 503, "We cannot reach our storage."),
        (apsw.CorruptError("malformed"), 503, "We cannot reach our storage."),
    ],
    ids=["locked", "full", "disk", "corrupt"],
)
def test_a_store_that_cannot_keep_anything_gives_the_words_back_and_says_when_to_try(
    client: HouseClient, app: Flask, cause: Exception, status: int, says: str
) -> None:
    fail_with(app, raising(store_error(cause)))
    page = post(client, "/fail", status)
    assert page.h1 == "Your words are still here"
    assert says in page.main
    assert "They are not saved yet." in page.main
    assert page.response.headers["Retry-After"] == "30"
    assert kept(page)["went_well"] == [WORDS]
    assert page.form().get("action") == "/fail"


def test_a_locked_store_is_said_to_be_busy_and_the_same_form_saves_later(
    client: HouseClient, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    page = alice.get(f"/returns/{ret.public_id}/own_words")
    monkeypatch.setattr(stores, "WAIT_SECONDS", 0.05)
    lock = stores.engine().one_writer  # type: ignore[union-attr]
    lock.acquire()
    try:
        page = alice.submit(page, {"went_well": WORDS}, status=503)
    finally:
        lock.release()
    assert kept(page)["went_well"] == [WORDS]
    page = alice.submit(page)
    assert WORDS in alice.get(f"/returns/{ret.public_id}/check").main


def test_reading_goes_on_while_the_store_is_locked(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    lock = stores.engine().one_writer  # type: ignore[union-attr]
    lock.acquire()
    try:
        alice.get(f"/returns/{ret.public_id}/")
    finally:
        lock.release()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_store_that_answers_nothing_at_all_still_has_a_page(
    client: HouseClient, life: Life, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    path = f"/returns/{life.ask().public_id}/own_words"
    alice = client.as_(life.cast.alice)
    sent = {"went_well": WORDS, "csrf_token": alice.csrf_token()} if method == "POST" else {}

    def broken(*_: object, **__: object) -> None:
        raise store_error(apsw.IOError("disk I/O error"))

    monkeypatch.setattr(stores.Sqlite, "execute_sql", broken)
    page = Page(alice.browser.open(path, method=method, data=sent, headers={"Origin": ORIGIN}))
    assert page.status == 503
    assert page.response.headers["Retry-After"] == "30"
    assert (WORDS in page.html) is (method == "POST")


def test_a_mistake_in_a_query_is_a_failure_of_ours_and_not_of_the_store(client: HouseClient, app: Flask) -> None:
    fail_with(app, raising(peewee.ProgrammingError("no such column")))
    assert post(client, "/fail", 500).h1 == "Something went wrong on our side"


def test_a_conflict_that_no_page_expected_keeps_the_words(client: HouseClient, app: Flask) -> None:
    fail_with(app, raising(AlreadyDone()))
    page = post(client, "/fail", 409)
    assert page.h1 == "Somebody else has changed this"
    assert kept(page)["went_well"] == [WORDS]


@pytest.mark.parametrize("code", [403, 404, 429])
def test_a_refusal_gives_back_what_was_typed(client: HouseClient, app: Flask, code: int) -> None:
    fail_with(app, lambda: abort(code))
    assert kept(post(client, "/fail", code))["went_well"] == [WORDS]
    assert not client.get("/fail", status=code).all("//main//form")


def test_passwords_and_codes_are_never_given_back(client: HouseClient, app: Flask) -> None:
    fail_with(app, raising(ZeroDivisionError()))
    secrets = dict.fromkeys(("password", "new_password", "password_confirm", "code", "passcode"), "hunter2-secret")
    page = client.post("/fail", {"went_well": WORDS, **secrets}, status=500)
    assert "hunter2-secret" not in page.html
    assert WORDS in page.html


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/page"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
    ids=["origin", "null", "referer", "cross-site", "same-site", "none", "nothing"],
)
@pytest.mark.parametrize("token", [True, False])
def test_what_comes_from_elsewhere_is_never_put_into_a_form_of_ours(
    client: HouseClient, app: Flask, headers: dict[str, str], token: bool
) -> None:
    fail_with(app, raising(ZeroDivisionError()))
    sent = {"went_well": "Words of a stranger"} | ({"csrf_token": client.csrf_token()} if token else {})
    page = Page(client.browser.post("/fail", data=sent, headers=headers))
    assert page.status in (400, 500)
    assert "Words of a stranger" not in page.html


def test_an_open_transaction_of_a_failed_request_harms_nobody(client: HouseClient, app: Flask, life: Life) -> None:
    def half() -> None:
        with writing():
            life.cast.alice.name = "Half written"
            life.cast.alice.save()
            raise ZeroDivisionError

    fail_with(app, half)
    post(client, "/fail", 500)
    page = client.as_(life.cast.alice).get("/")
    assert "Half written" not in page.html
