"""How a contract stands today, in SQL: in force, held, ended, and what needs somebody."""

from datetime import date, timedelta
from typing import Any

from peewee import Case

from models.period import Period
from models.register.contract import Contract
from models.register.terms import months_later
from portal.register.desk.work import lacking

SOON_MONTHS = 12


def soon(today: date) -> date:
    """The last day that is soon."""
    return months_later(today, SOON_MONTHS)


def conditions(today: date) -> dict[str, Any]:
    """State -> the condition that a contract is in it; `words.STATES` has the words."""
    in_force = Contract.in_force(Period("today", "today", today, today + timedelta(days=1)))
    ended = (Contract.ends_on < today) & ~in_force
    goes_on = Contract.ends_on.is_null() | (Contract.ends_on >= today)
    found = {
        "all": Contract.stands(),
        "in_force": in_force,
        "held": ~Contract.held_reason.is_null(),
        "review": (Contract.review_on < today) & goes_on,
        "soon": (Contract.ends_on >= today) & (Contract.ends_on <= soon(today)),
        "missing": goes_on & lacking.anything(),
        "no_end": Contract.ends_on.is_null(),
        "ended": ended,
    }
    there = {state: Contract.stands() & condition for state, condition in found.items()}
    return {**there, "left_out": ~Contract.stands()}


def rank(today: date) -> Any:
    """What needs somebody first: held, review passed, ends soon, something missing; then the rest; ended ones last."""
    found = conditions(today)
    return Case(
        None,
        (
            (found["held"], 0),
            (found["review"], 1),
            (found["soon"], 2),
            (found["missing"], 3),
            (found["ended"], 5),
        ),
        4,
    )
