"""Signing in by password and by e-mailed code, and what the sign-in page gives away."""

from datetime import timedelta

import pytest
import time_machine
from passlib.handlers.argon2 import argon2

from models.audit import AuditEvent
from models.outbox import Message
from models.person import Person
from models.store import writing
from portal.accounts import forms, work
from portal.accounts.account import Account
from portal.clock import now
from tests.fixtures.house_style import words

WRONG = {"email": "alice@people.example", "password": "copper lantern friday"}  # pragma: allowlist secret


def signed_in(client):
    """Whether the account page answers this browser."""
    return client.browser.get("/account/").status_code == 200


def test_one_page_offers_a_password_and_a_code(client):
    page = client.get("/account/login")
    assert page.h1 == "Sign in"
    assert [words(button) for button in page.all("//main//button")] == ["Sign in", "E-mail me a code"]
    assert page.one("//input[@name='password']/@autocomplete") == "current-password"
    assert page.one("//input[@name='email']/@autocomplete") == "username"


def test_a_password_signs_in_and_leads_back_to_where_somebody_was(client, cast, with_password):
    refused = client.get("/people/?a=1", status=302)
    page = client.get(refused.location)
    page = client.submit(page, {"email": " Alice@People.example ", "password": with_password(cast.alice)})
    assert page.url == "/people/?a=1"
    assert AuditEvent.select().where(AuditEvent.action == "sign_in.began").count() == 1


def test_a_code_signs_in_and_leads_back_to_where_somebody_was(client, cast, newest_code):
    page = client.get(client.get("/people/", status=302).location)
    (to_code,) = page.all("//main//button/@formaction")
    page = client.post(to_code, {**page.values(page.form()), "email": "alice@people.example"})
    assert page.h1 == "Enter your code"
    page = client.submit(page, {"passcode": newest_code("alice@people.example")}, action="/us-signin")
    assert page.url == "/people/"


def test_a_mailed_code_is_all_that_the_mail_holds(client, cast, mails, newest_code):
    client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    (message,) = mails()
    assert newest_code("alice@people.example") in message.text
    assert "Alice" not in message.text
    assert "Harbour" not in message.text


def test_figures_may_be_typed_with_spaces(client, cast, newest_code):
    page = client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    code = newest_code("alice@people.example")
    page = client.submit(page, {"passcode": f" {code[:3]} {code[3:]} "}, action="/us-signin")
    assert signed_in(client)


def enter(client, code, status=200):
    return client.post("/account/us-signin", {"identity": "alice@people.example", "passcode": code}, status=status)


def test_a_code_works_once(client, cast, newest_code, app):
    client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    code = newest_code("alice@people.example")
    enter(client, code)
    assert signed_in(client)
    other = type(client)(app)
    page = enter(other, code)
    assert page.errors == ["That code is not right, or it has been used or is more than ten minutes old"]
    assert not signed_in(other)


def test_only_the_newest_code_works(client, cast, newest_code):
    client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    first = newest_code("alice@people.example")
    client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    second = newest_code("alice@people.example")
    if first != second:
        enter(client, first)
        assert not signed_in(client)
    enter(client, second)
    assert signed_in(client)


def test_a_code_is_worth_nothing_after_twenty_minutes(client, cast, newest_code):
    client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    code = newest_code("alice@people.example")
    with time_machine.travel(now() + timedelta(minutes=21)):
        enter(client, code)
        assert not signed_in(client)


def test_two_uses_of_one_code_at_once_sign_in_one(cast, store, app, newest_code):
    work.send_code("alice@people.example", now())
    code = newest_code("alice@people.example")
    kept = Person.get_by_id(cast.alice.id).us_totp_secrets
    assert work.use_code("alice@people.example", code, now()) == cast.alice.id
    with writing():  # as the second request read it before the first had used it
        Person.update(us_totp_secrets=kept).where(Person.id == cast.alice.id).execute()
    real = Person.update

    def too_late(*args, **kwargs):
        real(us_totp_secrets=None).where(Person.id == cast.alice.id).execute()
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Person, "update", too_late)
        assert work.use_code("alice@people.example", code, now()) is None


