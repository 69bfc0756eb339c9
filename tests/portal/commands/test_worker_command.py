"""`evenhand worker`: what waits goes out; a mail server that is down loses nothing and is seen."""

import os
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from models.chart import Chart
from models.outbox import Message
from models.store import writing
from portal import worker
from portal.charts.bars import Bar, drawing
from portal.clock import now
from portal.register.shelf import About, Shelf
from tests.fixtures.forked import Forked
from tests.fixtures.ports import free_port
from tests.fixtures.tree import ROOT
from tests.portal.commands.conftest import Run, plain


@pytest.fixture
def waiting(run: Run) -> Run:
    """Three mails wait."""
    run("init")
    with writing():
        for number in range(3):
            Message.put(f"p{number}@people.example", f"A return waits ({number})", "Text.\n", "return:1", now())
    return run


def nobody_listens() -> dict[str, str]:
    """Settings of a mail server that is down."""
    return {"EVENHAND_MAIL": "smtp", "EVENHAND_SMTP_HOST": "127.0.0.1", "EVENHAND_SMTP_PORT": str(free_port())}


def states() -> list[str]:
    return [message.state for message in Message.select().order_by(Message.id)]


def test_what_is_due_is_written_into_the_folder(waiting: Run, data: Path) -> None:
    result = waiting("worker", "--once")
    assert (result.exit_code, result.output) == (0, "3 tried\n")
    assert states() == ["sent"] * 3
    assert len(list((data / "mail").glob("*.eml"))) == 3


def test_what_was_sent_is_not_sent_again(waiting: Run, data: Path) -> None:
    waiting("worker", "--once")
    assert waiting("worker", "--once").output == "0 tried\n"
    assert len(list((data / "mail").glob("*.eml"))) == 3


def test_a_mail_server_that_is_down_leaves_everything_due_again(waiting: Run) -> None:
    smtp = nobody_listens()
    result = waiting("worker", "--once", **smtp)
    assert (result.exit_code, result.output) == (0, "3 tried\n")
    assert states() == ["due"] * 3
    for message in Message.select():
        assert message.tries == 1
        assert "ConnectionRefusedError" in message.trouble
        assert message.due_at > message.made_at
    assert waiting("worker", "--once", **smtp).output == "0 tried\n", "they wait before they are tried again"


def test_once_the_server_is_back_they_go_out_under_the_same_message_id(waiting: Run, data: Path) -> None:
    before = {message.message_id for message in Message.select()}
    waiting("worker", "--once", **nobody_listens())
    with writing():
        Message.update(due_at=now()).execute()
    waiting("worker", "--once")
    assert states() == ["sent"] * 3
    files = "".join(file.read_text() for file in (data / "mail").glob("*.eml"))
    assert all(message_id in files for message_id in before)


def test_register_files_that_nobody_took_in_go_after_a_day(waiting: Run, data: Path) -> None:
    shelf, authority = Shelf.of_data(data), uuid4()
    for days in (0, 2):
        shelf.put(authority, bytes(days), About(f"{days}.csv", "Joan", (now() - timedelta(days=days)).isoformat()))
    waiting("worker", "--once")
    assert [one.about.name for one in shelf.of([authority])] == ["0.csv"]


def test_a_chore_that_fails_does_not_keep_the_worker_from_its_mail(caplog: pytest.LogCaptureFixture) -> None:
    done: list[datetime] = []
    worker.tidy([lambda at: 1 / 0, done.append])
    assert len(done) == 1
    assert "tried again when its time comes" in caplog.text


def test_it_works_until_it_is_told_to_stop(waiting: Run, data: Path) -> None:
    running = Forked(
        [sys.executable, "-m", "portal.commands", "worker"], cwd=ROOT, env=plain(os.environ, data), text=True
    )
    try:
        give_up = time.monotonic() + 60
        while len(list(data.glob("mail/*.eml"))) < 3 and time.monotonic() < give_up:
            time.sleep(0.1)
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == 0
    finally:
        running.kill()
        running.wait()
    assert len(list(data.glob("mail/*.eml"))) == 3
    assert states() == ["sent"] * 3


def test_a_chart_that_a_page_wants_is_drawn(run: Run) -> None:
    run("init")
    wanted = drawing("Missing", [Bar("July to September 2026", "6", 6, 9)])
    with writing():
        Chart.want({wanted.name: wanted.spec}, now())
    assert run("worker", "--once").exit_code == 0
    assert (Chart.get().svg or "").startswith("<svg")
