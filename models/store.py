"""The store: one database, SQLite or PostgreSQL, and the only ways to read it and to write to it.

Which of the two it is is asked here and in `outbox.py`, nowhere else.
"""

import errno
import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import apsw
import psycopg
from peewee import AutoField, DatabaseProxy, Model, ModelIndex, OperationalError, PostgresqlDatabase
from playhouse.apsw_ext import APSWDatabase
from psycopg import errors as pg

WAIT_SECONDS = 5
"""How long a write waits for its turn before it gives up with “locked”."""

MIGRATING = 0x45564E48
"""The number of the advisory lock that is held while PostgreSQL is being migrated ("EVNH")."""

store = DatabaseProxy()


class StillLockedError(OperationalError):
    """Another thread of this process has kept the store for longer than `WAIT_SECONDS`."""


class Base(Model):
    """What every table of the store has: a whole number that is never seen outside."""

    id = AutoField()

    class Meta:
        database = store
        legacy_table_names = False


def unique(model: type[Base], *fields: Any, name: str, where: Any = None) -> None:
    """Give `model` a unique index whose name is a sentence; `where` makes it a partial one."""
    model.add_index(ModelIndex(model, fields, unique=True, name=name, where=where))


def bind(_cursor: object, _number: int, value: object) -> object:
    """What SQLite has no type for, in the form that peewee reads back and that sorts as it should.

    Raises TypeError for an instant with a zone: instants are naive UTC.
    """
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise TypeError("Instants are stored as naive UTC; this one has a zone.")
        return value.isoformat(sep=" ", timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"The store has no form for {type(value).__name__}.")


