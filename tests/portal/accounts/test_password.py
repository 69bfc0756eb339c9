"""Forgotten and changed passwords."""

import importlib.util
from datetime import timedelta

import pytest
import time_machine

from models.audit import AuditEvent
from models.person import Person
from portal.accounts import passwords
from portal.accounts.security import security
from portal.clock import now

NEW = "violet harbour eleven"  # pragma: allowlist secret
ASKED = {"email": "alice@people.example"}


def status(browser):
    return browser.get("/account/").status_code


def test_a_link_by_mail_leads_to_a_new_password(client, cast, newest_link, mails):
    page = client.submit(client.get("/account/reset"), ASKED)
    assert "We have sent an e-mail to alice@people.example" in page.main
    page = client.submit(client.get(newest_link("alice@people.example")), {"password": NEW})
    assert "Your new password is saved" in page.main
    client.submit(page, {"email": "alice@people.example", "password": NEW})
    assert status(client.browser) == 200
    assert mails("alice@people.example")[-1].subject == "Your password was changed"


def test_a_link_works_once(client, cast, newest_link):
    client.submit(client.get("/account/reset"), ASKED)
    link = newest_link("alice@people.example")
    client.submit(client.get(link), {"password": NEW})
    page = client.get(link, follow=True)
    assert page.h1 == "Choose a new password"
    assert "This link has been used" in page.main
    client.post(link, {"password": "another three words here"})
    page = client.post("/account/login", {"email": "alice@people.example", "password": NEW})
    assert page.url == "/"


def test_a_link_ends_after_two_hours(client, cast, newest_link):
    client.submit(client.get("/account/reset"), ASKED)
    with time_machine.travel(now() + timedelta(hours=2, minutes=1)):
        assert "2 hours old" in client.get(newest_link("alice@people.example"), follow=True).main


def test_an_unknown_address_sees_the_same_page_and_is_told_by_mail(client, cast, mails):
    known = client.submit(client.get("/account/reset"), ASKED)
    unknown = client.submit(client.get("/account/reset"), {"email": "nobody@people.example"})
    assert known.main.replace("alice@", "x@") == unknown.main.replace("nobody@", "x@")
    assert mails("nobody@people.example")[0].subject == "There is no account with this address"


def test_a_new_password_ends_every_sign_in(client, cast, newest_link):
    thief = client.as_(cast.alice)
    client.submit(client.get("/account/reset"), ASKED)
    client.submit(client.get(newest_link("alice@people.example")), {"password": NEW})
    assert status(thief.browser) == 302


def test_a_host_header_does_not_reach_the_link(client, cast, mails):
    client.browser.get("/account/reset")
    sent = {**ASKED, "csrf_token": client.csrf_token()}
    client.browser.post("/account/reset", data=sent, headers={"Host": "evil.example"}, base_url="http://localhost")
    assert all("evil.example" not in message.text for message in mails())


def test_changing_it_asks_for_the_present_one_and_ends_the_other_sign_ins(client, cast, with_password):
    password = with_password(cast.alice)
    alice, elsewhere = client.as_(cast.alice), client.as_(cast.alice)
    page = alice.submit(alice.get("/account/change"), {"password": "not this one at all", "new_password": NEW})
    assert page.errors == ["That is not your present password"]
    page = alice.submit(page, {"password": password, "new_password": NEW})
    assert "Your password is changed" in page.main
    assert [status(alice.browser), status(elsewhere.browser)] == [200, 302]
    assert AuditEvent.select().where(AuditEvent.action == "person.password_changed").count() == 1


def test_somebody_who_signs_in_by_code_can_set_a_first_one(client, cast):
    alice = client.as_(cast.alice)
    page = alice.get("/account/change")
    assert page.h1 == "Set a password"
    alice.submit(page, {"new_password": NEW})
    assert Person.get_by_id(cast.alice.id).password.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevenchars", "Use between 12 and 128 characters"),
        ("x" * 129, "Use between 12 and 128 characters"),
        ("aaaaaaaaaaaaaa", "Choose a password that is harder to guess"),
        ("123456789012", "Choose a password that is harder to guess"),
        ("Password1234", "Choose a password that is harder to guess"),
        ("alice@people.example", "Choose a password that is harder to guess"),
    ],
)
def test_a_password_is_long_and_not_the_first_guess(client, cast, password, said):
    alice = client.as_(cast.alice)
    page = alice.submit(alice.get("/account/change"), {"new_password": password})
    assert page.errors[0].startswith(said)
    assert page.error_at("new_password")


def test_a_password_may_hold_spaces_and_any_letters(client, cast):
    alice = client.as_(cast.alice)
    alice.submit(alice.get("/account/change"), {"new_password": "ŵyth llygoden ddu 🐁"})
    client.post("/account/login", {"email": "alice@people.example", "password": "ŵyth llygoden ddu 🐁"})
    assert status(client.browser) == 200


def test_a_password_costs_19_mib_to_check():
    """Of a copy: other tests make it cheap for as long as their pages are served."""
    spec = importlib.util.find_spec("portal.accounts.passwords")
    as_written = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(as_written)
    assert "$m=19456,t=2,p=1$" in as_written.hashed(NEW)


def test_hashes_of_an_older_cost_are_renewed_when_somebody_signs_in(client, cast, with_password):
    password = with_password(cast.alice)
    older = passwords.COST["time_cost"]
    before = Person.get_by_id(cast.alice.id).password
    assert f"t={older}" in before
    with client.app.app_context():
        security().pwd_context.update(argon2__time_cost=older + 1)
    client.post("/account/login", {"email": "alice@people.example", "password": password})
    assert f"t={older + 1}" in Person.get_by_id(cast.alice.id).password
