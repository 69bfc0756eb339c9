"""Mail is lost by nothing: workers that are killed, a server that refuses, drops or is away (guard: SMTP down).

Twice is possible and cannot be ruled out by anybody; it is then the same mail, by its Message-ID.
"""

import os
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import Popen

import peewee
import pytest

from models.outbox import Message
from models.store import writing
from portal.settings import Settings
from tests.proofs.hasty_worker import hasty
from tests.proofs.mail_server import Sink, listening
from tests.proofs.processes import process, python

MAILS = 100
WORKERS = 3
KILL_AT = (20, 50)  # mails that have arrived when a worker is killed
AWAY_AT = 60  # … when the server goes away
AWAY_SECONDS = 1.0
PATIENCE = 60.0


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    """Settings of workers that send to a server on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return settings.model_copy(update={"mail": "smtp", "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": False})


class Outbox:
    """The outbox as a bystander sees it, from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.path = Path(settings.store_url.removeprefix("sqlite:///"))

    def rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def worker_of(self, message_id: str) -> int:
        """The process that has claimed a mail."""
        (claimed,) = self.rows("SELECT claimed_by FROM message WHERE message_id = ?", message_id)
        return int(claimed[0].rpartition(":")[2])

    def unsent(self) -> int:
        return len(self.rows("SELECT id FROM message WHERE state <> 'sent'"))


class Killer:
    """Kills the worker that is just handing a mail over: the server has it, the store does not know."""

    def __init__(self, outbox: Outbox, workers: list[Popen[str]]) -> None:
        self.outbox, self.workers, self.killed = outbox, workers, list[int]()

    def __call__(self, count: int, message_id: str) -> None:
        if len(self.killed) == len(KILL_AT) or count < KILL_AT[len(self.killed)]:
            return
        pid = self.outbox.worker_of(message_id)
        if pid in {worker.pid for worker in self.workers} - set(self.killed):
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
def running(smtp: Settings, now: datetime) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def until_all_are_sent(outbox: Outbox, sink: Sink, running: ExitStack, port: int) -> None:
    """Waits, and takes the server away for a moment on the way."""
    server = listening(sink, port)
    server.start()
    running.callback(lambda: server.stop())
    away, give_up = False, time.monotonic() + PATIENCE
    while outbox.unsent():
        assert time.monotonic() < give_up, f"{outbox.unsent()} mails still wait"
        time.sleep(0.05)
        if not away and len(sink.taken) >= AWAY_AT:
            away = True
            server.stop()
            time.sleep(AWAY_SECONDS)
            server = listening(sink, port)
            server.start()
    assert away


def test_three_workers_two_of_them_killed_and_each_mail_arrives(
    smtp: Settings, store: peewee.Database, now: datetime, running: ExitStack
) -> None:
    written, began = put(now), time.time()
    sink, outbox = Sink(hasty(began, now)), Outbox(smtp)
    command = python("tests.proofs.hasty_worker", str(began), now.isoformat())
    workers = [running.enter_context(process(smtp, command)) for _ in range(WORKERS)]
    killer = sink.when_taken = Killer(outbox, workers)
    until_all_are_sent(outbox, sink, running, smtp.smtp_port)
    arrived = sink.taken
    print(f"{MAILS} mails; {sum(map(len, arrived.values()))} arrived; {len(killer.killed)} workers killed; "
          f"{len(sink.attempts)} attempts: {({a: sink.answers().count(a) for a in sorted(set(sink.answers()))})}")  # fmt: skip
    assert len(killer.killed) == len(KILL_AT), "the proof needs its two kills"
    assert set(arrived) == written, "each mail once by its Message-ID, none lost, none invented"
    assert sum(map(len, arrived.values())) > MAILS, "what was dropped after it was taken came again"
    for name, attempts in arrived.items():
        assert len({attempt.content for attempt in attempts}) == 1, f"{name} came in two versions"


def test_who_was_refused_waits_before_the_next_attempt(
    smtp: Settings, store: peewee.Database, now: datetime, running: ExitStack
) -> None:
    put(now)
    began = time.time()
    sink = Sink(hasty(began, now))
    command = python("tests.proofs.hasty_worker", str(began), now.isoformat())
    running.enter_context(process(smtp, command))
    server = listening(sink, smtp.smtp_port)
    server.start()
    running.callback(server.stop)
    give_up = time.monotonic() + PATIENCE
    while Outbox(smtp).unsent():
        assert time.monotonic() < give_up
        time.sleep(0.05)
    waits = [
        (number, later.at - refused.at)
        for attempts in sink.attempts.values()
        for number, (refused, later) in enumerate(zip(attempts, attempts[1:], strict=False), 1)
    ]
    assert waits, "some were refused"
    assert all(wait >= timedelta(minutes=2**number) for number, wait in waits), sorted(waits)
