"""A conversation and its turns: each rule of the database by its name, one turn a message, taking out for good."""

from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, Stale, broken_rule
from models.conversation import Conversation, NewTurn, Turn
from models.store import Base, writing

NOW = datetime(2026, 10, 5, 8)
SAID = NewTurn("person", "said", "Twelve at Mill Lane", keys=("places",), token="t1")
REPLY = NewTurn("form", "echo", "I put 12.", question="places", more={"note": "Twelve at Mill Lane"})


def keep(desk: Any, begun: Conversation | None, *turns: NewTurn, ret: Any = None) -> Conversation:
    ret = ret or desk.ret
    where = {"return_id": ret.id, "person": desk.cast.alice.id, "state": {"focus": "now"}, "version": ret.version}
    with writing():
        return Conversation.keep(begun, turns, at=NOW, **where)


@pytest.fixture
def talk(desk: Any) -> Any:
    """Alice and her return, of which nothing was said yet."""
    desk.ret = desk.ask()
    return desk


def rows(desk: Any) -> dict[type[Base], dict[str, Any]]:
    begun = keep(desk, None, SAID)
    about = {"return_": desk.ret, "person": desk.cast.bob, "state": "{}", "version": 1, "began_at": NOW, "last_at": NOW}
    said = {
        "conversation": begun,
        "number": 2,
        "side": "person",
        "kind": "said",
        "words": "12",
        "token": "t2",
        "at": NOW,
    }
    return {Conversation: about, Turn: said}


BY_VALUE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "the_turns_of_a_conversation_are_counted": (Conversation, {"number": -1}),
    "a_conversation_goes_on_after_it_began": (Conversation, {"last_at": NOW - timedelta(days=1)}),
    "a_turn_is_of_one_of_two_sides": (Turn, {"side": "council", "token": None}),
    "turns_are_counted_from_one": (Turn, {"number": 0}),
    "what_a_person_says_comes_with_a_token": (Turn, {"token": None}),
    "a_turn_is_there_or_says_when_it_was_taken_out": (Turn, {"words": None}),
    "what_was_shown_goes_with_the_words": (Turn, {"words": None, "removed_at": NOW, "more": "{}"}),
}
TWICE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "a_person_has_one_conversation_a_return": (Conversation, {}),
    "turns_of_a_conversation_are_numbered_once": (Turn, {"token": "t3"}),
    "each_message_is_one_turn": (Turn, {"number": 3}),
}


@pytest.mark.parametrize("rule", [*BY_VALUE, *TWICE])
def test_each_rule_of_a_conversation_is_refused_by_its_name(talk: Any, rule: str) -> None:
    good = rows(talk)
    table, wrong = (BY_VALUE | TWICE)[rule]
    if rule in TWICE:
        with writing():
            table.create(**good[table])
    with pytest.raises(peewee.IntegrityError) as broken, writing():
        table.create(**good[table] | wrong)
    assert broken_rule(broken.value) == rule


def test_every_rule_of_conversations_is_here() -> None:
    checks = {check.nodes[1]._path[0] for table in (Conversation, Turn) for check in table._meta.constraints}
    uniques = {index._name for table in (Conversation, Turn) for index in table._meta.indexes}
    assert (checks, uniques) == (set(BY_VALUE), set(TWICE))


def test_turns_are_numbered_on_and_a_second_window_is_refused(talk: Any) -> None:
    begun = keep(talk, None, REPLY, SAID, REPLY)
    elsewhere = Conversation.of(talk.ret.id, talk.cast.alice.id)
    keep(talk, begun, NewTurn("person", "said", "more", token="t4"))
    assert [turn.number for turn in begun.turns()] == [1, 2, 3, 4]
    with pytest.raises(Stale):
        keep(talk, elsewhere, NewTurn("person", "said", "12", token="t5"))
    with pytest.raises(AlreadyDone):
        keep(talk, elsewhere, SAID)
    with pytest.raises(AlreadyDone):
        keep(talk, None, SAID)
    assert Turn.select().count() == 4


def test_what_was_taken_out_is_gone_from_every_column_and_the_record_says_that_it_was_there(talk: Any) -> None:
    begun = keep(talk, None, SAID, REPLY, NewTurn("form", "ask", "And now?"))
    with writing():
        begun.take_out([1, 2], state={}, by=talk.cast.alice.id, at=NOW)
    first, second, third = begun.turns()
    assert (first.words, first.more, second.words, second.more, third.words) == (None, None, None, None, "And now?")
    assert first.removed_by.name == talk.cast.alice.name
    assert AuditEvent.get(action="conversation.taken_out").before == "turns 1, 2"
    with pytest.raises(AlreadyDone), writing():
        begun.take_out([1, 2], state={}, by=talk.cast.alice.id, at=NOW)


def test_when_a_return_is_accepted_what_was_typed_is_no_longer_kept(talk: Any) -> None:
    begun = keep(talk, None, SAID, REPLY)
    with writing():
        Conversation.forget(talk.ret.id, NOW)
    assert [(turn.words, turn.more, turn.removed_by_id) for turn in begun.turns()] == [(None, None, None)] * 2
    assert Conversation.of(talk.ret.id, talk.cast.alice.id).kept == {}
