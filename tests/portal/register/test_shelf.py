"""Files that wait: under their digest, whole or not at all, for a day."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from portal.register.shelf import About, Shelf

NOW = datetime(2026, 10, 5, 8, 0)
ABOUT = About("register.csv", "Joan Joyce", NOW.isoformat())
WHOSE = uuid4()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "imports")


def test_what_is_put_there_is_found_by_its_digest(shelf: Shelf) -> None:
    put = shelf.put(WHOSE, b"rows", ABOUT)
    assert put.digest == sha256(b"rows").hexdigest()
    found = shelf.find(WHOSE, put.digest)
    assert found == put
    assert found.content() == b"rows"
    assert found.outcome() is None
    assert shelf.find(uuid4(), put.digest) is None


@pytest.mark.parametrize("digest", ["", "..", "../../secret.key", "A" * 64, "0" * 63, "0" * 64, "%2e%2e"])
def test_nothing_else_is_looked_for(shelf: Shelf, digest: str) -> None:
    shelf.put(WHOSE, b"rows", ABOUT)
    assert shelf.find(WHOSE, digest) is None


def test_an_outcome_is_there_whole_and_goes_with_its_file(shelf: Shelf) -> None:
    put = shelf.put(WHOSE, b"rows", ABOUT)
    put.say({"counts": {"new": 1}, "name": "Café"})
    put.done(40)
    assert put.outcome() == {"counts": {"new": 1}, "name": "Café"}
    assert put.progress() == 40
    put.remove()
    assert shelf.find(WHOSE, put.digest) is None
    assert put.outcome() is None
    assert put.progress() == 0
    assert not put.is_worked_on()


def test_one_at_a_time_has_a_file_in_hand(shelf: Shelf) -> None:
    put = shelf.put(WHOSE, b"rows", ABOUT)
    claim = put.claim()
    assert claim
    assert put.claim() is None
    assert put.is_worked_on()
    claim.close()
    assert not put.is_worked_on()


def test_a_file_goes_after_a_day_unless_it_is_in_hand(shelf: Shelf) -> None:
    old = shelf.put(WHOSE, b"old", ABOUT)
    shelf.put(WHOSE, b"new", About("n.csv", "Joan Joyce", (NOW + timedelta(hours=2)).isoformat()))
    assert shelf.sweep(NOW + timedelta(days=1)) == 0
    claim = old.claim()
    assert claim
    assert shelf.sweep(NOW + timedelta(days=1, seconds=1)) == 0
    claim.close()
    assert shelf.sweep(NOW + timedelta(days=1, seconds=1)) == 1
    assert [one.about.name for one in shelf.of([WHOSE])] == ["n.csv"]


def test_nothing_of_another_authority_is_listed(shelf: Shelf) -> None:
    shelf.put(WHOSE, b"rows", ABOUT)
    assert shelf.of([uuid4()]) == []
    assert Shelf(shelf.folder / "not there").of([WHOSE]) == []


def test_a_file_that_was_altered_is_not_the_one_that_was_put_there(shelf: Shelf) -> None:
    put = shelf.put(WHOSE, b"rows", ABOUT)
    (put.place / "file").write_bytes(b"others")
    with pytest.raises(OSError, match="not the one"):
        put.content()
