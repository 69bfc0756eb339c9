"""Reminders of what ends: to the leads, each once, in the one mail of the day, and without saying what it is."""

from collections import Counter
from datetime import date, datetime, timedelta

import peewee
import pytest

from models.calendar import from_london
from models.ending import Ending, EndingReminder
from models.outbox import Message
from models.provider import Provider
from models.reminder import Reminder, ReminderMail
from models.store import writing
from portal.endings import work
from portal.returns.work import reminders
from tests.portal.life import Life

ALICE, BOB, CHARLIE = (f"{name}@people.example" for name in ("alice", "bob", "charlie"))
ENDS = date(2026, 12, 1)


def at(day: date, hour: int = 9) -> datetime:
    return from_london(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def insured(life: Life) -> Life:
    """Harbour’s and Northgate’s insurance end on 1 December, and Harbour’s gas check on the same day."""
    harbour, northgate = life.cast.harbour.id, life.cast.northgate.id
    with writing():
        Provider.update(insurance_kind="public", insurance_expires_on=ENDS).where(
            Provider.id << [harbour, northgate]
        ).execute()
    work.add(harbour, "check", "Zebedee gas check", ENDS, by=life.cast.alice.id, now=at(date(2026, 10, 5)))
    return life


def told() -> list[Message]:
    return list(Message.select().where(Message.about.startswith("reminder:")).order_by(Message.id))


def test_leads_are_told_thirty_and_seven_days_before_and_the_day_after(insured: Life) -> None:
    day = date(2026, 10, 20)
    while day < date(2026, 12, 20):
        reminders.remind(at(day))
        day += timedelta(days=1)
    days = {to: [mail.made_at.date() for mail in told() if mail.to == to] for to in (ALICE, BOB, CHARLIE)}
    expected = [date(2026, 11, 1), date(2026, 11, 24), date(2026, 12, 2)]
    assert days == {ALICE: expected, CHARLIE: expected, BOB: []}
    assert EndingReminder.select().count() == 9, "two things of Harbour’s, one of Northgate’s, three times"


def test_the_mail_never_says_what_ends_or_when(insured: Life) -> None:
    reminders.remind(at(date(2026, 11, 24)))
    mail = next(one for one in told() if one.to == ALICE)
    assert mail.subject == "Something in your organisation’s profile needs a new date"
    assert mail.text.count("Harbour Young People: something that you told us of ends within a week.") == 2
    assert "http://localhost/profile/ends/" in mail.text
    for secret in ("Zebedee", "gas", "insurance", "1 December", "Alice", "Archer"):
        assert secret not in mail.text


def test_a_return_that_is_due_and_what_ends_are_one_mail(insured: Life) -> None:
    insured.ask(due_on=date(2026, 11, 25))
    assert reminders.remind(at(date(2026, 11, 24))) == 3
    mails = {mail.to: mail.text for mail in told()}
    assert "Due soon:" in mails[ALICE]
    assert "ends within a week" in mails[ALICE]
    assert "ends within a week" not in mails[BOB]
    assert (Reminder.select().count(), EndingReminder.select().count()) == (2, 3)
    assert reminders.remind(at(date(2026, 11, 24), 15)) == 0


def test_what_was_renewed_or_stopped_meanwhile_is_left_out(insured: Life) -> None:
    plan = reminders.plan(at(date(2026, 11, 24)))
    work.renew(insured.cast.harbour.id, "insurance", date(2027, 12, 1), by=1, now=at(date(2026, 11, 24)))
    work.stop(insured.cast.harbour.id, Ending.get().public_id, by=1, now=at(date(2026, 11, 24)))
    for to, items in plan.items():
        reminders._tell(to, items, at(date(2026, 11, 24)))
    assert [mail.to for mail in told()] == [CHARLIE]


def test_a_provider_without_a_lead_is_told_at_its_own_address(insured: Life) -> None:
    with writing():
        mill = Provider.register(legal_name="Mill Lane", kind="charity", by=None, at=insured.now)
        kept = {"contact_email": "office@milllane.example", "insurance_expires_on": ENDS}
        Provider.update(**kept).where(Provider.id == mill.id).execute()
    reminders.remind(at(date(2026, 11, 24)))
    assert {mail.to for mail in told()} == {ALICE, CHARLIE, "office@milllane.example"}


class Killed(BaseException):
    """As if the process were gone."""


def killed_after(store: peewee.Database, statements: int) -> bool:
    seen = 0

    def bomb(_event: peewee.QueryEvent) -> None:
        nonlocal seen
        seen += 1
        if seen > statements:
            raise Killed

    store.query_hooks.append(bomb)
    try:
        reminders.remind(at(date(2026, 11, 24)))
    except Killed:
        return True
    finally:
        store.query_hooks.remove(bomb)
    return False


@pytest.mark.parametrize("engine", ["sqlite"])
def test_killed_at_any_statement_each_end_is_still_told_of_exactly_once(insured: Life, store: peewee.Database) -> None:
    insured.ask(due_on=date(2026, 11, 25))
    statements, more = 0, True
    while more:
        with writing():
            for table in (EndingReminder, Reminder, ReminderMail, Message):
                table.delete().execute()
        more = killed_after(store, statements)
        reminders.remind(at(date(2026, 11, 24), 10))
        assert Counter(mail.to for mail in told()) == {ALICE: 1, BOB: 1, CHARLIE: 1}, statements
        assert sum(mail.text.count("ends within a week") for mail in told()) == 3, statements
        statements += 1
    assert statements > 20
