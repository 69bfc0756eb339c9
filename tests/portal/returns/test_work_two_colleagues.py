"""Two people at one return: nothing is silently overwritten, and what does not clash is simply kept."""

import pytest

from models.answer import Answer
from models.conflicts import NotNow, Stale
from models.monitoring_return import Return
from portal.returns.work import answering, sending
from tests.portal.life import THANKS, Life


def values(ret: Return) -> dict[str, str | None]:
    return {answer.key: answer.value for answer in Answer.select().where(Answer.return_ == ret.id)}


def test_two_pages_at_once_are_both_kept(life: Life) -> None:
    ret = life.ask()
    seen = ret.version
    life.type(ret, "missing", {"missing_times": "2"}, by=life.cast.bob, version=seen)
    saved = life.type(ret, "complaints", {"complaints_received": "1"}, version=seen)
    assert saved.clash is None
    assert values(ret) == {"missing_times": "2", "complaints_received": "1"}


def test_two_questions_of_one_page_at_once_are_both_kept(life: Life) -> None:
    ret = life.ask()
    seen = ret.version
    life.type(ret, "complaints", {"complaints_finished": "3"}, by=life.cast.bob, version=seen)
    saved = life.type(ret, "complaints", {"complaints_received": "1"}, version=seen)
    assert saved.clash is None
    assert values(ret) == {"complaints_finished": "3", "complaints_received": "1"}


def test_the_second_answer_to_one_question_says_who_was_quicker_and_stores_nothing(life: Life) -> None:
    ret = life.ask()
    seen = ret.version
    life.type(ret, "missing", {"missing_times": "2"}, by=life.cast.bob, version=seen)
    saved = life.type(ret, "missing", {"missing_times": "5"}, version=seen)
    assert saved.stays
    assert saved.clash is not None
    assert [(c.key, c.name) for c in saved.clash.changes] == [("missing_times", "Bob Barton")]
    assert saved.form["missing_times"].raw == "5"
    assert values(ret) == {"missing_times": "2"}


def test_pressing_again_after_seeing_both_puts_ones_own(life: Life) -> None:
    ret = life.ask()
    seen = ret.version
    life.type(ret, "missing", {"missing_times": "2"}, by=life.cast.bob, version=seen)
    saved = life.type(ret, "missing", {"missing_times": "5"}, version=seen)
    life.type(ret, "missing", {"missing_times": "5"}, version=saved.sheet.ret.version)
    assert values(ret) == {"missing_times": "5"}


def test_of_a_page_that_clashes_nothing_is_stored_at_all(life: Life) -> None:
    ret = life.ask()
    seen = ret.version
    life.type(ret, "complaints", {"complaints_received": "2"}, by=life.cast.bob, version=seen)
    life.type(ret, "complaints", {"complaints_received": "5", "complaints_finished": "1"}, version=seen)
    assert values(ret) == {"complaints_received": "2"}


def test_ones_own_second_tab_clashes_as_a_colleague_does(life: Life) -> None:
    ret = life.ask()
    seen = ret.version
    life.type(ret, "missing", {"missing_times": "2"}, version=seen)
    saved = life.type(ret, "missing", {"missing_times": "5"}, version=seen)
    assert saved.clash is not None
    assert saved.clash.name == "Alice Archer"


def test_a_form_without_its_version_overwrites_nothing(life: Life) -> None:
    ret = life.ask()
    life.type(ret, "missing", {"missing_times": "2"}, by=life.cast.bob)
    saved = life.type(ret, "missing", {"missing_times": "5"}, version=0)
    assert saved.clash is not None
    assert values(ret) == {"missing_times": "2"}


def test_two_officers_decide_once(life: Life) -> None:
    ret = life.in_state("received")
    seen = ret.version
    life.accept(ret)
    with pytest.raises(Stale) as stale:
        life.send_back(ret, version=seen, by=life.cast.erin.id)
    assert stale.value.name == "Dana Dean"
    assert answering.fresh(ret).state == "accepted"


def test_an_officer_does_not_accept_what_they_have_not_seen(life: Life) -> None:
    ret = life.in_state("received")
    seen = ret.version
    life.type(ret, "missing", {"missing_times": "3"})
    life.send(ret)
    with pytest.raises(Stale):
        sending.accept(ret, words=THANKS, version=seen, by=life.cast.dana.id, now=life.now)
    assert answering.fresh(ret).state == "received"


def test_an_answer_that_comes_after_it_was_accepted_is_refused_by_its_name(life: Life) -> None:
    ret = life.in_state("received")
    seen = ret.version
    life.accept(ret)
    with pytest.raises(NotNow) as not_now:
        life.type(ret, "missing", {"missing_times": "3"}, version=seen)
    assert not_now.value.state == "accepted"
