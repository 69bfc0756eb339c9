"""Sign-ins: live until they are ended or over."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.conflicts import AlreadyDone
from models.person import Person
from models.sign_in import LASTS, SignIn
from models.store import writing
from tests.fixtures.cast import Cast

SECOND = timedelta(seconds=1)


def begin(cast: Cast, now: datetime, key: str = "key") -> SignIn:
    with writing():
        return SignIn.begin(cast.alice.id, key, "Firefox on Linux", now)


def test_a_sign_in_is_found_by_its_key_with_its_person_in_one_query(
    cast: Cast, now: datetime, count_queries: Any
) -> None:
    begin(cast, now)

    def find() -> None:
        found = SignIn.live("key", now)
        assert found
        assert (found.person.name, found.device) == (cast.alice.name, "Firefox on Linux")

    assert count_queries(find) == 1
    assert SignIn.live("other", now) is None


def test_the_key_itself_is_not_kept(cast: Cast, now: datetime) -> None:
    begin(cast, now, "a very secret key")
    assert "secret" not in str(SignIn.get().__data__)


def test_a_copied_cookie_is_worth_nothing_after_signing_out(cast: Cast, now: datetime) -> None:
    sign_in = begin(cast, now)
    with writing():
        sign_in.end(now + SECOND)
    assert SignIn.live("key", now + SECOND) is None
    with pytest.raises(AlreadyDone), writing():
        sign_in.end(now)


def test_a_sign_in_is_over_after_21_hours(cast: Cast, now: datetime) -> None:
    begin(cast, now)
    assert SignIn.live("key", now + LASTS - SECOND)
    assert SignIn.live("key", now + LASTS) is None


def test_somebody_who_is_no_longer_active_is_signed_in_nowhere(cast: Cast, now: datetime) -> None:
    begin(cast, now)
    with writing():
        Person.update(active=False).where(Person.id == cast.alice.id).execute()
    assert SignIn.live("key", now) is None


def test_it_is_noted_once_in_five_minutes_that_it_is_in_use(cast: Cast, now: datetime) -> None:
    sign_in, later = begin(cast, now), now + timedelta(minutes=5)
    assert not sign_in.is_due(later - SECOND)
    assert sign_in.is_due(later)
    with writing():
        sign_in.seen(later)
    assert SignIn.get().seen_at == later
    assert not sign_in.is_due(later + SECOND)


def test_all_sign_ins_but_this_one_are_ended(cast: Cast, now: datetime) -> None:
    kept = begin(cast, now)
    for number in range(2):
        begin(cast, now + SECOND * (number + 1), f"key {number}")
    assert [s.began_at for s in SignIn.of(cast.alice.id, now)] == [now + SECOND * 2, now + SECOND, now]
    with writing():
        assert SignIn.end_all(cast.alice.id, now, but=kept.id) == 2
    assert [s.id for s in SignIn.of(cast.alice.id, now)] == [kept.id]
    with writing():
        assert SignIn.end_all(cast.alice.id, now) == 1
        assert SignIn.end_all(cast.bob.id, now) == 0
