"""Codes, registering and sign-ins, on either store."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from models.conflicts import Taken
from models.outbox import Message
from models.person import Membership, Person
from models.sign_in import SignIn
from models.store import writing
from portal.accounts import codes, sessions, tokens, work
from portal.mail import compose

NOOR = work.Newcomer("Noor Nasser", "Noor@Maple.example", "Maple House CIC", "cic")


@pytest.fixture(autouse=True)
def keys(settings):
    """As `create_app` gives them."""
    compose.configure(settings)
    codes.use_key(settings.derived("codes").hex())
    tokens.use_key(settings.derived("links"))


def code_for(email):
    return re.search(r"\b\d{6}\b", Message.select().where(Message.to == email).order_by(Message.id.desc()).get().text)[
        0
    ]


def test_a_code_belongs_to_one_address_and_is_used_up(cast, now):
    work.send_code("Alice@People.example", now)
    code = code_for("alice@people.example")
    assert work.use_code("bob@people.example", code, now) is None
    assert work.use_code("alice@people.example", code, now) == cast.alice.id
    assert work.use_code("alice@people.example", code, now) is None


@pytest.mark.parametrize(("minutes", "fits"), [(0, True), (9, True), (10, True), (21, False)])
def test_a_code_lasts_ten_minutes_at_least_and_twenty_at_most(now, minutes, fits):
    secret, code = codes.new(now)
    assert codes.matches(code, secret, now + timedelta(minutes=minutes)) is fits


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "½23456"])
def test_what_is_no_code_fits_nothing(now, typed):
    assert not codes.matches(typed, codes.new(now)[0], now)


def test_what_is_kept_of_a_code_does_not_show_it(now):
    secret, code = codes.new(now)
    assert code not in secret


def test_a_token_is_for_one_purpose_and_one_time(now):
    token = tokens.seal("register", {"a": "b"}, now)
    week = timedelta(days=7)
    assert tokens.unseal("register", token, now + timedelta(days=6), week) == {"a": "b"}
    assert tokens.unseal("reset", token, now, week) is None
    assert tokens.unseal("register", token, now + timedelta(days=8), week) is None
    assert tokens.unseal("register", token[:-4] + "AAAA", now, week) is None


def test_registering_makes_person_organisation_and_lead_together(store, now):
    person = work.register(NOOR, now)
    made = Person.get_by_id(person)
    assert (made.email, made.confirmed_at) == ("noor@maple.example", now)
    assert [(row.role, row.person_id) for row in Membership.live()] == [("lead", person)]


def test_registering_twice_makes_nothing_more(store, now):
    work.register(NOOR, now)
    with pytest.raises(Taken):
        work.register(NOOR, now)
    assert Membership.select().count() == 1


def test_a_link_is_over_once_its_address_has_an_account(store, now):
    pending = work.ask_to_register(NOOR, now)
    assert work.newcomer(pending.token, now) == NOOR
    work.register(NOOR, now)
    assert work.newcomer(pending.token, now) is None


def test_an_inactive_person_gets_no_code(cast, now):
    with writing():
        Person.update(active=False).where(Person.id == cast.alice.id).execute()
    work.send_code("alice@people.example", now)
    assert Message.get().subject == "There is no account with this address"


def test_sign_ins_end_one_by_one_and_together(cast, now):
    with writing():
        keys = [sessions.begin(cast.alice, "a browser", now)[sessions.KEY] for _ in range(3)]
    rows = SignIn.of(cast.alice.id, now)
    assert not work.end_sign_in(cast.alice.id, uuid4(), now)
    assert not work.end_sign_in(cast.bob.id, rows[0].public_id, now)
    assert work.end_sign_in(cast.alice.id, rows[0].public_id, now)
    assert work.end_other_sign_ins(cast.alice.id, rows[1].id, now) == 1
    assert [sessions.live(key, now, 20) is not None for key in keys].count(True) == 1


def test_a_cookie_that_we_did_not_make_is_nobody(cast, now):
    assert sessions.live("x" * 43, now, 20) is None
    assert sessions.live(None, now, 20) is None
