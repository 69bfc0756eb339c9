"""Anybody registers an organisation and themselves; the e-mail address is confirmed first."""

from datetime import timedelta

import pytest
import time_machine

from models.outbox import Message
from models.person import Membership, Person
from models.provider import Provider
from portal.clock import now

TYPED = {"name": "Noor Nasser", "email": "Noor@Maple.example", "legal_name": "Maple House CIC", "kind": "cic"}


def status(browser):
    return browser.get("/account/").status_code


def register(client, **changed):
    return client.submit(client.get("/account/register"), {**TYPED, **changed})


def test_a_code_confirms_the_address_and_makes_a_lead(client, store, newest_code):
    page = register(client)
    assert page.h1 == "Check your e-mail"
    assert Person.select().count() == 0
    page = client.submit(page, {"passcode": newest_code("noor@maple.example")})
    assert page.url == "/profile/"
    assert status(client.browser) == 200
    seat = Membership.get()
    assert (seat.role, seat.provider.legal_name, seat.person.email) == ("lead", "Maple House CIC", "noor@maple.example")


def test_the_link_does_the_same_in_another_browser(client, store, newest_link, app):
    register(client)
    other = type(client)(app)
    page = other.get(newest_link("noor@maple.example"))
    assert page.h1 == "Finish registering"
    assert Person.select().count() == 0  # mail scanners follow links: looking changes nothing
    assert other.submit(page).url == "/profile/"
    assert status(other.browser) == 200


def test_a_link_works_once(client, store, newest_link, app):
    register(client)
    link = newest_link("noor@maple.example")
    client.submit(client.get(link))
    other = type(client)(app)
    assert other.get(link, status=410).h1 == "This link works no more"
    other.post(link, status=410)
    assert Provider.select().count() == 1


def test_link_and_code_together_make_one_organisation(client, store, newest_link, newest_code, app):
    page = register(client)
    code = newest_code("noor@maple.example")
    other = type(client)(app)
    other.submit(other.get(newest_link("noor@maple.example")))
    client.submit(page, {"passcode": code})
    assert Provider.select().count() == 1
    assert status(client.browser) == 302


def test_a_link_ends_after_two_days(client, store, newest_link):
    register(client)
    with time_machine.travel(now() + timedelta(days=2, minutes=1)):
        client.get(newest_link("noor@maple.example"), status=410)


@pytest.mark.parametrize("token", ["x", "gAAAAABm" + "A" * 90])
def test_a_link_that_we_did_not_make_is_refused(client, store, token):
    client.get(f"/account/register/{token}", status=410)
    client.post(f"/account/register/{token}", status=410)


def test_a_link_holds_no_words_that_anybody_could_read(client, store, newest_link):
    register(client)
    assert "maple" not in newest_link("noor@maple.example").lower()


def test_a_wrong_code_makes_nobody(client, store, newest_code):
    page = register(client)
    wrong = "000000" if newest_code("noor@maple.example") != "000000" else "111111"
    page = client.submit(page, {"passcode": wrong})
    assert page.error_at("passcode")
    assert Person.select().count() == 0


def test_an_address_with_an_account_sees_the_same_page(client, cast, mails):
    fresh = register(client)
    known = register(client, email="alice@people.example")
    assert known.main.replace("alice@people", "noor@maple") == fresh.main
    (message,) = mails("alice@people.example")
    assert message.subject == "You already have an account"
    assert Provider.select().where(Provider.legal_name == "Maple House CIC").count() == 0


def test_what_is_missing_is_said_at_its_box_and_nothing_is_lost(client, store):
    page = register(client, email="noor", kind=[])
    assert page.errors == [
        "Select what kind of organisation it is",
        "Enter an e-mail address in the correct format, like name@example.com",
    ]
    assert page.error_at("email")
    assert page.one("//input[@name='name']/@value") == "Noor Nasser"
    assert Message.select().count() == 0


def test_what_nobody_sees_is_taken_out_of_a_name(client, store, newest_code):
    page = register(client, legal_name="Maple\u200b House\x00  CIC ", name="No\u202eor")
    client.submit(page, {"passcode": newest_code("noor@maple.example")})
    assert (Provider.get().legal_name, Person.get().name) == ("Maple House CIC", "Noor")


def test_somebody_signed_in_registers_another_organisation_at_once(client, cast):
    alice = client.as_(cast.alice)
    page = alice.get("/account/register")
    assert page.h1 == "Register another organisation"
    page = alice.submit(page, {"legal_name": "Elm House Ltd", "kind": "company"})
    assert page.url == "/profile/"
    assert "Elm House Ltd" in page.main
    assert Membership.select().where(Membership.person == cast.alice.id).count() == 2


def test_registering_opens_no_contract_or_return_of_anybody(client, cast, newest_code):
    page = register(client, legal_name="Harbour Young People")
    client.submit(page, {"passcode": newest_code("noor@maple.example")})
    assert Provider.select().where(Provider.legal_name == "Harbour Young People").count() == 2
    assert "Bob Barton" not in client.get("/people/").main
