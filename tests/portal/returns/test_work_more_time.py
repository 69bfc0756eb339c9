"""“Ask for five more working days”: at once the first time in twelve months, then the council decides."""

from datetime import date, timedelta

import pytest

from models.conflicts import AlreadyDone, NotNow
from models.monitoring_return import Return
from models.more_time import MoreTime
from portal.returns import words
from portal.returns.work import answering
from tests.portal.life import BEFORE, Life, mails, no_mail


def ask(life: Life, ret: Return) -> date | None:
    return answering.more_time(answering.fresh(ret), by=life.cast.bob.id, now=life.now)


def test_the_first_request_in_a_year_is_granted_at_once(life: Life) -> None:
    ret = life.ask()
    no_mail()
    assert ask(life, ret) == date(2026, 10, 28)
    assert answering.fresh(ret).due_on == date(2026, 10, 28)
    assert answering.fresh(ret).original_due_on == date(2026, 10, 21)
    assert mails() == []


def test_bank_holidays_and_weekends_are_no_working_days(life: Life) -> None:
    ret = life.ask(due_on=date(2026, 12, 22))
    assert ask(life, ret) == date(2026, 12, 31)  # 25 and 28 December 2026 are bank holidays


def test_days_are_counted_from_today_once_the_due_day_has_gone_by(life: Life) -> None:
    ret = life.ask()
    life.now += timedelta(days=30)  # Wednesday 4 November
    assert ask(life, ret) == date(2026, 11, 11)
    assert not words.days_late(answering.fresh(ret), life.now)


def test_the_second_request_waits_for_the_council_and_the_officer_is_told(life: Life) -> None:
    ret = life.ask()
    ask(life, ret)
    no_mail()
    assert ask(life, ret) is None
    assert answering.fresh(ret).due_on == date(2026, 10, 28)
    assert [mail.to for mail in mails()] == ["dana@people.example"]
    assert f"http://localhost/desk/returns/{ret.public_id}/" in mails()[0].text


def test_another_return_of_the_same_provider_is_no_first_time(life: Life) -> None:
    ask(life, life.ask())
    assert ask(life, life.ask(period_key=BEFORE)) is None


def test_twelve_months_later_it_is_granted_at_once_again(life: Life) -> None:
    ask(life, life.ask())
    later = life.now + timedelta(days=366)
    ret = life.ask(period_key="2027-28-Q2", due_on=date(2027, 10, 21), now=later)
    life.now = later
    assert ask(life, ret) is not None


def test_who_asked_while_a_request_waits_is_told_so(life: Life) -> None:
    ret = life.ask()
    ask(life, ret)
    ask(life, ret)
    with pytest.raises(NotNow) as not_now:
        ask(life, ret)
    assert not_now.value.state == "asked"


@pytest.mark.parametrize("state", ["received", "accepted"])
def test_nobody_needs_time_for_what_was_sent(life: Life, state: str) -> None:
    with pytest.raises(NotNow):
        ask(life, life.in_state(state))


@pytest.mark.parametrize(
    ("granted", "due", "says"),
    [(True, date(2026, 11, 4), "now due on Wednesday 4 November 2026"), (False, date(2026, 10, 28), "it stays")],
)
def test_the_council_answers_and_who_asked_is_told(life: Life, granted: bool, due: date, says: str) -> None:
    ret = life.ask()
    ask(life, ret)
    ask(life, ret)
    no_mail()
    waiting = MoreTime.waiting(ret.id)
    assert waiting is not None
    answering.decide_time(waiting, answering.fresh(ret), granted=granted, by=life.cast.dana.id, now=life.now)
    assert answering.fresh(ret).due_on == due
    (mail,) = mails()
    assert mail.to == "bob@people.example"
    assert says in mail.text
    assert MoreTime.waiting(ret.id) is None


def test_a_request_is_answered_once(life: Life) -> None:
    ret = life.ask()
    ask(life, ret)
    ask(life, ret)
    waiting = MoreTime.waiting(ret.id)
    assert waiting is not None
    answering.decide_time(waiting, ret, granted=False, by=life.cast.dana.id, now=life.now)
    with pytest.raises(AlreadyDone):
        answering.decide_time(waiting, ret, granted=True, by=life.cast.erin.id, now=life.now)
    assert answering.fresh(ret).due_on == date(2026, 10, 28)


def test_what_is_said_about_it_names_the_day_or_who_decides() -> None:
    assert words.more_time(date(2026, 10, 28), "Dana Dean") == (
        "You have five more working days. The return is now due on 28 October 2026, and is not late."
    )
    assert "Dana Dean decides" in words.more_time(None, "Dana Dean")
