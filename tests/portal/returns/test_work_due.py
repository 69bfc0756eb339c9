"""The due day of a return: by the rule of its set, and why, as the provider reads it."""

from datetime import date, timedelta

import pytest

from forms import library
from models import due as rule
from models.calendar import working_day
from models.monitoring_return import Return
from models.period import Period
from portal.returns.work import answering, due
from tests.fixtures.cast import SET
from tests.portal.life import THIS, Life

QUESTIONS = library.latest(SET)


def test_the_number_of_working_days_is_that_of_the_set(life: Life) -> None:
    quarter = Period.parse(THIS)
    assert due.usual(QUESTIONS, "E", quarter, life.now) == date(2026, 10, 21)
    slower = QUESTIONS.model_copy(update={"due_after": 20})
    assert due.usual(slower, "E", quarter, life.now) == date(2026, 10, 28)
    monthly = QUESTIONS.model_copy(update={"rhythm": "month"})
    assert due.usual(monthly, "E", Period.parse("2026-09"), life.now) == date(2026, 10, 14)


def test_every_set_says_how_long_people_have() -> None:
    assert {1 <= found.working_days <= 60 for found in library.all()} == {True}


def test_a_provider_reads_why_that_day(life: Life) -> None:
    ret = life.ask()
    assert due.why(ret, QUESTIONS) == "15 working days after 30 September 2026, when the period ended."


def test_more_time_is_part_of_the_reason(life: Life) -> None:
    ret = life.ask()
    answering.more_time(ret, by=life.cast.alice.id, now=life.now)
    said = due.why(Return.get_by_id(ret.id), QUESTIONS)
    assert said.endswith("You were given more time since: now it is 28 October 2026.")


def test_a_day_that_an_officer_chose_is_not_called_the_rules(life: Life) -> None:
    ret = life.ask(due_on=date(2026, 10, 30))
    assert due.why(ret, QUESTIONS) == "Your contact chose 30 October 2026; by the rule it is 21 October 2026."


@pytest.mark.parametrize("nation", "EWSN")
def test_over_five_years_every_set_is_due_on_a_working_day_and_says_why(nation: str) -> None:
    """For each set its own rhythm and its own number of working days."""
    begins = {"month": "2023-04", "quarter": "2023-24-Q1", "half_year": "2023-24-H1", "year": "2023-24"}
    for questions in library.all():
        period = Period.parse(begins[questions.rhythm])
        while period.last_day < date(2028, 3, 31):
            found = rule.due(period, nation, questions.working_days)
            assert working_day(found.on, nation), (questions.key, period.key)
            days = (period.last_day + timedelta(days=n) for n in range(1, (found.on - period.last_day).days + 1))
            assert sum(working_day(day, nation) for day in days) == questions.working_days, (questions.key, period.key)
            assert found.why().startswith(f"{questions.working_days} working days after {period.last_day.day} ")
            period = period.following()
