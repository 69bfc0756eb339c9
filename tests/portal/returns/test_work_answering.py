"""Answering a page as people type: what is stored, what is asked, what is never stored."""

import json
import unicodedata
from datetime import date, timedelta
from typing import Any

import pytest

from models.answer import Answer
from models.audit import AuditEvent
from models.conflicts import NotNow
from models.monitoring_return import Return
from portal.returns.work import answering, sheet
from tests.portal.life import BEFORE, Life, Typed


@pytest.fixture
def places(life: Life) -> Return:
    """Twelve places with hosts, of which how many were ready is not said yet."""
    ret = life.ask()
    life.type(ret, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    return ret


def stored(ret: Return, key: str) -> Any:
    answer = Answer.get_or_none((Answer.return_ == ret.id) & (Answer.key == key))
    return None if answer is None or answer.value is None else json.loads(answer.value)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("twelve", 12), ("11", 11), ("11 of 12", 11), (" 11 ", 11), ("none", 0), ("eleven", 11), ("１１", 11)],
)
def test_what_is_clear_is_stored(life: Life, places: Return, typed: str, number: int) -> None:
    saved = life.type(places, "places_ready", {"places_ready": typed})
    assert stored(places, "places_ready") == number
    answer = Answer.get((Answer.return_ == places.id) & (Answer.key == "places_ready"))
    assert (answer.number, answer.status, answer.face, answer.by_id) == (number, "given", "page", life.cast.alice.id)
    assert answer.said == unicodedata.normalize("NFKC", typed)
    assert not saved.form.errors


@pytest.mark.parametrize("typed", ["all but one", "about 11", "10 or 11", "9 to 11", "not sure", "13", "-1", "11.5"])
def test_what_is_not_clear_or_not_possible_is_asked_and_never_stored(life: Life, places: Return, typed: str) -> None:
    saved = life.type(places, "places_ready", {"places_ready": typed})
    assert stored(places, "places_ready") is None
    assert saved.stays
    assert saved.form.errors["places_ready"]
    assert saved.form["places_ready"].raw == typed


def test_a_proposal_that_is_pressed_is_stored_with_the_words_that_led_to_it(life: Life, places: Return) -> None:
    saved = life.type(places, "places_ready", {"places_ready": "all but one"})
    (candidate,) = saved.form["places_ready"].candidates
    life.type(places, "places_ready", {"places_ready": "all but one", "places_ready.yes": candidate.posted})
    assert stored(places, "places_ready") == 11
    assert Answer.get((Answer.return_ == places.id) & (Answer.key == "places_ready")).said == "all but one"


def test_a_candidate_that_the_words_do_not_give_is_not_stored(life: Life, places: Return) -> None:
    life.type(places, "places_ready", {"places_ready": "all but one", "places_ready.yes": "3"})
    assert stored(places, "places_ready") is None


def test_a_figure_that_is_not_there_is_stored_with_why_and_when(life: Life, places: Return) -> None:
    gap = {"places_ready.why": "The host list is at the office", "places_ready.when": "30 October 2026"}
    saved = life.type(places, "places_ready", {"places_ready": "", **gap})
    answer = Answer.get((Answer.return_ == places.id) & (Answer.key == "places_ready"))
    assert (answer.status, answer.reason) == ("not_available", "The host list is at the office")
    assert answer.expected_on == date(2026, 10, 30)
    assert answer.value is None
    assert saved.sheet.journey.page("places_ready").state == "answered"


def test_a_figure_that_is_not_there_needs_a_reason(life: Life, places: Return) -> None:
    saved = life.type(places, "places_ready", {"places_ready": "", "places_ready.dont_have": "1"})
    assert saved.form.errors["places_ready"]
    assert stored(places, "places_ready") is None


def test_a_blank_never_overwrites(life: Life, places: Return) -> None:
    life.type(places, "places_ready", {"places_ready": "11"})
    life.type(places, "places_ready", {"places_ready": ""})
    assert stored(places, "places_ready") == 11


def test_what_could_be_read_is_stored_beside_what_could_not(life: Life) -> None:
    ret = life.ask()
    saved = life.type(ret, "complaints", {"complaints_received": "two", "complaints_finished": "two or three"})
    assert stored(ret, "complaints_received") == 2
    assert stored(ret, "complaints_finished") is None
    assert set(saved.form.errors) == {"complaints_finished"}


def test_the_first_answer_makes_it_a_draft_and_is_noted(life: Life, places: Return) -> None:
    assert answering.fresh(places).state == "draft"
    assert AuditEvent.select().where(AuditEvent.action == "return.started").count() == 1


