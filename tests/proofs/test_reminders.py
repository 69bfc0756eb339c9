"""A process that reminds is killed (SIGKILL) at one moment after the other: each reminder goes out exactly once."""

import re
import signal
from collections import Counter
from datetime import datetime

import pytest

from models.outbox import Message
from portal.mail import compose
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.life import BEFORE, Life
from tests.proofs.processes import PATIENCE, process, python

NOW = datetime(2026, 10, 20, 9)
MOMENTS = (0, 5, 6, 8, 10, 12, 14)  # statements: before it looks, while it writes, just before it commits
ENDLESS = 10_000


def remind(settings: Settings, statements: int) -> int:
    """The exit status; that of a process that was killed is minus the signal."""
    with process(settings, python("tests.proofs.reminding", NOW.isoformat(), str(statements))) as running:
        return running.wait(timeout=PATIENCE)


@pytest.mark.parametrize("engine", ["sqlite"])  # killed inside one process: tests/portal/returns, on both stores
def test_workers_that_are_killed_one_after_the_other_remind_of_each_return_once(
    cast: Cast, settings: Settings, now: datetime
) -> None:
    compose.configure(settings)
    life = Life(cast, settings, now)
    returns = [life.ask(), life.ask(period_key=BEFORE), life.ask(life.cast.northgate)]
    ends = [remind(settings, statements) for statements in MOMENTS]
    assert ends.count(-signal.SIGKILL) >= 5, ends
    assert remind(settings, ENDLESS) == 0
    mails = Message.select().where(Message.about.startswith("reminder:"))
    told = Counter((mail.to, link) for mail in mails for link in re.findall(r"/returns/([0-9a-f-]{36})/", mail.text))
    ours, theirs = returns[:2], returns[2]
    people = [(f"{name}@people.example", str(ret.public_id)) for name in ("alice", "bob") for ret in ours]
    assert told == dict.fromkeys([*people, ("charlie@people.example", str(theirs.public_id))], 1)