class Sqlite(APSWDatabase):
    """SQLite through apsw, which carries a version without the checkpoint bug of the system’s own.

    `synchronous=full`: with normal, a power cut loses what was acknowledged. `secure_delete`: what was taken out is
    overwritten in the file, not only forgotten.
    """

    def __init__(self, path: str) -> None:
        pragmas = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "secure_delete": 1}
        super().__init__(path, pragmas=pragmas, timeout=WAIT_SECONDS)  # type: ignore[no-untyped-call]
        self.one_writer = threading.Lock()

    def _connect(self) -> Any:
        connection = super()._connect()  # type: ignore[no-untyped-call]
        connection.convert_binding = bind
        return connection

    @contextmanager
    def write(self) -> Iterator[None]:
        """One writer at a time: waiting in line here is far shorter than SQLite’s own retries."""
        if not self.one_writer.acquire(timeout=WAIT_SECONDS):
            raise StillLockedError("database is locked")
        try:
            with self.atomic("IMMEDIATE"):
                yield
        finally:
            self.one_writer.release()

    @contextmanager
    def read(self) -> Iterator[None]:
        with self.atomic("DEFERRED"):
            yield

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Migrations switch foreign keys off, which no transaction allows: a lock beside the file it is."""
        with Path(f"{self.database}.migrating").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def clock(self) -> datetime | None:
        """The store has no clock of its own."""
        return None

    def has_open_transaction(self) -> bool:
        return not self.connection().getautocommit()

    def forget(self) -> None:
        """Writes the log back into the file and empties it: old pages stand in it until then."""
        with self.one_writer:
            self.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


class Postgres(PostgresqlDatabase):
    """PostgreSQL through psycopg 3, for when the store outgrows one machine."""

    def __init__(self, url: str) -> None:
        super().__init__(url, prefer_psycopg3=True)

    def _initialize_connection(self, connection: psycopg.Connection) -> None:
        connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'; SET TIME ZONE 'UTC'".encode())

    @contextmanager
    def write(self) -> Iterator[None]:
        with self.atomic(isolation_level="READ COMMITTED"):
            yield

    @contextmanager
    def read(self) -> Iterator[None]:
        with self.atomic(isolation_level="REPEATABLE READ"):
            yield

    def clock(self) -> datetime | None:
        """What the server’s clock shows: naive UTC."""
        found: datetime = self.execute_sql("SELECT clock_timestamp() AT TIME ZONE 'UTC'").fetchone()[0]
        return found

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """An advisory lock of the session, waited for as long as the other migration takes."""
        self.execute_sql("SET lock_timeout = 0")
        self.execute_sql("SELECT pg_advisory_lock(%s)", (MIGRATING,))
        try:
            yield
        finally:
            self.execute_sql("SELECT pg_advisory_unlock(%s)", (MIGRATING,))
            self.execute_sql(f"SET lock_timeout = '{WAIT_SECONDS}s'")

    def forget(self) -> None:
        """Old versions of a row go with the server’s own vacuum."""

    def has_open_transaction(self) -> bool:
        status: int = self.connection().pgconn.transaction_status
        return status != psycopg.pq.TransactionStatus.IDLE


def open_store(url: str) -> Sqlite | Postgres:
    """Point the store at `sqlite:///relative/path`, `sqlite:////absolute/path` or `postgresql://…`.

    Nothing is connected yet. Raises ValueError for any other address.
    """
    kind, found, rest = url.partition("://")
    if kind == "sqlite" and found and len(rest) > 1 and rest.startswith("/") and rest != "/:memory:":
        engine: Sqlite | Postgres = Sqlite(rest[1:])
    elif kind in ("postgresql", "postgres") and found:
        engine = Postgres(f"postgresql://{rest}")
    else:
        raise ValueError("The address of the store must begin with sqlite:/// or postgresql://.")
    store.initialize(engine)
    return engine


def engine() -> Sqlite | Postgres:
    """The database that the store stands on. Raises RuntimeError before `open_store`."""
    if store.obj is None:
        raise RuntimeError("Call open_store() first.")
    opened: Sqlite | Postgres = store.obj
    return opened


class _Here(threading.local):
    writing = False


_here = _Here()


@contextmanager
def writing() -> Iterator[None]:
    """The only way to write. All of it is kept, or nothing of it.

    Does not nest. No rendering, no hashing of passwords, no files and no mail inside: others wait meanwhile.
    """
    _refuse_to_nest()
    with engine().write():
        _here.writing = True
        try:
            yield
        finally:
            _here.writing = False


@contextmanager
def reading() -> Iterator[None]:
    """For what shows two things that must agree: everything read inside is of one moment. Does not nest."""
    _refuse_to_nest()
    with engine().read():
        yield


def forget() -> None:
    """After `writing()`, when something was taken out: nothing of it stays in files beside the store."""
    _refuse_to_nest()
    engine().forget()


def _refuse_to_nest() -> None:
    if engine().in_transaction():
        raise RuntimeError("writing() and reading() do not nest.")


def must_be_writing() -> None:
    """Raises RuntimeError outside `writing()`: a transition and its audit event are kept together or not at all."""
    if not _here.writing:
        raise RuntimeError("This belongs inside writing().")


def locked(query: Any) -> Any:
    """The same query, its rows kept from other writers until the end; SQLite has one writer anyway."""
    return query.for_update() if engine().for_update else query


def new_request() -> None:
    """Before each request: a connection that works, the thread’s own from last time if it can be."""
    database = engine()
    if not database.is_closed() and not database.is_connection_usable():
        _drop(database)
    database.connect(reuse_if_open=True)


def end_request() -> None:
    """After each request: nothing stays open but the connection."""
    database = store.obj
    if database is None or database.is_closed():
        return
    while database.in_transaction():
        database.pop_transaction()
    _here.writing = False
    try:
        if database.has_open_transaction():
            database.rollback()
    except Exception:  # whatever is wrong with it, the next request must not meet it
        _drop(database)


def _drop(database: Sqlite | Postgres) -> None:
    connection: Any = database.connection()  # type: ignore[no-untyped-call]
    database.dispose()
    with suppress(Exception):
        connection.close()


def causes(exc: BaseException | None) -> Iterator[BaseException]:
    """The exception and all that led to it: peewee hides a full disk behind “cannot rollback”."""
    todo, seen = [exc], set[int]()
    while todo:
        one = todo.pop(0)
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            todo += [one.__cause__, one.__context__]


FULL = (apsw.FullError, pg.DiskFull)
CROSSED = (pg.DeadlockDetected, pg.SerializationFailure)
LOCKED = (StillLockedError, apsw.BusyError, apsw.LockedError, pg.LockNotAvailable, *CROSSED)
BROKEN = (
    apsw.IOError, apsw.CantOpenError, apsw.CorruptError, apsw.NotADBError, apsw.ReadOnlyError,
    psycopg.OperationalError, psycopg.InterfaceError,
)  # fmt: skip


def is_full_or_broken(exc: BaseException) -> Literal["full", "locked", "broken"] | None:
    """Whether the store, not the program, is what failed: disk full, locked for too long, or out of order."""
    chain = list(causes(exc))
    if any(isinstance(one, FULL) or _no_space(one) for one in chain):
        return "full"
    if any(isinstance(one, LOCKED) for one in chain):
        return "locked"
    return "broken" if any(isinstance(one, BROKEN) for one in chain) else None


def crossed(exc: BaseException) -> bool:
    """Whether two writers waited for each other: PostgreSQL lets one go on, undoes the other, and asks it to begin
    again (PostgreSQL’s documentation, 13.5)."""
    return any(isinstance(one, CROSSED) for one in causes(exc))


def _no_space(exc: BaseException) -> bool:
    return isinstance(exc, OSError) and exc.errno in (errno.ENOSPC, errno.EDQUOT)
