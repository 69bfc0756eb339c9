"""The life of a return: each step from each state, legal or not; asking; deciding; two people at once."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotNow, Stale, Taken
from models.decision import Decision
from models.monitoring_return import STATES, Return
from models.period import Period
from models.remark import Remark
from models.store import writing
from models.submission import Submission

LEGAL = {
    ("due", "answer"): "draft",
    ("draft", "answer"): "draft",
    ("received", "answer"): "received",
    ("sent_back", "answer"): "sent_back",
    ("due", "clear"): "due",
    ("draft", "clear"): "draft",
    ("received", "clear"): "received",
    ("sent_back", "clear"): "sent_back",
    ("draft", "send"): "received",
    ("received", "send"): "received",
    ("sent_back", "send"): "received",
    ("received", "accept"): "accepted",
    ("received", "send_back"): "sent_back",
    ("accepted", "correct"): "received",
    ("due", "withdraw"): "withdrawn",
    ("draft", "withdraw"): "withdrawn",
    ("received", "withdraw"): "withdrawn",
    ("sent_back", "withdraw"): "withdrawn",
}
STEPS = sorted({step for _, step in LEGAL})


def take(desk: Any, ret: Return, step: str) -> object:
    said: dict[str, tuple[Any, ...]] = {
        "accept": ("Thank you.",),
        "send_back": ({"places": "Is this right?"}, "Please look again."),
        "correct": ("The number of young people was wrong.",),
        "withdraw": ("Asked by mistake.",),
        "clear": (["places"],),
    }
    if step == "answer":
        return desk.answer(ret, value=4)
    return desk.send(ret, "another digest") if step == "send" else desk.act(ret, step, *said[step])


@pytest.mark.parametrize(("state", "step"), sorted(LEGAL))
def test_a_legal_step_is_taken_and_leaves_its_mark(desk: Any, state: str, step: str) -> None:
    ret = desk.in_state(state)
    before, events = ret.version, AuditEvent.select().count()
    take(desk, ret, step)
    stored = Return.get_by_id(ret.id)
    assert stored.state == LEGAL[state, step]
    assert stored.version == ret.version == before + 1
    assert stored.changed_at == desk.now
    assert (stored.accepted_at is not None) == (stored.state == "accepted")
    if state != stored.state:
        assert AuditEvent.select().count() > events


@pytest.mark.parametrize(("state", "step"), sorted(set(product(STATES, STEPS)) - set(LEGAL)))
def test_any_other_step_is_refused_and_changes_nothing(desk: Any, state: str, step: str) -> None:
    ret = desk.in_state(state)
    before = (Return.get_by_id(ret.id).__data__, Submission.select().count(), Decision.select().count())
    with pytest.raises(NotNow) as caught:
        take(desk, ret, step)
    assert caught.value.state == state
    assert (Return.get_by_id(ret.id).__data__, Submission.select().count(), Decision.select().count()) == before


@pytest.mark.parametrize(("state", "step"), sorted(LEGAL))
def test_a_step_at_an_old_version_is_stale(desk: Any, state: str, step: str) -> None:
    ret = desk.in_state(state)
    ret.version -= 1
    with pytest.raises(Stale) as caught:
        take(desk, ret, step)
    assert caught.value.version == ret.version + 1
    assert Return.get_by_id(ret.id).state == state


def test_a_unit_is_asked_for_once(desk: Any) -> None:
    desk.ask()
    with pytest.raises(Taken, match="a_return_is_asked_for_once"):
        desk.ask()
    desk.ask(home=desk.cast.home)
    with pytest.raises(Taken, match="a_return_of_a_home_is_asked_for_once"):
        desk.ask(home=desk.cast.home)
    desk.ask(period=Period.parse("2026-27-Q3"))


def test_a_refused_unit_does_not_spoil_the_others_of_the_same_transaction(desk: Any) -> None:
    desk.ask()
    with writing():
        for provider in (desk.cast.harbour, desk.cast.northgate):
            try:
                _ask_again(desk, provider)
            except Taken:
                continue
    assert Return.select().count() == 2


def _ask_again(desk: Any, provider: Any) -> None:
    ret = Return.get()
    Return.ask(
        authority=ret.authority, provider=provider, service=ret.service, home=None, set_key=ret.set_key,
        set_version=ret.set_version, tier="core", period=Period.parse(ret.period_key), due_on=ret.due_on, why="Why.",
        officer=ret.officer, by=None, at=desk.now,
    )  # fmt: skip


def test_what_was_withdrawn_may_be_asked_for_again(desk: Any) -> None:
    desk.in_state("withdrawn")
    desk.ask()


def test_a_service_of_another_authority_or_a_home_of_another_provider_is_a_mistake(desk: Any) -> None:
    for wrong in ({"service": desk.cast.service_elsewhere}, {"home": desk.cast.home, "provider": desk.cast.northgate}):
        with pytest.raises(ValueError, match="another"):
            desk.ask(**wrong)


def test_an_acceptance_stands_in_the_history_with_who_said_what(desk: Any, count_queries: Any) -> None:
    ret = desk.in_state("sent_back")
    desk.answer(ret)
    desk.send(ret, "d2")
    desk.act(ret, "accept", "Thank you.")
    found: list[Decision] = []

    def read() -> None:
        found.extend(Decision.of(ret.id))
        assert [decision.by.name for decision in found] == [desk.cast.dana.name] * 2

    assert count_queries(read) == 1
    assert [(d.what, d.words) for d in found] == [("accepted", "Thank you."), ("sent_back", "Please look again.")]
    assert [d.submission.number for d in found] == [2, 1]


def test_a_remark_is_settled_when_its_question_is_answered_again(desk: Any) -> None:
    ret = desk.in_state("received")
    desk.act(ret, "send_back", {"places": "Is this right?", "notes": "What is this?"}, "")
    desk.answer(ret, value=5)
    assert [remark.key for remark in Remark.open(ret.id)] == ["notes"]


def test_a_remark_is_settled_by_seen_no_change(desk: Any) -> None:
    ret = desk.in_state("sent_back")
    (remark,) = Remark.open(ret.id)
    with writing():
        remark.seen(by=desk.cast.bob.id, at=desk.now)
    assert Remark.open(ret.id) == []
    with pytest.raises(AlreadyDone), writing():
        remark.seen(by=desk.cast.bob.id, at=desk.now)


def test_a_double_click_on_a_decision_is_already_done(desk: Any) -> None:
    ret = desk.in_state("received")
    again = Return.get_by_id(ret.id)
    desk.act(ret, "accept", "Thank you.")
    with pytest.raises(AlreadyDone):
        desk.act(again, "accept", "Thank you.")
    assert Decision.select().count() == 1


def test_an_officer_who_was_slower_is_told_by_whom(desk: Any) -> None:
    ret = desk.in_state("received")
    mine = Return.get_by_id(ret.id)
    desk.act(ret, "send_back", {"places": "Is this right?"}, "", by=desk.cast.erin.id)
    with pytest.raises(Stale) as caught:
        desk.act(mine, "accept", "Thank you.")
    assert caught.value.name == desk.cast.erin.name


def test_ten_officers_at_once_decide_once(desk: Any, together: Any) -> None:
    ret = desk.in_state("received")
    officers = [desk.cast.dana.id, desk.cast.erin.id] * 5

    def decide(number: int) -> Any:
        mine = Return.get_by_id(ret.id)
        mine.version = ret.version
        verb = ("accept", "send_back")[number % 2]
        said = (f"Words {number}",) if verb == "accept" else ({}, f"Words {number}")
        return desk.act(mine, verb, *said, by=officers[number])

    outcomes = together(decide, 10)
    assert sum(isinstance(outcome, Decision) for outcome in outcomes) == 1
    assert {type(outcome) for outcome in outcomes} <= {Decision, Stale, AlreadyDone}
    assert Decision.select().count() == 1


def test_the_words_of_a_decision_can_be_taken_out(desk: Any) -> None:
    ret = desk.in_state("accepted")
    (decision,) = Decision.of(ret.id)
    with writing():
        decision.take_out(by=desk.cast.erin.id, at=desk.now + timedelta(days=1), why="It named a child.")
    stored = Decision.get_by_id(decision.id)
    assert (stored.words, stored.removed_by_id) == (None, desk.cast.erin.id)
    assert AuditEvent.select().where(AuditEvent.words == "Thank you.").count() == 0
    with pytest.raises(AlreadyDone), writing():
        stored.take_out(by=desk.cast.erin.id, at=desk.now, why="Again.")
