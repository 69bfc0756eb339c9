"""A set fitted to where it is asked: what can be chosen there, what need not be asked, and how many."""

import tomllib

import pytest

from forms import library, offering
from forms.answers import Given
from forms.asked import Option
from forms.journey import Journey
from forms.library import FOLDER
from forms.question_set import QuestionSet
from forms.soundness import faults

BOOKING = "event-booking"
ASKED = ("clarification-question", "2026-1")
LOTS = ("lots", (Option("all", "All of it"), Option("7", "Lot 7: East")))


def test_what_can_be_chosen_takes_the_place_of_the_example():
    fitted = offering.fitted(*ASKED, [LOTS])
    assert [option.key for option in fitted.questions["lot"].options] == ["all", "7"]
    assert [option.key for option in library.get(*ASKED).questions["lot"].options] == ["all", "1", "2"]
    assert offering.fitted(*ASKED, [LOTS]) is fitted


def test_where_there_is_nothing_to_choose_it_is_not_asked_nor_what_depends_on_it():
    ordinary = library.ordinary(library.get(*ASKED))["core"]
    fitted = offering.fitted(*ASKED)
    assert not {"lot", "document"} & set(fitted.questions)
    journey = Journey(fitted, ordinary.situation, {"confidential": Given(value="no")})
    assert [q.key for q in journey.visible_questions(fitted.pages[0])] == ["words", "confidential"]


def test_what_is_known_is_left_out_and_limits_are_those_of_the_place():
    fitted = offering.fitted(BOOKING, "2026-1", without=("firm", "email"), most=[("who", 1)])
    assert next(iter(fitted.questions)) == "who"
    assert fitted.questions["who"].max == 1
    assert fitted.pages[0].minutes < library.latest(BOOKING).pages[0].minutes


@pytest.mark.parametrize("about", ["tender", "event"])
def test_such_a_set_is_none_of_a_return(about):
    [found] = library.all(about)
    assert found.about == about
    assert found not in library.all()
    assert set(library.ordinary(found)) == {"core", "standard", "full"}


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ({"about": "return"}, {}, "a return offers what its set says"),
        ({}, {"kind": "number", "longest": None}, "only a text asks something, or is too long"),
        ({}, {"hint": "About {abut}"}, "nobody knows the placeholder “{abut}”"),
    ],
)
def test_what_cannot_be_is_said_when_it_is_loaded(was, becomes, fault):
    data = tomllib.loads((FOLDER / ASKED[0] / f"{ASKED[1]}.toml").read_text(encoding="utf-8"))
    data["set"] |= was
    question = data["page"][0]["question"][0]
    question |= becomes
    data["page"][0]["question"][0] = {name: value for name, value in question.items() if value is not None}
    assert any(fault in one for one in faults(QuestionSet.model_validate(data)))
