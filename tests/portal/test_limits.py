"""How often somebody may try; the counters stand in the store and count for every process."""

from datetime import timedelta

import pytest
import time_machine

from models.rate_hit import RateHit
from models.store import writing
from portal import limits
from portal.accounts import passwords
from portal.app import create_app
from portal.clock import now
from tests.fixtures.client import HouseClient

WRONG = {"email": "alice@people.example", "password": "not this one at all"}  # pragma: allowlist secret


def tries(browser, times, url="/account/login", address="192.0.2.1", **typed):
    sent = {**WRONG, **typed, "csrf_token": HouseClient.csrf_token(browser)}
    return [
        browser.browser.post(url, data=sent, environ_overrides={"REMOTE_ADDR": address}).status_code
        for _ in range(times)
    ]


def test_an_account_may_be_tried_ten_times_in_a_quarter_of_an_hour(client, cast):
    assert tries(client, 11) == [200] * 10 + [429]
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1)):
        assert tries(client, 1) == [200]


def test_the_limit_holds_across_two_processes(client, cast, settings):
    other = HouseClient(create_app(settings))
    assert tries(client, 6) == [200] * 6
    assert tries(other, 5, address="192.0.2.2") == [200] * 4 + [429]


def test_a_limit_kept_by_each_process_for_itself_would_let_twice_as_many_through(client, cast, settings, monkeypatch):
    """The positive control: counters in the memory of each process."""
    other = HouseClient(create_app(settings))
    counts = {}

    def own(app):
        kept = counts.setdefault(id(app), {})

        def hit(key, *_args):
            kept[key] = kept.get(key, 0) + 1
            return kept[key]

        monkeypatch.setattr(limits.StoreStorage, "incr", lambda _self, key, _expiry, amount=1: hit(key))
        monkeypatch.setattr(limits.StoreStorage, "get", lambda _self, key: kept.get(key, 0))

    own(client.app)
    assert 429 not in tries(client, 10)
    own(other.app)
    assert 429 not in tries(other, 10)


def test_passwords_and_codes_count_together(client, cast):
    tries(client, 6)
    guesses = tries(client, 5, "/account/us-signin", identity="alice@people.example", email="", passcode="123456")
    assert guesses == [200] * 4 + [429]


def test_somebody_elses_tries_lock_nobody_out(client, cast):
    tries(client, 11)
    assert tries(client, 1, email="bob@people.example", address="192.0.2.9") == [200]


def test_one_network_address_may_try_many_accounts_but_not_for_ever(client, cast):
    statuses = [tries(client, 1, email=f"person{n}@people.example")[0] for n in range(61)]
    assert statuses == [200] * 60 + [429]
    assert tries(client, 1, email="bob@people.example", address="192.0.2.9") == [200]


def test_spelling_an_address_otherwise_gains_nothing(client, cast):
    spellings = ("alice@people.example", "ALICE@people.example", " alice@people.example ")
    statuses = [tries(client, 1, email=spellings[n % 3])[0] for n in range(11)]
    assert statuses == [200] * 10 + [429]


def test_signing_in_rightly_is_not_counted(client, cast):
    kept = passwords.hashed("copper lantern thursday")
    with writing():
        type(cast.alice).update(password=kept).where(type(cast.alice).id == cast.alice.id).execute()
    for _ in range(12):
        browser = HouseClient(client.app)
        assert tries(browser, 1, password="copper lantern thursday") == [302]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [("/account/us-signin/send-code", 10), ("/account/reset", 5)],
)
def test_mail_to_one_address_is_limited(client, cast, url, allowed):
    statuses = tries(client, allowed + 1, url)
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]


def test_registering_is_limited(client, store):
    typed = {"name": "N", "legal_name": "Maple", "kind": "cic", "email": "n@maple.example"}
    assert tries(client, 6, "/account/register", **typed) == [302] * 5 + [429]


def test_no_counter_is_shared_by_everybody(client, store):
    """Nobody who forgets the address in the form counts against all others who do."""
    tries(client, 61, email="")
    assert tries(client, 1, email="", address="192.0.2.9") == [200]


def test_the_page_of_a_limit_is_in_the_look_of_the_house(client, cast):
    for _ in range(10):
        client.post("/account/login", WRONG)
    page = client.post("/account/login", WRONG, status=429)
    assert page.h1


def test_looking_at_a_page_is_never_limited(client, cast):
    tries(client, 11)
    assert client.get("/account/login").status == 200


def test_counters_hold_no_address(client, cast):
    tries(client, 1)
    kept = " ".join(row.key for row in RateHit.select())
    assert "alice" not in kept
    assert "192.0.2" not in kept


def test_the_storage_does_what_the_library_asks(store):
    storage = limits.StoreStorage("evenhand://")
    assert storage.check()
    assert [storage.incr("a", 60), storage.incr("a", 60), storage.get("a"), storage.get("b")] == [1, 2, 2, 0]
    storage.clear("a")
    assert storage.get("a") == 0
    storage.incr("a", 60)
    assert storage.reset() == 1


def test_counters_that_are_over_are_taken_away(store):
    storage = limits.StoreStorage("evenhand://")
    storage.incr("a", 60)
    with time_machine.travel(now() + timedelta(minutes=2)):
        storage.incr("b", 60)
        assert [row.key for row in RateHit.select()] == ["b"]
