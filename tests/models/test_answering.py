"""Answers: kept whole, never overwritten unseen, few queries."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from models.answer import UNREAD, Answer, NewAnswer
from models.conflicts import Change, Stale
from models.monitoring_return import Return
from models.store import writing


def keep(desk: Any, ret: Return, answers: list[NewAnswer], **other: Any) -> int:
    with writing():
        values = {"by": desk.cast.alice.id, "at": desk.now, "version": ret.version} | other
        return ret.answer_many(answers, **values)


def stored(ret: Return) -> dict[str, Answer]:
    return {answer.key: answer for answer in Answer.select().where(Answer.return_ == ret.id)}


def test_every_kind_of_answer_comes_back_as_it_was(desk: Any) -> None:
    ret = desk.ask()
    day = date(2026, 11, 2)
    keep(
        desk,
        ret,
        [
            NewAnswer("places", 12, 12.0, said="twelve"),
            NewAnswer("choices", ["b", "a"]),
            NewAnswer("nothing", []),
            NewAnswer("nought", 0, 0.0),
            NewAnswer("words", "Zoë’s “house” 🏠"),
            NewAnswer("cost", status="not_available", reason="Our accountant has it.", expected_on=day),
            NewAnswer("visits", status="not_applicable"),
            NewAnswer("check:places", "We opened a home.", status="explained", face="telephone"),
        ],
    )
    found = stored(ret)
    values = {key: json.loads(a.value) for key, a in found.items() if a.value is not None}
    assert values == {
        "places": 12,
        "choices": ["b", "a"],
        "nothing": [],
        "nought": 0,
        "words": "Zoë’s “house” 🏠",
        "check:places": "We opened a home.",
    }
    assert (found["places"].number, found["places"].said, found["places"].by_id) == (12.0, "twelve", desk.cast.alice.id)
    assert (found["cost"].reason, found["cost"].expected_on) == ("Our accountant has it.", day)
    assert {key: a.status for key, a in found.items() if a.status != "given"} == {
        "cost": "not_available",
        "visits": "not_applicable",
        "check:places": "explained",
    }
    assert found["check:places"].face == "telephone"


def test_one_answer_is_kept_likewise(desk: Any) -> None:
    ret = desk.ask()
    desk.answer(ret, "places", 3, number=3.0, status="given", said="three", reason=None, expected_on=None, face="page")
    assert stored(ret)["places"].said == "three"


def test_the_first_answer_makes_it_a_draft(desk: Any) -> None:
    ret = desk.ask()
    desk.answer(ret)
    assert (ret.state, ret.started_at) == ("draft", desk.now)
    desk.answer(ret, at=desk.now + timedelta(hours=1))
    found = Return.get_by_id(ret.id)
    assert (found.state, found.started_at, found.version) == ("draft", desk.now, 3)


def test_a_blank_never_overwrites(desk: Any) -> None:
    ret = desk.in_state("draft")
    blanks = [NewAnswer("places", None), NewAnswer("places", ""), NewAnswer("check:places", "", status="explained")]
    assert keep(desk, ret, blanks) == ret.version
    assert json.loads(stored(ret)["places"].value) == 3
    assert Return.get_by_id(ret.id).version == ret.version


def test_answers_are_cleared_only_by_asking_for_it(desk: Any) -> None:
    ret = desk.in_state("draft")
    desk.answer(ret, "notes", "Some.")
    with writing():
        ret.clear(["places"], by=desk.cast.bob.id, at=desk.now, version=ret.version)
    assert list(stored(ret)) == ["notes"]


def test_the_second_of_two_colleagues_is_told_who_changed_what(desk: Any) -> None:
    ret = desk.in_state("draft")
    alices, bobs = Return.get_by_id(ret.id), Return.get_by_id(ret.id)
    later = desk.now + timedelta(minutes=3)
    keep(desk, bobs, [NewAnswer("places", 4), NewAnswer("notes", "Bob’s")], by=desk.cast.bob.id, at=later)
    with pytest.raises(Stale) as caught:
        keep(desk, alices, [NewAnswer("notes", "Alice’s")])
    stale = caught.value
    assert (stale.version, stale.name, stale.at) == (bobs.version, desk.cast.bob.name, later)
    bob = desk.cast.bob
    assert stale.changes == (
        Change("places", bob.id, bob.name, later),
        Change("notes", bob.id, bob.name, later),
    )
    assert json.loads(stored(ret)["notes"].value) == "Bob’s"
    keep(desk, alices, [NewAnswer("notes", "Both of us")], version=stale.version)
    assert json.loads(stored(ret)["notes"].value) == "Both of us"


def test_of_thirty_pairs_of_colleagues_none_overwrites_the_other(desk: Any, together: Any) -> None:
    ret = desk.in_state("draft")

    def save(number: int) -> Any:
        mine = Return.get_by_id(ret.id)
        mine.version = version
        return desk.answer(mine, "notes", f"Mine {number}", by=desk.cast.bob.id)

    for _ in range(30):
        version = Return.get_by_id(ret.id).version
        outcomes = together(save, 2)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Stale", "int"]
        kept = json.loads(stored(ret)["notes"].value)
        assert outcomes[int(kept.removeprefix("Mine "))] == version + 1


def test_without_the_version_in_the_update_they_would(
    desk: Any, together: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control of the test above."""
    ret = desk.in_state("draft")
    monkeypatch.setattr(Return, "_change", lambda *_args, **_kwargs: None)
    outcomes = together(lambda number: desk.answer(Return.get_by_id(ret.id), "notes", f"Mine {number}"), 2)
    assert [type(outcome) for outcome in outcomes] == [int, int]


def test_what_is_answered_after_sending_waits_until_it_is_sent_again(desk: Any) -> None:
    ret = desk.in_state("received")
    desk.answer(ret, value=9)
    assert Return.get_by_id(ret.id).state == "received"
    assert desk.send(ret, "d2").number == 2


@pytest.mark.parametrize("count", [1, 40])
def test_a_page_of_answers_costs_the_same_few_queries_whatever_its_length(
    desk: Any, count_queries: Any, count: int
) -> None:
    ret = desk.in_state("draft")
    answers = [NewAnswer(f"q{number}", number, float(number)) for number in range(count)]
    assert count_queries(lambda: keep(desk, ret, answers)) <= 4


def test_an_answer_at_a_large_figure_keeps_its_pence(desk: Any) -> None:
    ret = desk.ask()
    desk.answer(ret, "cost", 123456789012, number=123456789012.0)
    assert stored(ret)["cost"].number == 123456789012.0
    assert Answer.select().where(Answer.number > 123456789011).count() == 1


def test_what_could_not_be_read_stands_until_its_question_is_answered(desk: Any) -> None:
    ret = desk.ask()
    desk.answer(ret, f"places{UNREAD}", "loads", status="explained")
    assert f"places{UNREAD}" in stored(ret)
    desk.answer(ret, "rooms", 3)
    assert f"places{UNREAD}" in stored(ret)
    desk.answer(ret, "places", 11)
    assert set(stored(ret)) == {"rooms", "places"}
