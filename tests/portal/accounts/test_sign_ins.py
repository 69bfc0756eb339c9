"""Sign-ins: copied cookies, planted sessions, cookie flags, how long one lasts, the list that ends them."""

from datetime import timedelta

import pytest
import time_machine
from flask import session

from models.person import Person
from models.sign_in import SignIn
from models.store import writing
from portal.accounts import sessions
from portal.accounts.device import words
from portal.app import create_app
from portal.clock import now
from portal.settings import Settings
from tests.fixtures.client import HouseClient

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def status(browser):
    return browser.get("/account/").status_code


def cookie_of(client):
    return client.browser.get_cookie("evenhand").value


def test_a_copied_cookie_dies_when_its_owner_signs_out(client, cast, app):
    alice = client.as_(cast.alice)
    thief = app.test_client()
    thief.set_cookie("evenhand", cookie_of(alice))
    assert status(thief) == 200
    alice.post("/account/logout")
    assert status(thief) == 302
    assert status(alice.browser) == 302


def test_without_the_sign_in_row_the_copied_cookie_would_live_on(client, cast, app, monkeypatch):
    """The positive control: signing out without ending the row."""
    alice = client.as_(cast.alice)
    thief = app.test_client()
    thief.set_cookie("evenhand", cookie_of(alice))
    monkeypatch.setattr(sessions, "end", lambda *_: None)
    alice.post("/account/logout")
    assert status(thief) == 200


def test_signing_out_takes_a_post(client, cast):
    alice = client.as_(cast.alice)
    assert alice.browser.get("/account/logout").status_code == 405
    assert status(alice.browser) == 200


def test_a_planted_session_is_worth_nothing_after_signing_in(client, cast, with_password):
    password = with_password(cast.alice)
    with client.browser.session_transaction() as planted:
        planted["csrf_token"] = "known to an attacker"
        planted["organisation"] = str(cast.northgate.public_id)
        planted["sign_in"] = "chosen by an attacker"
    client.post("/account/login", {"email": "alice@people.example", "password": password})
    with client.browser.session_transaction() as after:
        assert after.get("csrf_token") != "known to an attacker"
        assert "organisation" not in after
        assert after["sign_in"] != "chosen by an attacker"


def test_signing_in_again_ends_the_sign_in_before(client, cast, app, with_password):
    password = with_password(cast.alice)
    for _ in range(2):
        with client.browser.session_transaction() as kept:
            kept.pop("_user_id", None)
        client.post("/account/login", {"email": "alice@people.example", "password": password})
    assert len(SignIn.of(cast.alice.id, now())) == 1


def test_a_sign_in_lasts_twenty_hours_however_busy_somebody_is(client, cast):
    alice = client.as_(cast.alice)
    start = now()
    for hours, expected in ((10, 200), (19, 200), (20, 302)):
        with time_machine.travel(start + timedelta(hours=hours, seconds=5), tick=False):
            assert status(alice.browser) == expected


@pytest.mark.parametrize(("behind", "expected"), [(0.1, 200), (1, 200), (4, 200), (20, 302)])
def test_a_machine_whose_clock_is_a_little_behind_knows_who_signed_in_at_another(client, cast, behind, expected):
    start = now().replace(microsecond=0)
    with time_machine.travel(start, tick=False):
        alice = client.as_(cast.alice)
    with time_machine.travel(start - timedelta(seconds=behind), tick=False):
        assert status(alice.browser) == expected


def test_seen_is_written_now_and_then_only(client, cast, queries):
    alice = client.as_(cast.alice)
    with queries() as seen:
        alice.get("/account/")
    assert not [statement for statement in seen if statement.startswith("UPDATE")]
    with time_machine.travel(now() + timedelta(minutes=6)):
        alice.get("/account/")
        assert SignIn.get().seen_at > SignIn.get().began_at


def test_who_somebody_is_costs_one_query(client, cast, queries):
    alice = client.as_(cast.alice)
    with queries() as seen:
        alice.get("/account/sign-ins")
    assert len([statement for statement in seen if '"person"' in statement and "sign_in" in statement]) == 1


def test_the_cookie_is_for_this_site_and_not_for_scripts(client, cast, with_password):
    password = with_password(cast.alice)
    answer = client.browser.post(
        "/account/login",
        data={"email": "alice@people.example", "password": password, "csrf_token": client.csrf_token()},
    )
    flags = answer.headers["Set-Cookie"]
    assert "HttpOnly" in flags
    assert "SameSite=Lax" in flags
    assert "Path=/" in flags
    assert "remember" not in str(answer.headers)


