"""What tests of the models share. The store and the cast come from tests/fixtures/."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import peewee
import pytest

from models import audit
from models.monitoring_return import Return
from models.period import Period
from models.store import writing
from models.submission import Submission
from tests.fixtures.cast import SET, Cast

QUARTER = Period.parse("2026-27-Q2")
DUE = date(2026, 10, 21)


@pytest.fixture
def audit_key(store: peewee.Database) -> bytes:
    """The installation’s key, which the store was opened with."""
    return audit._the_key()


class Desk:
    """Takes one return through its life, so that a test says only what it is about."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now

    def ask(self, **other: Any) -> Return:
        """A return that Dana asks Harbour for."""
        values: dict[str, Any] = {
            "authority": self.cast.fairshire,
            "provider": self.cast.harbour,
            "service": self.cast.service,
            "home": None,
            "set_key": SET,
            "set_version": "2026-1",
            "tier": "core",
            "period": QUARTER,
            "due_on": DUE,
            "why": "So that we know how young people are.",
            "officer": self.cast.dana,
            "by": self.cast.dana.id,
            "at": self.now,
        }
        with writing():
            return Return.ask(**values | other)

    def answer(self, ret: Return, key: str = "places", value: Any = 3, **other: Any) -> int:
        values = {"by": self.cast.bob.id, "at": self.now, "version": ret.version} | other
        with writing():
            return ret.answer(key, value=value, **values)

    def send(self, ret: Return, digest: str = "d1", **other: Any) -> Submission:
        values: dict[str, Any] = {
            "payload": b'{"answers":{}}',
            "texts": {},
            "by": self.cast.alice.id,
            "at": self.now,
            "arrived_at": self.now,
            "version": ret.version,
        }
        with writing():
            return ret.send(digest=digest, **values | other)

    def act(self, ret: Return, verb: str, *said: Any, **other: Any) -> Any:
        """One of the decisions, at the version that `ret` is at."""
        with writing():
            values = {"by": self.cast.dana.id, "at": self.now, "version": ret.version} | other
            return getattr(ret, verb)(*said, **values)

    def in_state(self, state: str, **other: Any) -> Return:
        """A return that has come as far as `state` by the legal way."""
        ret = self.ask(**other)
        steps: dict[str, Callable[[], Any]] = {
            "draft": lambda: self.answer(ret),
            "received": lambda: self.send(ret),
            "accepted": lambda: self.act(ret, "accept", "Thank you."),
        }
        if state == "withdrawn":
            self.act(ret, "withdraw", "Asked by mistake.")
        else:
            way = ["due", "draft", "received", "accepted"]
            last = "received" if state == "sent_back" else state
            for step in way[1 : way.index(last) + 1]:
                steps[step]()
            if state == "sent_back":
                self.act(ret, "send_back", {"places": "Is this right?"}, "Please look again.")
        return Return.get_by_id(ret.id)


@pytest.fixture
def desk(cast: Cast, now: datetime) -> Desk:
    return Desk(cast, now)


Together = Callable[..., list[Any]]


@pytest.fixture
def together(store: peewee.Database) -> Together:
    """Calls a function in so many threads at the same moment; what each gave back or raised."""

    def run(act: Callable[[int], Any], threads: int = 10) -> list[Any]:
        start = threading.Barrier(threads)

        def one(number: int) -> Any:
            store.connect(reuse_if_open=True)
            try:
                start.wait(60)
                return act(number)
            except Exception as error:
                return error
            finally:
                store.close()

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(one, range(threads)))

    return run


@pytest.fixture
def count_queries(store: peewee.Database) -> Callable[[Callable[[], Any]], int]:
    """How many statements a function sends, savepoints and transactions left out."""

    def count(act: Callable[[], Any]) -> int:
        sent: list[str] = []

        def note(event: peewee.QueryEvent) -> None:
            sent.append(event.sql)

        store.query_hooks.append(note)
        try:
            act()
        finally:
            store.query_hooks.remove(note)
        return sum("SAVEPOINT" not in sql for sql in sent)

    return count
