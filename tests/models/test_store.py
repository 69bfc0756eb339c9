"""Reading and writing: all or nothing, of one moment, one writer at a time; and what is said when the store fails."""

import threading
from contextlib import nullcontext
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import apsw
import peewee
import psycopg
import pytest

from models import store as store_module
from models.authority import Authority
from models.outbox import Message
from models.person import Person
from models.provider import Provider
from models.store import (
    Sqlite,
    bind,
    end_request,
    is_full_or_broken,
    must_be_writing,
    new_request,
    open_store,
    reading,
    writing,
)

AT = datetime(2026, 10, 25, 0, 30, 0, 123000)


def test_values_come_back_as_they_were(store: peewee.Database) -> None:
    with writing():
        made = Provider.create(
            slug="s",
            legal_name="N’s “Näme”",
            kind="company",
            insurance_cover_pence=10**12,
            insurance_expires_on=date(2027, 3, 31),
        )
        person = Person.create(email="a@people.example", active=False, confirmed_at=AT)
    found, who = Provider.get_by_id(made.id), Person.get_by_id(person.id)
    assert (found.legal_name, found.insurance_cover_pence) == ("N’s “Näme”", 10**12)
    assert (found.insurance_expires_on, who.confirmed_at) == (date(2027, 3, 31), AT)
    assert isinstance(found.public_id, UUID)
    assert found.public_id == made.public_id
    assert who.active is False
    assert Person.get(Person.confirmed_at == AT, ~Person.active) == who


def test_instants_compare_as_instants_whatever_their_fraction(store: peewee.Database) -> None:
    with writing():
        for number, at in enumerate((AT.replace(microsecond=0), AT, AT.replace(microsecond=999000))):
            Person.create(email=f"{number}@people.example", confirmed_at=at)
    assert Person.select().where(Person.confirmed_at <= AT).count() == 2
    assert Person.select().where(Person.confirmed_at > AT.replace(microsecond=0)).count() == 2


def test_sqlite_is_bound_what_it_has_no_type_for() -> None:
    key = uuid4()
    assert bind(None, 1, AT) == "2026-10-25 00:30:00.123000"
    assert bind(None, 1, date(2026, 10, 5)) == "2026-10-05"
    assert bind(None, 1, key) == key.hex
    assert bind(None, 1, Decimal("1.20")) == "1.20"


@pytest.mark.parametrize("value", [AT.replace(tzinfo=UTC), object()], ids=["an aware instant", "anything else"])
def test_sqlite_is_not_bound_what_would_not_come_back(value: object) -> None:
    with pytest.raises(TypeError):
        bind(None, 1, value)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_sqlite_keeps_what_it_has_acknowledged(store: Sqlite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Sqlite, "_set_pragmas")  # the tests’ own, which syncs nothing
    store.close()
    store.connect()
    assert store.pragma("journal_mode") == "wal"
    assert store.pragma("synchronous") == 2, "2 is FULL; with NORMAL a power cut loses what was acknowledged"
    assert store.pragma("foreign_keys") == 1
    assert store.pragma("busy_timeout") == 5000
    assert store.server_version >= (3, 51, 3), "older versions can corrupt a WAL database"


