"""One question to many: asked, answered with the same boxes, side by side, counted, closed."""

from datetime import date, timedelta
from typing import Any

import pytest

from forms.own_question import OwnQuestion
from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.decision import Decision
from models.monitoring_return import Return
from models.one_off import OneOff
from portal.returns.work import answering, due, lists, period, reminders, sets, sheet, tiers
from portal.tailoring.work import one_off_answers, one_offs
from tests.fixtures.queries import Counting
from tests.portal.life import THANKS, Life, mails, no_mail

DUE_ON = date(2026, 10, 9)
POSTS = OwnQuestion(kind="number", name="Empty posts", ask="How many posts were empty today?", why="To plan training.")


def ask(life: Life, question: OwnQuestion = POSTS, **more: Any) -> OneOff:
    cast = life.cast
    told: dict[str, Any] = {
        "authority": cast.fairshire, "service": cast.service, "providers": [cast.harbour, cast.northgate],
        "due_on": DUE_ON, "by": cast.dana, "now": life.now,
    }  # fmt: skip
    return one_offs.ask(question=question, **told | more)


def of(one: OneOff, provider: Any) -> Return:
    found: Return = answering.fresh(Return.get(set_key=one.set_key, provider=provider))
    return found


def answered(life: Life, one: OneOff, provider: Any, by: Any, typed: dict[str, str]) -> None:
    life.type(of(one, provider), "answer", typed, by=by)
    life.send(of(one, provider), by=by)


def test_everybody_who_was_picked_gets_a_short_return_and_a_mail(life: Life) -> None:
    no_mail()
    one = ask(life)
    ret = of(one, life.cast.harbour)
    assert sheet.question_set(ret).title == "One question: Empty posts"
    assert {mail.to for mail in mails()} == {f"{name}@people.example" for name in ("alice", "bob", "charlie")}
    journey = sheet.load(ret, life.now).journey
    assert [state.page.code for state in journey.pages()] == ["Q1"]
    assert "at most 4 such questions a year" in tiers.because(ret, journey.question_set)
    assert due.why(ret, journey.question_set) == "Your contact chose this day."
    assert [line.title for line in lists.waiting_for([life.cast.harbour.id], life.now)] == [one.title]
    assert period.standings(Return.select()) == []
    assert lists.waiting_at_desk([life.cast.fairshire.id], life.now) == lists.AtDesk(0, 0, 0)


def test_answers_stand_side_by_side_with_what_is_not_known_and_what_is_late(life: Life, queries: Counting) -> None:
    one, cast = ask(life), life.cast
    answered(life, one, cast.harbour, cast.alice, {"answer": "a dozen", "answer.yes": "12"})
    life.type(of(one, cast.northgate), "answer", {"answer": "7"}, by=cast.charlie)
    later = life.now + timedelta(days=9)
    with queries() as seen:
        found = one_off_answers.side_by_side(one, later)
    assert len(seen) <= 4
    assert (found.asked, found.answered, found.late) == (2, 1, 1)
    assert [list(row.answers) for row in found.rows] == [["12"], [""]]
    life.type(of(one, cast.northgate), "answer", {"answer": "", "answer.dont_have": "1", "answer.why": "=No log"},
              by=cast.charlie)  # fmt: skip
    life.send(of(one, cast.northgate), by=cast.charlie, now=later)
    found = one_off_answers.side_by_side(one, later)
    assert found.rows[1].answers[0].startswith("Not available yet: =No log")
    assert found.rows[1].was_late
    text = one_off_answers.as_csv(found).decode("utf-8-sig")
    assert text.splitlines()[0] == "Provider,State,Q1a Empty posts,Received,Late"
    assert "Northgate Homes Ltd,To be read," in text
    assert text.splitlines()[2].endswith(",late")


