"""One calendar address a person; the old one stops when a new one is made."""

from datetime import datetime
from typing import Any

import peewee
import pytest

from models.conflicts import AlreadyDone, broken_rule
from models.feed import Feed
from models.person import Person
from models.store import writing

NOW = datetime(2026, 10, 5, 8)


def test_a_new_address_stops_the_old_one_and_stopping_twice_is_said(desk: Any) -> None:
    alice = desk.cast.alice.id
    with writing():
        Feed.make(alice, "salt", "first", NOW)
        Feed.make(alice, "salt", "second", NOW)
    assert Feed.found("first") is None
    assert Feed.found("second") is not None
    with writing():
        Feed.stop(alice, NOW)
        with pytest.raises(AlreadyDone):
            Feed.stop(alice, NOW)
    assert (Feed.found("second"), Feed.of(alice)) == (None, None)


def test_who_may_not_sign_in_has_no_calendar_either(desk: Any) -> None:
    alice = desk.cast.alice.id
    with writing():
        Feed.make(alice, "salt", "digest", NOW)
        Person.update(active=False).where(Person.id == alice).execute()
    assert Feed.found("digest") is None


@pytest.mark.parametrize(
    ("again", "rule"),
    [({"key_digest": "b"}, "one_calendar_address_a_person"), ({"stopped_at": NOW}, "one_calendar_a_key")],
)
def test_the_database_keeps_one_address_a_person_and_key(desk: Any, again: dict[str, Any], rule: str) -> None:
    row = {"person": desk.cast.alice, "salt": "s", "key_digest": "a", "made_at": NOW}
    with writing():
        Feed.create(**row)
    with pytest.raises(peewee.IntegrityError) as broken, writing():
        Feed.create(**row | again)
    assert broken_rule(broken.value) == rule
