"""A disk that is full or fails, a store that somebody keeps locked: a clear page that keeps the words, reading goes on,
and what was acknowledged stays whole (guard: disk full, DB locked)."""

import threading
import time
from collections.abc import Iterator
from json import loads
from pathlib import Path

import apsw
import pytest
from flask import Flask

from models.answer import Answer
from models.monitoring_return import Return
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.needs import found
from tests.proofs import raw_http
from tests.proofs.browsing import Browser, hidden, signed_in, words
from tests.proofs.processes import Portal, portal
from tests.proofs.world import make_world

TEXT = "Three people moved on as they had planned; two of them come to supper on Sundays."
WAIT = 5.0
"""Seconds that a write waits for its turn (models.store.WAIT_SECONDS), written out: a person waits so long, too."""
KEPT_LOCKED = 8.0

# How the disk fails at each write to, or sync of, the write-ahead log; the status of the page that says so.
FAULTS = {
    "pwrite64:error=ENOSPC": 507,
    "pwrite64:error=EIO": 503,
    "fdatasync:error=EIO": 503,
}


@pytest.fixture
def ret(cast: Cast, now: object) -> Return:
    return make_world(cast, now).returns[0]  # type: ignore[arg-type]


@pytest.fixture
def file(settings: Settings) -> Path:
    return Path(settings.store_url.removeprefix("sqlite:///"))


def failing(fault: str, file: Path) -> list[str]:
    """The command that makes a system call fail on the store’s log, and nowhere else."""
    call = fault.partition(":")[0]
    only = ["-P", f"{file}-wal", "-e", f"trace={call}", "-e", f"inject={fault}"]
    return [found("strace", "strace"), "-f", "--seccomp-bpf", "-q", "-o", "/dev/null", *only]


def save(browser: Browser, ret: Return) -> raw_http.Answer:
    path = f"/returns/{ret.public_id}/own_words"
    return browser.post(path, {**hidden(browser.get(path)), "went_well": TEXT})


def assert_words_are_kept(page: raw_http.Answer) -> None:
    assert TEXT in words(page), "what was typed stands on the page"
    assert "Your words are still here" in words(page)
    assert int(page.headers["retry-after"]) > 0


@pytest.mark.parametrize(("fault", "status"), FAULTS.items())
def test_a_disk_that_fails_loses_nothing_and_can_still_be_read(
    fault: str, status: int, *, app: Flask, settings: Settings, cast: Cast, ret: Return, file: Path
) -> None:
    with portal(settings, under=failing(fault, file)) as there:
        browser = signed_in(app, cast.alice, there.port)
        for _ in range(2):
            page = save(browser, ret)
            assert page.status == status
            assert_words_are_kept(page)
        assert browser.get(f"/returns/{ret.public_id}/").status == 200, "reading goes on"
    with apsw.Connection(str(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert loads(_stored(ret)) != TEXT, "what was not acknowledged is not there"
    with portal(settings) as there:
        browser = signed_in(app, cast.alice, there.port)
        assert save(browser, ret).status == 302, "with room on the disk the same button saves"
    assert loads(_stored(ret)) == TEXT


def _stored(ret: Return) -> str:
    return str(Answer.get((Answer.return_ == ret.id) & (Answer.key == "went_well")).value)


@pytest.fixture
def served(settings: Settings) -> Iterator[Portal]:
    with portal(settings) as there:
        yield there


def test_a_locked_store_keeps_the_words_and_can_be_read_meanwhile(
    app: Flask, served: Portal, cast: Cast, ret: Return, file: Path
) -> None:
    browser, reader = signed_in(app, cast.alice, served.port), signed_in(app, cast.bob, served.port)
    path = f"/returns/{ret.public_id}/own_words"
    form = {**hidden(browser.get(path)), "went_well": TEXT}
    locker = apsw.Connection(str(file))
    locker.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    threading.Timer(KEPT_LOCKED, lambda: locker.execute("ROLLBACK")).start()
    answers: list[tuple[raw_http.Answer, float]] = []
    writer = threading.Thread(target=lambda: answers.append((browser.post(path, form), time.monotonic() - began)))
    writer.start()
    read = []
    while writer.is_alive():
        before = time.monotonic()
        assert reader.get(path).status == 200
        read.append(time.monotonic() - before)
        time.sleep(0.2)
    writer.join()
    ((page, took),) = answers
    assert page.status == 503
    assert_words_are_kept(page)
    assert WAIT - 0.1 <= took < KEPT_LOCKED, "it waits its time, then says so"
    assert len(read) >= 5
    assert sorted(read)[len(read) // 2] < 1.0, "readers do not wait for the lock"
    time.sleep(max(0.0, KEPT_LOCKED - (time.monotonic() - began)) + 0.1)
    assert browser.post(path, form).status == 302, "the same form, sent again"
    assert loads(_stored(ret)) == TEXT


def test_a_lock_that_is_short_is_waited_for(app: Flask, served: Portal, cast: Cast, ret: Return, file: Path) -> None:
    browser = signed_in(app, cast.alice, served.port)
    path = f"/returns/{ret.public_id}/own_words"
    form = {**hidden(browser.get(path)), "went_well": TEXT}
    locker = apsw.Connection(str(file))
    locker.execute("BEGIN IMMEDIATE")
    threading.Timer(1.5, lambda: locker.execute("ROLLBACK")).start()
    assert browser.post(path, form).status == 302


def test_a_store_that_is_damaged_keeps_the_words_all_the_same(
    app: Flask, served: Portal, cast: Cast, ret: Return, file: Path
) -> None:
    browser = signed_in(app, cast.alice, served.port)
    path = f"/returns/{ret.public_id}/own_words"
    form = {**hidden(browser.get(path)), "went_well": TEXT}
    with apsw.Connection(str(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as store:
        store.write(b"this is no store " * 256)
    page = browser.post(path, form)
    assert page.status == 503
    assert_words_are_kept(page)
