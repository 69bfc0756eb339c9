"""One question to many providers, asked once: whom it may be asked of, asking it, closing it.

Each of them gets a return like any other, of a set of one page (forms/one_off.py): the same boxes, readers, checks,
receipt, reminders and conversation.
"""

import json
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from forms import one_off
from forms.own_question import OwnQuestion
from forms.proportion import table
from models.authority import Authority, Service
from models.calendar import add_working_days, to_london, today, working_day
from models.conflicts import BothSides
from models.monitoring_return import Return
from models.one_off import OneOff
from models.period import Period
from models.person import Person
from models.provider import Provider
from models.register.bought import bought
from models.store import writing
from models.submission import LETTERS
from portal.london import weekday
from portal.returns.work import adopting, asking, lists, sending, sheet

NATIONS = {letter: nation for nation, letter in adopting.LETTERS.items()}
NOTICE = 5
"""Working days that are proposed to answer one question."""
A_YEAR = timedelta(days=365)


class CannotAsk(ValueError):
    """What the officer chose does not go together; the message says what to change, at `field`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Askable:
    """A provider that can be asked: whether it gives this service, and how many single questions it was asked in the
    last twelve months."""

    provider: Provider
    gives: bool
    had: int

    @property
    def full(self) -> bool:
        """Whether it was asked as many as the rule allows."""
        return self.had >= most()


def most() -> int:
    """How many single questions a council may ask of one provider in twelve months, by the rule."""
    return table().single_questions_a_year


def askable(authority: Authority, service: Service, now: datetime) -> list[Askable]:
    """Every provider, those that give this service first; four queries."""
    providers = list(Provider.select().order_by(Provider.legal_name))
    asked = (
        Return.select(Return.provider).where((Return.authority == authority) & (Return.service == service)).distinct()
    )
    gives = {row.provider_id for row in asked}
    period = Period.quarter_of(today(now))
    gives |= {p for p, s in bought(authority.id, [one.id for one in providers], period) if s == service.id}
    had = asked_in_a_year(authority, now)
    found = [Askable(one, one.id in gives, had.get(one.id, 0)) for one in providers]
    return sorted(found, key=lambda one: not one.gives)


def asked_in_a_year(authority: Authority, now: datetime) -> Mapping[int, int]:
    """Provider id -> single questions that it was asked in the last twelve months and that were not withdrawn before
    they were answered; one query."""
    recent = (Return.authority == authority) & (Return.asked_at > now - A_YEAR) & (Return.state != "withdrawn")
    rows: Any = (
        Return.select(Return.provider, fn.COUNT(Return.id))
        .where(recent & Return.set_key.startswith(one_off.PREFIX))
        .group_by(Return.provider)
    )
    return dict(rows.tuples())


def usual_day(nation: str, now: datetime) -> date:
    """The due day that is proposed."""
    return add_working_days(today(now), NOTICE, nation)


def ask(
    *,
    authority: Authority,
    service: Service,
    providers: Sequence[Provider],
    question: OwnQuestion,
    due_on: date,
    by: Person,
    now: datetime,
) -> OneOff:
    """Asks them all, and tells their people. Raises CannotAsk."""
    _fits(authority, providers, due_on, now)
    mark = "".join(secrets.choice(LETTERS) for _ in range(10)).lower()
    kept = one_off.definition(question, mark=mark, nation=NATIONS[str(authority.nation)])
    questions = one_off.question_set(kept)
    with writing():
        _within_the_rule(authority, providers, now)
        one = OneOff.ask(
            authority=authority,
            service=service,
            set_key=questions.key,
            title=questions.title,
            data=json.dumps(kept, ensure_ascii=False),
            why=question.why,
            due_on=due_on,
            by=by.id,
            at=now,
        )
        made = [_ask_one(one, questions.version, provider, by, now) for provider in providers]
        asking.tell(made, now)
    return one


def _ask_one(one: OneOff, version: str, provider: Provider, by: Person, now: datetime) -> Return:
    try:
        return Return.ask(
            authority=one.authority,
            provider=provider,
            service=one.service,
            home=None,
            set_key=one.set_key,
            set_version=version,
            tier="core",
            period=Period.holding(today(now), "month"),
            due_on=one.due_on,
            why=one.why,
            officer=by,
            by=by.id,
            at=now,
        )
    except BothSides as both:
        raise CannotAsk("providers", f"{both} Nobody may be on both sides of one council.") from both


def _fits(authority: Authority, providers: Sequence[Provider], due_on: date, now: datetime) -> None:
    if not providers:
        raise CannotAsk("providers", "Select at least one provider.")
    if due_on <= to_london(now).date():
        raise CannotAsk("due_on", "Enter a day after today.")
    if not working_day(due_on, str(authority.nation)):
        following = add_working_days(due_on - timedelta(days=1), 1, str(authority.nation))
        raise CannotAsk("due_on", f"Nobody works on {weekday(due_on)}. The next working day is {weekday(following)}.")


def _within_the_rule(authority: Authority, providers: Sequence[Provider], now: datetime) -> None:
    """Single questions count against how much is asked: so many in twelve months, and no more."""
    had = asked_in_a_year(authority, now)
    full = [str(one.legal_name) for one in providers if had.get(one.id, 0) >= most()]
    if full:
        said = f"The rule allows {most()} single questions in twelve months. Leave out {', '.join(full)}"
        raise CannotAsk("providers", f"{said}, or ask with the next return.")


def returns(one: OneOff) -> list[Return]:
    """Everybody’s return of a question, with names; one query."""
    return list(lists.with_names(Return.select().where(Return.set_key == one.set_key)))


def close(one: OneOff, words: str, *, by: int, now: datetime) -> Mapping[str, int]:
    """Closes a question: who has answered is told these words (accepted), who has not is no longer asked.

    Gives how many of each, by the state they come to. Raises AlreadyDone; Stale where somebody sends at this moment.
    """
    with writing():
        one.close(words, by=by, at=now)
        found = sheet.with_people(Return.select().where(Return.set_key == one.set_key))
        return Counter(sending.settle(ret, words, by=by, now=now) for ret in found)
