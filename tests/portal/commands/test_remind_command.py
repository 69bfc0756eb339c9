"""`evenhand remind`, and the worker that does the same every hour."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from models.outbox import Message
from tests.fixtures.cast import make_cast
from tests.portal.commands.conftest import Run
from tests.portal.life import Life

MORNING = datetime(2026, 10, 20, 9, tzinfo=UTC)


@pytest.fixture
def owed(run: Run) -> Run:
    """Alice and Bob have a return that is due tomorrow."""
    run("init")
    run("remind")  # the texts know the portal’s address from here on
    asked = datetime(2026, 10, 5, 8)
    life = Life(make_cast(asked), None, asked)  # type: ignore[arg-type]  # settings are needed to send only
    life.ask(due_on=date(2026, 10, 21))
    return run


def reminded() -> list[str]:
    return [mail.to for mail in Message.select().where(Message.subject == "A return is due soon").order_by(Message.id)]


def test_each_person_is_reminded_once_however_often_it_runs(owed: Run) -> None:
    with time_machine.travel(MORNING):
        assert owed("remind").output == "2 mails put into the outbox\n"
        assert owed("remind").output == "0 mails put into the outbox\n"
    assert reminded() == ["alice@people.example", "bob@people.example"]


def test_the_worker_reminds_and_sends_what_it_wrote(owed: Run) -> None:
    with time_machine.travel(MORNING):
        assert owed("worker", "--once").output == "4 tried\n", "two were asked, two reminded"
    assert len(reminded()) == 2
    assert {mail.state for mail in Message.select()} == {"sent"}


def test_before_init_it_says_what_to_run(run: Run) -> None:
    result = run("remind")
    assert result.exit_code == 1
    assert "Run `evenhand init` first." in result.output