def test_over_https_the_cookie_belongs_to_the_host_alone(settings: Settings, store):
    made = create_app(settings.model_copy(update={"address": "https://portal.example"}))
    flags = made.test_client().get("/account/login", base_url="https://portal.example").headers["Set-Cookie"]
    assert flags.startswith("__Host-evenhand=")
    assert "Secure" in flags
    assert "Domain" not in flags


def test_nobody_can_ask_to_be_remembered(client, cast, with_password):
    password = with_password(cast.alice)
    sent = {"email": "alice@people.example", "password": password, "remember": "y", "csrf_token": client.csrf_token()}
    client.browser.post("/account/login", data=sent)
    assert client.browser.get_cookie("remember_token") is None


def test_the_list_says_where_and_ends_one(client, cast, app):
    alice, phone = client.as_(cast.alice), HouseClient(app)
    with writing():
        cookie = sessions.begin(cast.alice, words(IPHONE), now())
    with phone.browser.session_transaction() as there:
        there.update(cookie)
    page = alice.get("/account/sign-ins")
    assert "Safari on an iPhone" in page.main
    assert page.main.count("(this one)") == 1
    other = next(row for row in SignIn.of(cast.alice.id, now()) if "iPhone" in row.device)
    page = alice.submit(page, action=f"{other.public_id}/end")
    assert "That sign-in has ended" in page.main
    assert status(phone.browser) == 302
    assert status(alice.browser) == 200


def test_all_others_are_ended_at_once(client, cast):
    alice, elsewhere, bob = client.as_(cast.alice), client.as_(cast.alice), client.as_(cast.bob)
    alice.submit(alice.get("/account/sign-ins"), action="/end-others")
    assert [status(one.browser) for one in (alice, elsewhere, bob)] == [200, 302, 200]


def test_nobody_ends_the_sign_in_of_somebody_else(client, cast):
    bob = client.as_(cast.bob)
    alice = client.as_(cast.alice)
    his = SignIn.get(SignIn.person == cast.bob.id)
    alice.post(f"/account/sign-ins/{his.public_id}/end", status=404)
    assert status(bob.browser) == 200


def test_somebody_made_inactive_is_out_at_once(client, cast):
    alice = client.as_(cast.alice)
    with writing():
        Person.update(active=False).where(Person.id == cast.alice.id).execute()
    assert status(alice.browser) == 302


def test_a_post_without_a_sign_in_gives_back_what_was_typed(client, store):
    page = client.post("/account/sign-ins/end-others", {"note": "Three lines that somebody wrote"}, status=400)
    assert "Three lines that somebody wrote" in page.html


PAYLOADS = (
    "http://evil.example/",
    "https:evil.example",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "\x19////evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/\u2028/evil.example",
    "http://localhost@evil.example/",
    "http://localhost/account/",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nobody_is_led_away_after_signing_in(client, cast, with_password, payload):
    password = with_password(cast.alice)
    got = client.browser.get("/account/login", query_string={"next": payload})
    assert got.headers.get("Location") == "/account/login"
    sent = {"email": "alice@people.example", "password": password, "next": payload, "csrf_token": client.csrf_token()}
    assert client.browser.post("/account/login", data=sent).status_code == 400
    assert client.browser.post("/account/login", data=sent, query_string={"next": payload}).status_code == 400
    assert status(client.browser) == 302


@pytest.mark.parametrize("payload", PAYLOADS)
def test_switching_leads_nobody_away(client, cast, payload):
    alice = client.as_(cast.alice)
    sent = {"organisation": str(cast.harbour.public_id), "next": payload}
    assert alice.post("/switch", sent, status=302, follow=False).location == "/"


@pytest.mark.parametrize(
    ("header", "said"),
    [(CHROME, "Chrome on Windows"), (IPHONE, "Safari on an iPhone"), ("curl/8", "a device we don’t recognise")],
)
def test_a_browser_is_named_in_words(header, said):
    assert words(header) == said


def test_a_session_holds_no_more_than_it_needs(client, cast, app, with_password):
    password = with_password(cast.alice)
    client.post("/account/login", {"email": "alice@people.example", "password": password})
    with client.browser:
        client.browser.get("/account/")
        assert set(session) <= {"sign_in", "_user_id", "_fresh", "fs_paa", "fs_cc", "csrf_token", "onward"}
