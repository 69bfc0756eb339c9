"""Saying something: what is stored, once, together with the transcript; two windows, colleagues, a kill in between."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.conflicts import AlreadyDone, NotNow
from models.conversation import Conversation, Turn
from models.monitoring_return import Return
from models.person import Person
from portal.assistant.work.saying import Elsewhere
from portal.returns.work import answering, sending, sheet
from tests.portal.assistant.talking import Window, all_words, answers
from tests.portal.life import Life, mails, no_mail


def test_looking_writes_nothing_and_says_what_this_is(alice: Window) -> None:
    shown = alice.look()
    assert shown.bubbles[0].words == "I am a form that understands plain words, not a person."
    assert "How many of your 12 places were ready" in all_words(shown.bubbles)
    assert Conversation.select().count() == Turn.select().count() == 0


def test_an_answer_is_stored_as_on_the_page_with_the_turns_and_where_it_stands(alice: Window, ret: Return) -> None:
    said = alice.say("eleven")
    assert answers(ret)["places_ready"] == ("11", "assistant")
    begun = Conversation.of(ret.id, alice.person.id)
    assert begun
    mine = next(turn for turn in begun.turns() if turn.side == "person")
    assert (mine.words, mine.keys, mine.kind) == ("eleven", "places_ready", "said")
    assert "11" in all_words(said.bubbles)
    assert [turn.number for turn in begun.turns()] == list(range(1, begun.number + 1))
    assert begun.version == answering.fresh(ret).version


def test_a_proposal_waits_in_the_conversation_and_is_stored_on_yes_alone(alice: Window, ret: Return) -> None:
    assert "11" in alice.replies("all but one")[0]
    assert "places_ready" not in answers(ret)
    again = Window(ret, alice.person, alice.now + timedelta(days=1))
    assert "Welcome back." in all_words(again.look().bubbles)
    again.say("yes")
    assert answers(ret)["places_ready"][0] == "11"


def test_a_message_that_comes_twice_is_one_turn(alice: Window, ret: Return) -> None:
    alice.say("eleven")
    turns, version = Turn.select().count(), answering.fresh(ret).version
    alice.page = alice.before
    with pytest.raises(AlreadyDone):
        alice.say("eleven", again=True)
    assert (Turn.select().count(), answering.fresh(ret).version) == (turns, version)


def test_words_for_an_older_question_never_answer_a_newer_one(alice: Window, ret: Return) -> None:
    alice.look()
    other = Window(ret, alice.person, alice.now)
    other.say("12")
    with pytest.raises(Elsewhere):
        alice.say("11")
    assert answers(ret)["places_ready"][0] == "12"
    assert "places_lived_in" not in answers(ret)
    alice.look()
    alice.say("9")
    assert json.loads(answers(ret)["places_lived_in"][0] or "") in (9, [9, 12])


def test_a_first_message_from_a_page_that_is_no_longer_true_is_not_applied(
    alice: Window, life: Life, ret: Return
) -> None:
    alice.look()
    life.type(ret, "places_ready", {"places_ready": "12"}, by=life.cast.bob)
    with pytest.raises(Elsewhere):
        alice.say("9")
    assert "places_lived_in" not in answers(ret)


def test_what_a_colleague_changed_is_said_with_the_name_and_nothing_is_overwritten(
    alice: Window, life: Life, ret: Return
) -> None:
    alice.say("why?")
    life.type(ret, "places_ready", {"places_ready": "12"}, by=life.cast.bob)
    said = alice.say("11")
    assert "Bob Barton" in all_words(said.bubbles)
    assert answers(ret)["places_ready"][0] == "12"
    alice.say("yes")
    assert answers(ret)["places_ready"] == ("11", "assistant")


def test_who_comes_back_sees_what_changed_on_the_pages_and_goes_on_from_there(
    alice: Window, life: Life, ret: Return
) -> None:
    alice.say("why?")
    life.type(ret, "places_ready", {"places_ready": "12"})
    shown = alice.look()
    assert "How many of your 12 places had a young person" in all_words(shown.live)
    before = Turn.select().count()
    alice.say("9")
    assert json.loads(answers(ret)["places_lived_in"][0] or "") in (9, [9, 12])
    assert Turn.select().count() > before + len(shown.opening)


def test_each_person_has_a_conversation_of_their_own(alice: Window, life: Life, ret: Return) -> None:
    alice.say("11")
    bob = Window(ret, life.cast.bob, life.now)
    assert "eleven" not in all_words(bob.look().bubbles)
    bob.say("9")
    assert Conversation.select().count() == 2
    assert {person.name for person in Person.select().join(Conversation)} == {"Alice Archer", "Bob Barton"}


@pytest.mark.parametrize("where", ["insert_many", "create"])
def test_a_kill_between_the_parts_leaves_nothing_and_the_message_may_come_again(
    alice: Window, ret: Return, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: Any, **__: Any) -> Any:
        raise Killed

    model = Turn if where == "insert_many" else Conversation
    version = answering.fresh(ret).version
    with monkeypatch.context() as patch:
        patch.setattr(model, where, kill)
        with pytest.raises(Killed):
            alice.say("eleven")
    assert "places_ready" not in answers(ret)
    assert (Turn.select().count(), answering.fresh(ret).version) == (0, version)
    alice.say("eleven", again=True)
    assert answers(ret)["places_ready"][0] == "11"


def test_who_wants_a_person_sends_one_message_with_the_point_and_no_answer(alice: Window, ret: Return) -> None:
    no_mail()
    alice.say("eleven")
    reply = all_words(alice.say("I want a person").bubbles)
    assert "01632 960000" in reply
    alice.say("I want a person")
    [mail] = mails()
    assert mail.to == "dana@people.example"
    assert "page SA02 Places ready to live in, question “Why not ready”" in mail.text
    assert f"version {ret.set_version}" in mail.text
    assert "11" not in mail.text.replace(str(ret.public_id), "")
    assert "Alice" not in mail.text


def test_what_is_due_lists_every_return_of_the_organisation(alice: Window, life: Life) -> None:
    life.ask(period_key="2026-27-Q1")
    listed = all_words(alice.say("what’s due?").bubbles)
    assert "July to September 2026" in listed
    assert "April to June 2026" in listed


def test_saving_and_checking_lead_away_and_nothing_is_sent(alice: Window, ret: Return) -> None:
    assert alice.say("save and come back").goes == "leave"
    assert alice.say("submit").goes == "check"
    assert answering.fresh(ret).state == "draft"


def test_words_that_may_name_somebody_are_not_kept(alice: Window, ret: Return) -> None:
    alice.say("Jordan and JS are not ready, so 10")
    kept = all_words(alice.look().bubbles)
    mine = next(bubble for bubble in alice.look().bubbles if bubble.mine)
    assert (mine.kind, mine.words) == ("held", "")
    assert "places_ready" not in answers(ret)
    assert kept


def test_an_accepted_return_takes_no_more_words_and_keeps_none(alice: Window, life: Life, ret: Return) -> None:
    alice.say("eleven")
    life.send(life.fill(ret))
    life.accept(ret)
    with pytest.raises((NotNow, Elsewhere)):
        alice.say("ten")
    assert {turn.words for turn in Turn.select()} == {None}


def test_a_conversation_and_the_pages_give_the_same_submission(life: Life, alice: Window, ret: Return) -> None:
    key = life.settings.derived("texts")
    for text in ("eleven", "repairs", "yes", "9"):
        alice.say(text)
    spoken = sending.payload(sheet.load(answering.fresh(ret), life.now), key)
    typed = {"places_ready": "11", "not_ready_why": ["repairs"]}
    life.type(ret, "places_ready", typed)
    life.type(ret, "places_lived_in", {"places_lived_in": "9"})
    assert sending.payload(sheet.load(answering.fresh(ret), life.now), key) == spoken
