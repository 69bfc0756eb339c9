"""Mail is lost by nothing: workers that are killed, a server that refuses, drops or is away (guard: SMTP down).

Twice is possible and cannot be ruled out by anybody; it is then the same mail, by its Message-ID.
"""

import os
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from subprocess import Popen
from threading import Lock

import peewee
import pytest
from aiosmtpd.controller import Controller

from models.outbox import Message
from models.store import writing
from portal.settings import Settings
from tests.proofs.hasty_worker import hasty
from tests.proofs.mail_server import Sink, listening
from tests.proofs.processes import process, python

# Workers are killed in the middle of a delivery; what the test’s mail server leaves behind then is no fault of ours.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

MAILS = 100
WORKERS = 3
KILL_AT = (20, 50)  # mails that have arrived when a worker is killed
AWAY_AT = 60  # … when the server goes away
AWAY_SECONDS = 1.0
"""So long a worker waits for the server, too: one that goes away leaves some without a greeting."""
PATIENCE = 120.0


class Outbox:
    """The outbox as a bystander sees it, from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.path = Path(settings.store_url.removeprefix("sqlite:///"))

    def rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=60)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def worker_of(self, message_id: str) -> int | None:
        """The process that has claimed a mail; None where it has given up waiting meanwhile."""
        (claimed,) = self.rows("SELECT coalesce(claimed_by, '') FROM message WHERE message_id = ?", message_id)
        pid = claimed[0].rpartition(":")[2]
        return int(pid) if pid else None

    def unsent(self) -> int:
        return len(self.rows("SELECT id FROM message WHERE state <> 'sent'"))


class Killer:
    """Kills the worker that is just handing a mail over: the server has it, the store does not know. Does so at the
    first mail after each of the numbers in `kill_at`."""

    def __init__(self, outbox: Outbox, workers: list[Popen[str]], kill_at: Sequence[int] = KILL_AT) -> None:
        self.outbox, self.workers, self.kill_at, self.killed = outbox, workers, kill_at, list[int]()
        self.one_at_a_time = Lock()

    def __call__(self, count: int, message_id: str) -> None:
        with self.one_at_a_time:  # several mails arrive at once, and one worker must be left
            if len(self.killed) == len(self.kill_at) or count < self.kill_at[len(self.killed)]:
                return
            pid = self.outbox.worker_of(message_id)
            if pid is not None and pid in {worker.pid for worker in self.workers} - set(self.killed):
                os.kill(pid, signal.SIGKILL)
                self.killed.append(pid)


def put(now: datetime) -> set[str]:
    """Fills the outbox; the Message-IDs."""
    with writing():
        made = [
            Message.put(f"person{n}@people.example", f"Something waits ({n})", "A link.\n", f"proof:{n}", now)
            for n in range(MAILS)
        ]
    return {message.message_id for message in made}


@pytest.fixture
def running() -> Iterator[ExitStack]:
    """Servers and processes that end with the test."""
    with ExitStack() as stack:
        yield stack


def until_all_are_sent(outbox: Outbox, sink: Sink, running: ExitStack, port: int) -> None:
    """Waits, and takes the server away for a moment on the way."""
    server = listening(sink, port)
    server.start()
    running.callback(_stop_all, servers := [server])
    away, give_up = False, time.monotonic() + PATIENCE
    while outbox.unsent():
        assert time.monotonic() < give_up, f"{outbox.unsent()} mails still wait"
        time.sleep(0.05)
        if not away and len(sink.taken) >= AWAY_AT:
            away = True
            servers.pop().stop()
            time.sleep(AWAY_SECONDS)
            servers.append(listening(sink, port))
            servers[-1].start()
    assert away


def _stop_all(servers: list[Controller]) -> None:
    for server in servers:
        server.stop()


def worker(began: float, now: datetime, broken: str = "", *, patience: float = AWAY_SECONDS) -> list[str]:
    return python("tests.proofs.hasty_worker", str(began), now.isoformat(), broken, str(patience))


def until_empty(outbox: Outbox) -> None:
    give_up = time.monotonic() + PATIENCE
    while outbox.unsent():
        assert time.monotonic() < give_up, f"{outbox.unsent()} mails still wait"
        time.sleep(0.05)


def test_three_workers_two_of_them_killed_and_each_mail_arrives(
    smtp: Settings, store: peewee.Database, now: datetime, running: ExitStack
) -> None:
    written, began = put(now), time.time()
    sink, outbox = Sink(hasty(began, now)), Outbox(smtp)
    workers = [running.enter_context(process(smtp, worker(began, now))) for _ in range(WORKERS)]
    killer = sink.when_taken = Killer(outbox, workers)
    until_all_are_sent(outbox, sink, running, smtp.smtp_port)
    arrived = sink.taken
    print(f"{MAILS} mails arrived {sum(map(len, arrived.values()))} times; {Counter(sink.answers())}")
    assert len(killer.killed) == len(KILL_AT), "the proof needs its two kills"
    assert set(arrived) == written, "each mail once by its Message-ID, none lost, none invented"
    assert sum(map(len, arrived.values())) > MAILS, "what was dropped after it was taken came again"
    for name, attempts in arrived.items():
        assert len({attempt.content for attempt in attempts}) == 1, f"{name} came in two versions"


def one_worker(smtp: Settings, now: datetime, running: ExitStack, broken: str = "") -> Sink:
    """What a server saw that refuses and drops now and then, from one worker that is not disturbed."""
    began = time.time()
    sink = Sink(hasty(began, now))
    server = listening(sink, smtp.smtp_port)
    server.start()
    running.callback(server.stop)
    running.enter_context(process(smtp, worker(began, now, broken)))
    until_empty(Outbox(smtp))
    return sink


def test_a_worker_that_notes_before_it_sends_loses_mail(
    smtp: Settings, store: peewee.Database, now: datetime, running: ExitStack
) -> None:
    written = put(now)
    lost = written - set(one_worker(smtp, now, running, "sent_before_sending").taken)
    print(f"{len(lost)} of {MAILS} mails are lost")
    assert lost


def test_who_was_refused_waits_before_the_next_attempt(
    smtp: Settings, store: peewee.Database, now: datetime, running: ExitStack
) -> None:
    put(now)
    sink = one_worker(smtp, now, running)
    waits = [
        (number, later.at - refused.at)
        for attempts in sink.attempts.values()
        for number, (refused, later) in enumerate(pairwise(attempts), 1)
    ]
    assert waits, "some were refused"
    assert all(wait >= timedelta(minutes=2**number) for number, wait in waits), sorted(waits)
