"""Counters of tries: no try is lost, and an old counter begins again."""

from datetime import datetime, timedelta
from typing import Any

import peewee

from models.rate_hit import RateHit
from models.store import writing

AT = datetime(2026, 10, 5, 8, 0)
MINUTE = timedelta(minutes=1)


def hit(now: datetime = AT, amount: int = 1, key: str = "k") -> int:
    with writing():
        return RateHit.hit(key, now + MINUTE, now, amount)


def test_tries_are_counted_by_key(store: peewee.Database) -> None:
    assert [hit(), hit(), hit(amount=3), hit(key="other")] == [1, 2, 5, 1]


def test_the_first_try_sets_when_the_counter_expires(store: peewee.Database) -> None:
    hit()
    hit(AT + MINUTE / 2)
    counter = RateHit.now("k", AT)
    assert counter
    assert (counter.count, counter.expires_at) == (2, AT + MINUTE)


def test_a_counter_that_has_expired_begins_again(store: peewee.Database) -> None:
    hit()
    assert RateHit.now("k", AT + MINUTE) is None
    assert hit(AT + MINUTE) == 1
    assert hit(AT + MINUTE) == 2


def test_no_try_is_lost_when_many_come_at_once(store: peewee.Database, together: Any) -> None:
    assert sorted(together(lambda _: hit(), 10)) == list(range(1, 11))


def test_counters_are_forgotten_and_swept(store: peewee.Database) -> None:
    for key in "abc":
        hit(key=key)
    with writing():
        RateHit.forget("a")
        assert RateHit.sweep(AT) == 0
        assert RateHit.sweep(AT + MINUTE) == 2
    assert RateHit.select().count() == 0