def test_a_ratio_shows_both_boxes_and_a_choice_its_words(life: Life) -> None:
    cast = life.cast
    ratio = OwnQuestion(
        kind="ratio", name="Empty posts", ask="How many were empty?", of_ask="How many are there?", why="So."
    )
    one = ask(life, ratio)
    answered(life, one, cast.harbour, cast.alice, {"answer_of": "12", "answer": "3"})
    assert list(one_off_answers.side_by_side(one, life.now).rows[0].answers) == ["12", "3 of 12"]
    choice = OwnQuestion(kind="choice", name="Open", ask="Are you open?", why="So.", options=("Yes, all week", "No"))
    two = ask(life, choice)
    answered(life, two, cast.harbour, cast.alice, {"answer": "yes_all_week"})
    assert list(one_off_answers.side_by_side(two, life.now).rows[0].answers) == ["Yes, all week"]


def test_a_formula_in_an_answer_is_no_formula_in_the_file(life: Life) -> None:
    one = ask(life, OwnQuestion(kind="text", name="News", ask="What is new?", why="To know."))
    answered(life, one, life.cast.harbour, life.cast.alice, {"answer": "=1+1 rooms are new"})
    assert "'=1+1 rooms are new" in one_off_answers.as_csv(one_off_answers.side_by_side(one, life.now)).decode()


def test_no_provider_is_asked_more_than_the_rule_allows(life: Life) -> None:
    for _ in range(one_offs.most()):
        ask(life, providers=[life.cast.harbour])
    with pytest.raises(one_offs.CannotAsk, match="Leave out Harbour Young People") as refused:
        ask(life)
    assert refused.value.field == "providers"
    assert OneOff.select().count() == one_offs.most()
    harbour, northgate = one_offs.askable(life.cast.fairshire, life.cast.service, life.now)
    assert (harbour.had, harbour.full, harbour.gives) == (4, True, True)
    assert (northgate.had, northgate.full) == (0, False)
    assert one_offs.asked_in_a_year(life.cast.fairshire, life.now + timedelta(days=400)) == {}
    [fairshire, westmoor] = one_off_answers.asked_singly(life.now)
    assert (fairshire.questions, fairshire.providers, westmoor.questions) == (4, 1, 0)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"providers": []}, "providers"),
        ({"due_on": date(2026, 10, 5)}, "due_on"),
        ({"due_on": date(2026, 10, 10)}, "due_on"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_box(life: Life, told: dict[str, Any], field: str) -> None:
    with pytest.raises(one_offs.CannotAsk) as refused:
        ask(life, **told)
    assert refused.value.field == field
    assert not OneOff.select().exists()


def test_closing_thanks_who_answered_and_waits_for_nobody(life: Life) -> None:
    one, cast = ask(life), life.cast
    answered(life, one, cast.harbour, cast.alice, {"answer": "3"})
    no_mail()
    assert one_offs.close(one, THANKS, by=cast.dana.id, now=life.now) == {"accepted": 1, "withdrawn": 1}
    assert Decision.get(return_=of(one, cast.harbour)).words == THANKS
    assert {mail.to for mail in mails()} >= {"alice@people.example", "charlie@people.example"}
    with pytest.raises(AlreadyDone):
        one_offs.close(one, THANKS, by=cast.dana.id, now=life.now)
    assert AuditEvent.select().where(AuditEvent.action == "one_off.closed").count() == 1
    [line] = one_off_answers.lines([cast.fairshire.id], life.now)
    assert (line.asked, line.answered, line.one.closed_at) == (1, 1, life.now)


def test_who_has_not_answered_is_reminded_like_of_any_return(life: Life) -> None:
    ask(life)
    no_mail()
    assert reminders.remind(life.now + timedelta(days=3)) > 0
    assert "One question: Empty posts" in mails("alice@people.example")[0].text


def test_what_was_asked_is_read_from_what_was_kept(life: Life) -> None:
    one = ask(life)
    before = sets.single(one.set_key)
    sets._one_offs.clear()
    assert sets.single(one.set_key) == before