def test_a_page_that_says_nothing_new_changes_nothing(life: Life, places: Return) -> None:
    before = answering.fresh(places).version
    life.type(places, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    life.type(places, "places_ready", {"places_ready": ""})
    assert answering.fresh(places).version >= before
    assert stored(places, "places_lodgings") == 12


def test_a_question_that_appears_by_an_answer_keeps_the_page_open(life: Life, places: Return) -> None:
    saved = life.type(places, "places_ready", {"places_ready": "11"})
    assert saved.stays
    assert [q.key for q in saved.form.appeared(saved.sheet.journey)] == ["not_ready_why"]
    saved = life.type(places, "places_ready", {"places_ready": "11", "not_ready_why": ["other"],
                                               "not_ready_why.other.text": "A new boiler is being fitted"})  # fmt: skip
    assert not saved.stays
    question = saved.sheet.journey.question_set.questions["not_ready_why"]
    assert saved.sheet.journey.say(question) == "Something else – A new boiler is being fitted"


def test_a_soft_check_asks_once_and_goes_on(life: Life) -> None:
    ret = life.fill(life.ask(), {"moved_in": "", "moved_out": ""})
    moves: Typed = {"opening": "9", "moved_in": "5", "moved_out": "2"}
    saved = life.type(ret, "moves", moves)
    assert saved.stays
    assert [one.name for one in saved.form.asks(saved.sheet.journey)] == ["check.adds_up"]
    assert stored(ret, "moved_in") == 5  # stored all the same
    saved = life.type(ret, "moves", {**moves, "check.adds_up": ""})
    assert not saved.stays


def test_words_about_a_soft_check_are_kept_and_it_is_not_asked_again(life: Life) -> None:
    ret = life.fill(life.ask(), {"moved_in": "", "moved_out": ""})
    moves: Typed = {"opening": "9", "moved_in": "5", "moved_out": "2"}
    life.type(ret, "moves", {**moves, "check.adds_up": "Four came and went within a week."})
    assert Answer.get((Answer.return_ == ret.id) & (Answer.key == "check:adds_up")).status == "explained"
    saved = life.type(ret, "moves", moves)
    assert not saved.stays


def test_standing_facts_are_confirmed_by_going_on_and_counts_never_are(life: Life) -> None:
    life.last_time()
    ret = life.ask()
    box = answering.page_form(sheet.load(ret, life.now), sheet.question_set(ret).pages_by_key["your_places"])
    assert box["kinds"].carried
    assert box["places_lodgings"].raw == "12"
    saved = life.type(ret, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    assert Answer.get((Answer.return_ == ret.id) & (Answer.key == "kinds")).face == "carried"
    assert saved.sheet.journey.page("your_places").state == "answered"
    count = answering.page_form(saved.sheet, sheet.question_set(ret).pages_by_key["complaints"])["complaints_received"]
    assert (count.raw, count.last) == ("", "1")
    assert saved.sheet.journey.page("complaints").state == "not_started"


def test_the_last_figure_is_of_the_last_period_and_the_same_provider(life: Life) -> None:
    life.fill(life.ask(life.cast.northgate, period_key=BEFORE), {"complaints_received": "40"}, by=life.cast.charlie)
    life.last_time()
    loaded = sheet.load(life.ask(), life.now)
    assert loaded.journey.situation.last["complaints_received"] == 1
    assert loaded.journey.situation.last_day_before == date(2026, 6, 30)
    assert loaded.sent.noticed is not None
    assert loaded.sent.noticed.words == "You kept everybody safe."


def test_what_moved_out_of_reach_is_not_shown_as_answered(life: Life) -> None:
    ret = life.fill(life.ask())
    life.type(ret, "your_places", {"kinds": ["own"], "places_own": "6"})
    loaded = sheet.load(answering.fresh(ret), life.now)
    assert "places_lodgings" not in loaded.journey.submitted()


@pytest.mark.parametrize("state", ["accepted", "withdrawn"])
def test_nothing_is_answered_once_it_is_over(life: Life, state: str) -> None:
    ret = life.in_state(state)
    with pytest.raises(NotNow):
        life.type(ret, "missing", {"missing_times": "7"})


def test_a_save_is_of_its_time_and_person(life: Life) -> None:
    ret = life.ask()
    at = life.now + timedelta(hours=1)
    life.type(ret, "missing", {"missing_times": "two"}, by=life.cast.bob, now=at)
    answer = Answer.get(Answer.key == "missing_times")
    assert (answer.by_id, answer.at, answer.said) == (life.cast.bob.id, at, "two")


def test_invisible_signs_are_left_out_of_what_is_kept(life: Life) -> None:
    ret = life.ask()
    life.type(ret, "own_words", {"went_well": "Good\x00 news\u200b from\u202e hosts"})
    assert stored(ret, "went_well") == "Good news from hosts"
    life.type(ret, "missing", {"missing_times": "\u200b2\x00"})
    assert stored(ret, "missing_times") == 2
    assert "\x00" not in (Answer.get(Answer.key == "missing_times").said or "")
