"""Mona visits Harbour House: what the tests of independent persons begin with."""

from datetime import timedelta
from typing import Any

from models.appointing import name_for, take_up
from models.authority import Authority
from models.independent_person import IndependentPerson
from models.monitoring_return import Return
from models.person import Person
from models.provider import Home
from models.store import writing
from models.submission import Submission
from portal.returns.work import adopting, answering
from tests.portal.life import Life

FORM = "independent-person-monthly"
ANSWERS = {
    "visit_date": "14 September 2026",
    "children_spoken": "2",
    "staff_spoken": "3",
    "conflict": "none",
    "safeguarded": "fully",
    "well_being": "partly",
    "well_being.partly.text": "The bathroom upstairs waits for repair.",
    "manager_in_post": "yes",
    "missing_times": "1",
    "recommendations_made": "2",
    "recommendations_decided": "1",
    "recommendations_open": "1",
    "look_here": "Section 4: the bathroom.",
}


def serves(home: Home, authority: Authority, person: Person, *, by: Person, at: Any) -> IndependentPerson:
    """Somebody is named and has taken it up."""
    with writing():
        _, token = name_for(home, authority, person.email, by=by.id, at=at)
        return take_up(token, person, at)


def ask_monthly(life: Life, month: str = "2026-09") -> Return:
    """The monthly questions about Harbour House."""
    adopting.adopt(life.cast.fairshire, FORM, by=None, now=life.now)
    return answering.fresh(life.ask(set_key=FORM, period_key=month, homes=[life.cast.home]))


def sent_by_mona(life: Life, ret: Return) -> Submission:
    """Mona fills it in and sends it."""
    visited = f"{ret.starts + timedelta(days=13):%-d %B %Y}"
    life.fill(ret, {**ANSWERS, "visit_date": visited}, by=life.cast.mona)
    return life.send(ret, by=life.cast.mona)
