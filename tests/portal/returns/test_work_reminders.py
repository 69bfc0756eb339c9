"""Reminders: what is due soon and what is late, each exactly once, whoever is killed when."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import peewee
import pytest

from models.calendar import from_london
from models.monitoring_return import Return
from models.outbox import Message
from models.person import Membership
from models.provider import Provider
from models.reminder import Reminder, ReminderMail
from models.store import writing
from portal.returns.work import answering, reminders
from tests.fixtures.queries import Counting
from tests.portal.life import BEFORE, CORE, Life

KEYS = ("one_summary_mail_an_address_and_day", "of_each_return_and_due_day_a_kind_of_reminder_is_sent_once")
ALICE, BOB, CHARLIE = (f"{name}@people.example" for name in ("alice", "bob", "charlie"))


def at(day: int, hour: int = 9, month: int = 10) -> datetime:
    return from_london(datetime(2026, month, day, hour))


def reminded() -> list[Message]:
    return list(Message.select().where(Message.about.startswith("reminder:")).order_by(Message.id))


def told() -> Counter[tuple[str, str]]:
    """How often each address had a mail that names each return."""
    found: Counter[tuple[str, str]] = Counter()
    for mail in reminded():
        found.update((mail.to, link) for link in re.findall(r"/returns/([0-9a-f-]{36})/", mail.text))
    return found


def each_hour(first: datetime, last: datetime) -> None:
    while first <= last:
        reminders.remind(first)
        first += timedelta(hours=1)


def test_two_before_and_two_after_and_no_more(life: Life) -> None:
    ret = life.ask()
    each_hour(at(5, 0), at(20, 0, 11))
    days = [mail.made_at.date() for mail in reminded() if mail.to == ALICE]
    assert days == [date(2026, 10, 12), date(2026, 10, 20), date(2026, 10, 22), date(2026, 10, 28)]
    assert told() == {(ALICE, str(ret.public_id)): 4, (BOB, str(ret.public_id)): 4}


def test_nothing_goes_out_before_eight_in_the_morning_in_london(life: Life) -> None:
    life.ask()
    assert reminders.remind(at(12, 7)) == 0
    assert reminders.remind(at(12, 8)) == 2


@pytest.mark.parametrize("state", ["received", "sent_back", "accepted", "withdrawn"])
def test_nobody_is_reminded_of_what_was_sent_or_withdrawn(life: Life, state: str) -> None:
    life.in_state(state)
    assert reminders.remind(at(20)) == 0
    assert reminders.remind(at(22)) == 0


def test_a_draft_is_still_owed(life: Life) -> None:
    life.in_state("draft")
    assert reminders.remind(at(20)) == 2


def test_several_returns_are_one_mail_a_day(life: Life) -> None:
    soon, late = life.ask(), life.ask(period_key=BEFORE, due_on=date(2026, 10, 9))
    assert reminders.remind(at(12)) == 2
    assert told() == {(to, str(ret.public_id)): 1 for to in (ALICE, BOB) for ret in (soon, late)}
    text = reminded()[0].text
    assert text.index("Due soon:") < text.index("July to September 2026") < text.index("Late:")
    assert "it was due on Friday 9 October 2026" in text
    assert "It is marked as late, and nothing else happens." in text


def test_returns_to_two_councils_are_one_mail_too(life: Life) -> None:
    life.ask()
    life.ask(authority=life.cast.westmoor, service=life.cast.service_elsewhere, by=life.cast.gita)
    assert reminders.remind(at(20)) == 2
    assert all("Fairshire" in mail.text and "Westmoor" in mail.text for mail in reminded())


def test_what_comes_up_later_that_day_waits_for_the_next_working_day(life: Life) -> None:
    life.ask()
    second = life.ask(period_key=BEFORE, due_on=date(2026, 11, 20))
    reminders.remind(at(20))
    with writing():
        Return.update(original_due_on=date(2026, 10, 21), due_on=date(2026, 10, 21)).where(
            Return.id == second.id
        ).execute()
    assert reminders.remind(at(20, 15)) == 0
    assert reminders.remind(at(21)) == 2
    assert told()[ALICE, str(second.public_id)] == 1


def test_more_time_brings_reminders_of_the_new_day_and_none_of_the_old(life: Life) -> None:
    ret = life.ask()
    reminders.remind(at(20))
    answering.more_time(answering.fresh(ret), by=life.cast.alice.id, now=at(20, 10))
    assert reminders.remind(at(22)) == 2, "seven days before the new day, asked for long before"
    assert "due on Wednesday 28 October 2026" in reminded()[-1].text
    assert reminders.remind(at(23)) == 0
    assert reminders.remind(at(27)) == 2


def test_who_has_left_is_not_reminded_and_a_provider_without_people_is_at_its_address(life: Life) -> None:
    with writing():
        Membership.get(Membership.person == life.cast.bob).end(life.now, by=life.cast.alice.id)
        mill = Provider.register(legal_name="Mill Lane", kind="charity", by=None, at=life.now)
        Provider.update(contact_email="office@milllane.example").where(Provider.id == mill.id).execute()
    life.ask_all(life.cast.harbour, Provider.get_by_id(mill.id))
    reminders.remind(at(20))
    assert {mail.to for mail in reminded()} == {ALICE, "office@milllane.example"}


def test_the_mail_says_that_something_waits_and_nothing_that_was_written(life: Life) -> None:
    typed = {**CORE, "went_well": "Zebedee-text", "worries_passed_on": "471", "check.adds_up": "Zebedee-why"}
    ret = life.fill(life.ask(why="Zebedee-reason"), typed)
    reminders.remind(at(20))
    mail = reminded()[0]
    assert mail.subject == "A return is due soon"
    assert f"http://localhost/returns/{ret.public_id}/" in mail.text
    assert "Harbour Young People, Supported accommodation" in mail.text
    people = [person.name for name, person in vars(life.cast).items() if hasattr(person, "email")]
    assert len(people) >= 10
    for secret in ("Zebedee", "471", *people, *(name.split()[0] for name in people)):
        assert secret not in mail.subject + mail.text


def test_a_thousand_returns_are_looked_through_in_eight_queries(life: Life, queries: Counting) -> None:
    life.ask_all(life.cast.harbour, life.cast.northgate)
    life.ask(period_key=BEFORE)
    with queries() as seen:
        found = reminders.plan(at(20))
    assert {to: len(items) for to, items in found.items()} == {ALICE: 2, BOB: 2, CHARLIE: 1}
    assert len(seen) <= 8, seen


# Killed at any moment


class Killed(BaseException):
    """As if the process were gone: nothing catches it."""


def wanted(life: Life) -> dict[tuple[str, str], int]:
    """Three people, three returns; each is to be told of each of its own once."""
    ours = [life.ask(), life.ask(period_key=BEFORE)]
    theirs = life.ask(life.cast.northgate)
    own = {(to, str(ret.public_id)): 1 for to in (ALICE, BOB) for ret in ours}
    return own | {(CHARLIE, str(theirs.public_id)): 1}


def killed_after(store: Any, statements: int) -> bool:
    """Reminds, and is gone after so many statements; False when it came to its end before."""
    seen = 0

    def bomb(_event: peewee.QueryEvent) -> None:
        nonlocal seen
        seen += 1
        if seen > statements:
            raise Killed

    store.query_hooks.append(bomb)
    try:
        reminders.remind(at(20))
    except Killed:
        return True
    finally:
        store.query_hooks.remove(bomb)
    return False


def start_over() -> None:
    with writing():
        for table in (Reminder, ReminderMail, Message):
            table.delete().execute()


def outcomes(life: Life, store: Any) -> list[Counter[tuple[str, str]]]:
    """What was told after a kill at each statement, and a second worker that comes to its end."""
    found, statements, more = [], 0, True
    while more:
        start_over()
        more = killed_after(store, statements)
        reminders.remind(at(20, 10))
        found.append(told())
        statements += 1
    return found


def test_killed_at_any_statement_each_reminder_still_goes_out_exactly_once(life: Life, store: peewee.Database) -> None:
    expected = wanted(life)
    found = outcomes(life, store)
    assert len(found) > 20, "it was killed at as many moments"
    assert all(one == expected for one in found)


def test_with_the_mail_in_a_transaction_of_its_own_some_are_lost(
    life: Life, store: peewee.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""

    def in_two_steps(to: str, items: Any, now: datetime) -> bool:
        with writing():
            ReminderMail.put(to, now.date(), [item.key for item in items], now)
        with writing():
            soon = reminders._lines(items, late=False)
            reminders.compose.put("returns/remind", to=to, about="reminder:1", at=now, soon=soon, late=[], ending=[])
        return True

    monkeypatch.setattr(reminders, "_tell", in_two_steps)
    expected = wanted(life)
    assert any(one != expected for one in outcomes(life, store))


def two_workers(life: Life) -> Counter[tuple[str, str]]:
    """Both looked before either wrote."""
    first, second = reminders.plan(at(20)), reminders.plan(at(20))
    for plan in (first, second):
        for to, items in plan.items():
            reminders._tell(to, items, at(20))
    return told()


def test_two_workers_that_looked_at_once_send_each_reminder_once(life: Life) -> None:
    expected = wanted(life)
    assert two_workers(life) == expected


def test_without_the_unique_keys_they_send_them_twice(life: Life, store: peewee.Database) -> None:
    """The control of the test above."""
    expected = wanted(life)
    for name in KEYS:
        store.execute_sql(f"DROP INDEX {name}")
    try:
        assert two_workers(life) == dict.fromkeys(expected, 2)
    finally:
        start_over()
        for table in (ReminderMail, Reminder):
            for index in table._meta.fields_to_index():
                if index._name in KEYS:
                    store.execute(index)