@pytest.mark.parametrize(
    "url", ["", "mysql://host/db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "evenhand.sqlite"]
)
def test_an_address_that_is_none_of_the_two_stores_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address of the store"):
        open_store(url)


def test_an_error_undoes_all_that_was_written(store: peewee.Database) -> None:
    def fail() -> None:
        Person.create(email="a@people.example")
        raise RuntimeError("oh")

    with pytest.raises(RuntimeError, match="oh"), writing():
        fail()
    assert Person.select().count() == 0


@pytest.mark.parametrize("outer", [reading, writing])
@pytest.mark.parametrize("inner", [reading, writing])
def test_reading_and_writing_do_not_nest(store: peewee.Database, outer: Any, inner: Any) -> None:
    with outer(), pytest.raises(RuntimeError, match="nest"), inner():
        pass


@pytest.mark.parametrize("where", [reading, nullcontext])
def test_what_must_be_written_with_its_audit_event_is_refused_outside_writing(
    store: peewee.Database, where: Any
) -> None:
    with where(), pytest.raises(RuntimeError, match="inside writing"):
        must_be_writing()
    with writing():
        must_be_writing()
    with pytest.raises(RuntimeError):
        must_be_writing()


def _torn(pairs: int, read: Any) -> int:
    """How many of so many reads of two figures, which a writer keeps equal, found them different."""
    done, torn = threading.Event(), 0

    def keep_changing() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with writing():
                Authority.update(read_within_days=number).execute()
                Provider.update(version=number).execute()
        store_module.engine().close()

    writer = threading.Thread(target=keep_changing)
    writer.start()
    try:
        for _ in range(pairs):
            with read():
                first = Authority.get().read_within_days
                torn += first != Provider.get().version
    finally:
        done.set()
        writer.join()
    return torn


@pytest.fixture
def two_figures(store: peewee.Database) -> None:
    with writing():
        Authority.create(slug="a", name="A", read_within_days=1)
        Provider.create(slug="p", legal_name="P", kind="company", version=1)


def test_what_is_read_together_is_of_one_moment(two_figures: None) -> None:
    assert _torn(300, reading) == 0


def test_without_reading_it_would_not_be(two_figures: None) -> None:
    """The positive control of the test above."""
    assert _torn(2000, nullcontext) > 0


def test_writers_wait_for_each_other_and_none_is_lost(two_figures: None, together: Any) -> None:
    def one_more(_: int) -> None:
        for _ in range(5):
            with writing():
                now = store_module.locked(Provider.select()).get().version
                Provider.update(version=now + 1).execute()

    assert together(one_more, 8) == [None] * 8
    assert Provider.get().version == 41


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_store_that_another_process_keeps_locked_says_locked_and_can_still_be_read(
    two_figures: None, store: Sqlite
) -> None:
    other = apsw.Connection(store.database)
    other.execute("BEGIN IMMEDIATE")
    store.execute_sql("PRAGMA busy_timeout = 100")
    with pytest.raises(peewee.OperationalError) as caught, writing():
        pass
    assert is_full_or_broken(caught.value) == "locked"
    with reading():
        assert Provider.get().version == 1
    other.execute("ROLLBACK")
    with writing():
        Provider.update(version=2).execute()


def test_a_writer_that_waits_too_long_says_locked(
    two_figures: None, store: Any, together: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "WAIT_SECONDS", 0.2)

    def write(number: int) -> None:
        store.close()  # a connection that was opened before waits as long as it was told then
        try:
            with writing():
                Provider.update(version=number).execute()
                done.wait(60)
        finally:
            done.set()

    done = threading.Event()
    outcomes = [outcome for outcome in together(write, 2) if outcome is not None]
    assert [is_full_or_broken(error) for error in outcomes] == ["locked"]


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_full_disk_says_full_though_peewee_says_something_else(two_figures: None, store: Sqlite) -> None:
    store.execute_sql(f"PRAGMA max_page_count = {store.pragma('page_count')}")

    def fill() -> None:
        with store.atomic():
            for number in range(100):
                Message.put(f"{number}@people.example", "s", "x" * 5000, "a", AT)

    with pytest.raises(peewee.PeeweeException) as caught, writing():
        fill()
    assert is_full_or_broken(caught.value) == "full"
    assert Message.select().count() == 0
    with writing():
        Provider.update(version=2).execute()


def test_a_store_that_cannot_be_opened_says_broken(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'missing' / 'evenhand.sqlite'}")
    with pytest.raises(peewee.OperationalError) as caught:
        new_request()
    assert is_full_or_broken(caught.value) == "broken"


def test_a_file_that_is_no_store_says_broken(tmp_path: Path) -> None:
    path = tmp_path / "evenhand.sqlite"
    path.write_bytes(b"not a database at all" * 500)
    open_store(f"sqlite:///{path}")
    with pytest.raises(peewee.DatabaseError) as caught:
        new_request()
    assert is_full_or_broken(caught.value) == "broken"


@pytest.mark.parametrize("engine", ["postgresql"])
def test_a_server_that_went_away_says_broken_and_the_next_request_connects_anew(store: Any, store_url: str) -> None:
    new_request()
    (backend,) = store.execute_sql("SELECT pg_backend_pid()").fetchone()
    with psycopg.connect(store_url) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (backend,))
    with pytest.raises(peewee.PeeweeException) as caught:
        Person.select().count()
    assert is_full_or_broken(caught.value) == "broken"
    end_request()
    new_request()
    assert Person.select().count() == 0


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device"), "full"),
        (psycopg.errors.DiskFull(), "full"),
        (psycopg.errors.DeadlockDetected(), "locked"),
        (apsw.IOError(), "broken"),
        (psycopg.OperationalError(), "broken"),
        (OSError(2, "No such file"), None),
        (ValueError(), None),
    ],
)
def test_what_is_wrong_with_the_store_is_told_from_what_is_wrong_with_the_program(error: Exception, says: str) -> None:
    assert is_full_or_broken(error) == says
    hidden = peewee.OperationalError("cannot rollback - no transaction is active")
    hidden.__context__ = error
    assert is_full_or_broken(hidden) == says


def test_a_request_keeps_the_connection_of_the_one_before(store: peewee.Database) -> None:
    new_request()
    first = store.connection()
    end_request()
    new_request()
    assert store.connection() is first
    end_request()


def test_the_end_of_a_request_rolls_back_what_is_open(store: peewee.Database) -> None:
    new_request()
    store.atomic().__enter__()
    Person.create(email="a@people.example")
    end_request()
    assert not store.in_transaction()
    new_request()
    assert Person.select().count() == 0


def test_the_end_of_a_request_that_never_read_is_nothing(store: peewee.Database) -> None:
    store.close()
    end_request()
    assert store.is_closed()
