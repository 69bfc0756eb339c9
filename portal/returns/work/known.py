"""What is known of a return before anybody types: what Ofsted’s list says of its home, and what the same provider told
other authorities of its whole service, about the same period. Shown to the provider; never an answer by itself.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias, cast

from peewee import fn

from forms.answers import Given, revive
from forms.asked import Value
from forms.question_set import Question, QuestionSet
from forms.situation import Elsewhere
from models.answer import Answer
from models.authority import Authority, Service
from models.calendar import today
from models.monitoring_return import Return
from models.ofsted import OfstedEntry
from models.prepared import Prepared
from models.provider import Home
from models.submission import Submission

Answers: TypeAlias = Callable[[Submission], Mapping[str, Given]]
"""The answers of a submission, without free text."""


def beforehand(
    ret: Return, questions: QuestionSet, answered: Container[str], answers: Answers | None
) -> dict[str, Any]:
    """What of `Situation` is known of boxes that are not `answered` yet; what other authorities were told only where
    `answers` is given. One query at most, none once those boxes are answered."""
    on_list = [question for question in questions.asks_of_ofsted if question.key not in answered]
    listed, listed_on = _listed(ret, questions.ofsted_type, on_list) if on_list else ({}, None)
    service = {q.key: q for q in questions.questions.values() if _may_be_told(q) and q.key not in answered}
    told = Told(ret, service, answers) if service and answers else {}
    return {"listed": listed, "listed_on": listed_on, "elsewhere": told}


def taken_over(
    questions: QuestionSet, last: Mapping[str, Value], answers: Iterable[Answer], told_on: str
) -> dict[str, str]:
    """Where the answers come from that were confirmed and not typed, in words, by question key."""
    found = {}
    for answer in answers:
        question = questions.questions.get(answer.key)
        if question is None or answer.face != "carried" or answer.value is None:
            continue
        stored = revive(question.kind, json.loads(answer.value))
        if question.carry_forward and last.get(question.key) == stored:
            found[question.key] = f"Confirmed, as you told us on {told_on}"
        else:
            found[question.key] = "Confirmed from Ofsted’s list" if question.ofsted else "As you told another council"
    return found


# What Ofsted’s list says


def _listed(ret: Return, kind: str, asks: Sequence[Question]) -> tuple[dict[str, Value], date | None]:
    """By question key, and the day of the list. A return of a home is about that home’s entry; one of a whole service
    about every entry of that kind that the provider has."""
    if getattr(ret, "listed", None) == 0 or (ret.home is not None and not ret.home.urn):
        return {}, None
    found = _ENTRIES.rows(provider=ret.provider_id, home=ret.home_id or 0)
    entries = [entry for entry in found if _plain(kind) in _plain(entry.provision_type)]
    values = {question.key: value for question in asks if (value := _said(question, entries)) is not None}
    return values, min((entry.as_at for entry in entries), default=None)


def _plain(words: str) -> str:
    return words.casefold().replace("’", "'")


def count_listed() -> Any:
    """How many open homes of a return’s provider stand in a list, as a part of a query: mostly none, and nothing more
    is asked then."""
    named = OfstedEntry.select(fn.COUNT(OfstedEntry.id)).join(Home, on=(Home.urn == OfstedEntry.urn))
    return named.where(Home.provider == Return.provider, Home.closed_at.is_null())


def _entries(provider: Any, home: Any) -> Any:
    mine = (Home.provider == provider) & Home.closed_at.is_null()
    this = fn.NULLIF(home, 0).is_null() | (Home.id == home)
    return OfstedEntry.select().join(Home, on=(Home.urn == OfstedEntry.urn)).where(mine & this)


_ENTRIES: Prepared[OfstedEntry] = Prepared(_entries)


def _said(question: Question, entries: Sequence[OfstedEntry]) -> Value | None:
    """What a list says to a question, as its kind stores it; None where it says nothing that could be kept. A provider
    is registered where all of its entries are; a figure or a grade is that of a single one."""
    if question.ofsted == "registered":
        active = bool(entries) and all(entry.status == "Active" for entry in entries)
        return _option(question, "registered") if active else None
    if len(entries) != 1:
        return None
    [entry] = entries
    match question.ofsted:
        case "places":
            return _within(question, entry.places)
        case "overall":
            return _option(question, entry.overall)
        case _:
            return _within(question, entry.overall_on)


def _option(question: Question, words: str) -> str | None:
    """The key of the option that is called so, or has it as another name."""
    wanted = words.casefold()
    called = ((option.key, (option.key, option.words, *option.aliases)) for option in question.options)
    return next((key for key, names in called if wanted in (name.casefold() for name in names)), None)


def _within(question: Question, value: Any) -> Value | None:
    if value is None:
        return None
    low, high = question.min, question.max
    too_low = isinstance(low, type(value)) and value < low
    return None if too_low or (isinstance(high, type(value)) and value > high) else cast(Value, value)


# What other authorities were told


class Told(Mapping[str, tuple[Elsewhere, ...]]):
    """By question key. Looked up when a page first shows a box without an answer; whoever only saves never asks."""

    def __init__(self, ret: Return, asked: Mapping[str, Question], answers: Answers) -> None:
        self._ret, self._asked, self._answers = ret, asked, answers

    @cached_property
    def _found(self) -> Mapping[str, tuple[Elsewhere, ...]]:
        return _elsewhere(self._ret, self._asked, self._answers)

    def __getitem__(self, key: str) -> tuple[Elsewhere, ...]:
        if key not in self._asked:
            raise KeyError(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _elsewhere(ret: Return, asked: Mapping[str, Question], answers: Answers) -> dict[str, tuple[Elsewhere, ...]]:
    """By question key: what the newest submission of each return of the same provider, service, home, set and period
    to another authority says of the whole service; two queries.

    Free text never is, nor what was taken out there; and no figure that counts an authority’s own young people.
    """
    unit = {"provider": ret.provider_id, "service": ret.service.key, "home": ret.home_id or 0}
    sent = _TOLD.rows(**unit, authority=ret.authority_id, set_key=ret.set_key, period=ret.period_key)
    gone = _taken_out([submission.return_id for submission in sent])
    found: dict[str, list[Elsewhere]] = {}
    for submission in sent:
        council, on = submission.return_.authority.name, today(submission.arrived_at)
        for key, given in answers(submission).items():
            counts = key in asked and given.status == "given" and given.value is not None
            if counts and (submission.return_id, key) not in gone and _fits(asked[key], given.value):
                found.setdefault(key, []).append(Elsewhere(council, on, cast(Value, given.value)))
    return {key: tuple(told) for key, told in found.items()}


def _may_be_told(question: Question) -> bool:
    """A council’s own questions count its own young people (forms/own_question.py), and so never are."""
    return question.counts == "service" and question.kind not in ("text", "file")


def _fits(question: Question, value: Any) -> bool:
    """Another version of the set may have had options that this one has not."""
    if not question.options:
        return True
    chosen = (value,) if isinstance(value, str) else value
    return set(chosen) <= {option.key for option in question.options}


def _told(provider: Any, service: Any, home: Any, authority: Any, set_key: Any, period: Any) -> Any:
    other = Submission.alias()
    newest = other.select(fn.MAX(other.number)).where(other.return_ == Return.id)
    same = (
        (Return.provider == provider)
        & (Return.period_key == period)
        & (Return.set_key == set_key)
        & (fn.COALESCE(Return.home, 0) == home)
        & (Return.authority != authority)
        & (Return.state != "withdrawn")
        & (Service.key == service)
    )
    return (
        Submission.select(Submission, Return, Authority)
        .join(Return)
        .join(Authority)
        .switch(Return)
        .join(Service)
        .where(same & (Submission.number == newest))
        .order_by(Submission.arrived_at.desc(), Submission.id)
    )


_TOLD: Prepared[Submission] = Prepared(_told)


def _taken_out(returns: list[int]) -> set[tuple[int, str]]:
    if not returns:
        return set()
    emptied = Answer.return_.in_(returns) & ~Answer.removed_at.is_null()
    rows: Any = Answer.select(Answer.return_, Answer.key).where(emptied).tuples()
    return set(rows)
