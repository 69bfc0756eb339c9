"""A word for the risk at a provider: with its reason, over the one before, and by whom."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from peewee import IntegrityError

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, Stale, broken_rule
from models.risk import Risk
from models.store import writing
from tests.fixtures.cast import Cast

WHY = "Two missed visits in a row."


def put(cast: Cast, at: datetime, word: str = "high", seen: int = 0, **other: Any) -> Risk:
    values = {"why": WHY, "by": cast.dana.id, "at": at, "seen": seen} | other
    with writing():
        return Risk.put(cast.fairshire.id, cast.harbour, word, **values)


def test_the_last_word_counts_and_the_history_keeps_the_others(cast: Cast, now: datetime) -> None:
    put(cast, now)
    put(cast, now + timedelta(days=30), "low", 1, by=cast.erin.id)
    history = Risk.history(cast.fairshire.id, cast.harbour.id)
    assert [(risk.word, risk.by.name, risk.replaced_at) for risk in history] == [
        ("low", "Erin Ellis", None),
        ("high", "Dana Dean", now + timedelta(days=30)),
    ]
    assert Risk.words(cast.fairshire.id) == {cast.harbour.id: "low"}
    assert Risk.words(cast.westmoor.id) == {}


def test_the_audit_says_which_word_came_after_which_and_never_why(cast: Cast, now: datetime) -> None:
    put(cast, now)
    put(cast, now, "low", 1)
    events = AuditEvent.select().where(AuditEvent.action == "risk.set").order_by(AuditEvent.number)
    assert [(e.before, e.after, e.words) for e in events] == [(None, "high", None), ("high", "low", None)]
    assert {e.subject for e in events} == {f"provider:{cast.harbour.public_id}"}


def test_of_two_officers_the_second_is_told_what_the_first_said(cast: Cast, now: datetime) -> None:
    put(cast, now)
    with pytest.raises(Stale) as stale:
        put(cast, now, "low", 0, by=cast.erin.id)
    assert (stale.value.version, stale.value.name) == (1, "Dana Dean")


def test_saying_the_same_twice_is_one_word(cast: Cast, now: datetime) -> None:
    put(cast, now)
    with pytest.raises(AlreadyDone):
        put(cast, now)
    assert Risk.select().count() == 1


def test_ten_that_speak_at_once_leave_one_word(cast: Cast, now: datetime, together: Any) -> None:
    outcomes = together(lambda n: put(cast, now, why=f"Reason {n}."), 10)
    assert sum(isinstance(outcome, Risk) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Stale) for outcome in outcomes) == 9
    assert Risk.select().count() == 1


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"why": ""}, "a_risk_says_why"),
        ({"why": "x" * 601}, "a_risk_says_why"),
        ({"word": "terrible"}, "the_word_for_a_risk_is_known"),
    ],
)
def test_the_store_refuses_a_word_that_is_not_one(cast: Cast, now: datetime, said: dict[str, str], rule: str) -> None:
    with pytest.raises(IntegrityError) as refused:
        put(cast, now, **said)
    assert broken_rule(refused.value) == rule


def test_two_words_never_count_at_once(cast: Cast, now: datetime) -> None:
    put(cast, now)
    row = {"authority": cast.fairshire, "provider": cast.harbour, "number": 2, "word": "low", "why": WHY}
    with pytest.raises(IntegrityError) as refused, writing():
        Risk.create(**row, by=cast.dana, at=now)
    assert broken_rule(refused.value) == "one_word_for_a_risk_counts"