@pytest.mark.parametrize("email", ["alice@people.example", "nobody@people.example", "ivan@people.example"])
def test_the_page_says_the_same_of_a_wrong_password_and_of_an_unknown_address(client, cast, with_password, email):
    with_password(cast.alice)
    with writing():
        Person.update(active=False).where(Person.email == "ivan@people.example").execute()
    page = client.post("/account/login", {**WRONG, "email": email})
    assert page.errors == ["The e-mail address or the password is not right"]
    again = client.post("/account/login", {**WRONG, "email": "somebody@people.example"})
    assert page.main == again.main


def test_asking_for_a_code_looks_the_same_with_an_unknown_address(client, cast, mails):
    known = client.post("/account/us-signin/send-code", {"email": "alice@people.example"})
    unknown = client.post("/account/us-signin/send-code", {"email": "nobody@people.example"})
    assert known.main.replace("alice@", "x@") == unknown.main.replace("nobody@", "x@")
    assert known.url == unknown.url
    assert mails("nobody@people.example")[0].subject == "There is no account with this address"


@pytest.mark.parametrize("email", ["alice@people.example", "nobody@people.example"])
def test_known_and_unknown_addresses_cost_the_same_work(client, cast, with_password, queries, monkeypatch, email):
    """Times are too noisy for a test; hashes and writes are what takes time."""
    with_password(cast.alice)
    hashes = []
    for name in ("hash", "verify"):
        real = getattr(argon2, name)
        monkeypatch.setattr(argon2, name, lambda *a, real=real, **k: (hashes.append(1), real(*a, **k))[1])
    client.post("/account/login", {**WRONG, "email": email})
    assert len(hashes) == 1
    with queries() as seen:
        client.post("/account/us-signin/send-code", {"email": email}, status=302, follow=False)
    assert sum("message" in statement.lower() and "INSERT" in statement for statement in seen) == 1


def test_a_code_guessed_for_an_unknown_address_is_still_compared(client, cast, monkeypatch):
    compared = []
    real = work.codes.matches
    monkeypatch.setattr(work.codes, "matches", lambda *a: (compared.append(1), real(*a))[1])
    client.post("/account/us-signin", {"identity": "nobody@people.example", "passcode": "123456"})
    assert compared == [1]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"email": "", "password": ""},
            ["Enter your e-mail address", "Enter your password, or ask for a code instead"],
        ),
        ({"email": "alice", "password": "x"}, [forms.address_problem("alice")]),
    ],
)
def test_what_is_missing_is_said_at_its_box(client, typed, errors):
    page = client.post("/account/login", typed)
    assert page.errors == errors
    assert page.error_at("email") == f"Error: {errors[0]}"


def test_nobody_is_sent_a_code_without_an_address(client, store):
    page = client.post("/account/us-signin/send-code", {"email": "alice"})
    assert page.errors == [forms.address_problem("alice")]
    assert Message.select().count() == 0


def test_somebody_who_has_left_the_service_cannot_sign_in(client, cast, with_password):
    password = with_password(cast.alice)
    with writing():
        Person.update(active=False).where(Person.id == cast.alice.id).execute()
    client.post("/account/login", {"email": "alice@people.example", "password": password})
    assert not signed_in(client)


def test_what_is_no_form_is_refused(client, store):
    assert client.browser.post("/account/login", json={"email": "a", "password": "b"}).status_code in (400, 415)


def test_a_token_in_the_address_signs_nobody_in(client, cast, app):
    with app.test_request_context():
        token = Account.get_by_id(cast.alice.id).get_auth_token()
    assert client.browser.get(f"/account/?auth_token={token}").status_code == 302
    assert client.browser.get("/account/", headers={"Authentication-Token": token}).status_code == 302
