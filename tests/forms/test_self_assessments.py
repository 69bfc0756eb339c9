"""The two yearly self-assessments: what a step forward is asked for, and how the score is worked out."""

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from forms import library
from forms.answers import Given
from forms.ordinary import Ordinary
from forms.page_form import form_for

SECTION_11 = "section-11-safeguarding-yearly"
NINE_STANDARDS = "childrens-homes-self-assessment-yearly"


def ordinary(key: str) -> Ordinary:
    return library.ordinary(library.latest(key))["standard"]


def with_answers(found: Ordinary, **changes: object) -> Ordinary:
    return replace(found, values={**found.values, **changes})


def without(found: Ordinary, *keys: str) -> Ordinary:
    return replace(found, values={key: value for key, value in found.values.items() if key not in keys})


def asked_on(found: Ordinary, page: str) -> list[str]:
    journey = found.journey()
    return [question.key for question in journey.visible_questions(found.question_set.pages_by_key[page])]


def posted(found: Ordinary, key: str, text: str):
    question = found.question_set.questions[key]
    journey = without(found, key).journey()
    return form_for(found.question_set.page_of(question), journey)(MultiDict({key: text}))


# The score of section 11


@pytest.fixture
def eight() -> Ordinary:
    return ordinary(SECTION_11)


def test_the_score_is_the_mean_of_the_eight_in_whole_per_cent(eight):
    scores = [value for key, value in eight.values.items() if key.endswith("_score")]
    assert len(scores) == 8
    assert sum(scores) == 635
    assert eight.journey().value("overall") == 79


def test_a_standard_that_does_not_apply_leaves_the_score_and_asks_for_the_reason(eight):
    found = with_answers(eight, do_not_apply=("training",))
    assert asked_on(found, "training") == ["training_why_not"]
    assert [problem.key for problem in found.journey().blocking()] == ["training_why_not"]
    assert found.journey().value("applicable") == 7
    assert found.journey().value("overall") == 77  # 540 of 700; with the 95 of training it was 635 of 800


def test_without_one_of_the_scores_there_is_none_in_all(eight):
    assert without(eight, "sharing_score").journey().value("overall") is None
    last = eight.question_set.pages[-1]
    assert "come to 79% over the 8 standards" in eight.journey().words(last.hint)
    assert "%" not in without(eight, "sharing_score").journey().words(last.hint)


def test_where_nothing_applies_there_is_no_score_and_a_question(eight):
    standards = tuple(option.key for option in eight.question_set.questions["do_not_apply"].options[1:])
    journey = with_answers(eight, do_not_apply=standards).journey()
    assert len(standards) == 8
    assert journey.value("overall") is None
    assert [problem.key for problem in journey.soft(eight.question_set.pages[0])] == ["something_applies"]


@pytest.mark.parametrize(("score", "asked"), [(0, True), (95, True), (100, False)])
def test_a_gap_asks_for_an_action_and_no_gap_for_none(eight, score, asked):
    assert ("leading_action" in asked_on(with_answers(eight, leading_score=score), "leading")) is asked


# Steps of five


@pytest.mark.parametrize(("text", "value"), [("80", 80), ("80%", 80), ("0", 0), ("one hundred", 100)])
def test_a_multiple_of_the_step_is_kept(eight, text, value):
    form = posted(eight, "leading_score", text)
    assert not form.errors
    assert {written.key: written.given for written in form.written} == {"leading_score": Given(value=value)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("82", "Enter a multiple of 5, such as 80."),
        ("83%", "Enter a multiple of 5, such as 85."),
        ("12.5%", "Enter a multiple of 5, such as 10."),
        ("99", "Enter a multiple of 5, such as 100."),
        ("about 71%", "Enter a multiple of 5, such as 70."),
        ("102", "Enter a number up to 100%."),
    ],
)
def test_a_number_between_the_steps_is_not_kept_and_the_nearest_is_named(eight, text, message):
    form = posted(eight, "leading_score", text)
    assert form.errors["leading_score"] == [message]
    assert not form.written
    assert form["leading_score"].raw == text


def test_no_button_offers_a_number_between_the_steps(eight):
    form = posted(eight, "leading_score", "82 or 85")
    assert "leading_score" in form.errors
    assert [candidate.posted for candidate in form["leading_score"].candidates] == ["85"]


def test_a_stored_number_between_the_steps_keeps_the_return_from_being_sent(eight):
    problems = with_answers(eight, leading_score=82).journey().blocking()
    assert [(p.key, p.say) for p in problems] == [("leading_score", "Enter a multiple of 5, such as 80.")]


# The nine standards


def test_there_is_a_page_for_each_of_the_nine_standards_in_the_order_of_the_regulations():
    found = library.latest(NINE_STANDARDS)
    assert [page.law.rsplit(" ", 1)[1] for page in found.pages if page.law] == [f"{n}." for n in range(6, 15)]
    assert len({page.title for page in found.pages[:9]}) == 9


@pytest.mark.parametrize(
    ("stands", "asked"), [("always", False), ("mostly", False), ("partly", True), ("not_yet", True)]
)
def test_a_low_step_asks_what_comes_next_and_a_high_one_does_not(stands, asked):
    found = with_answers(ordinary(NINE_STANDARDS), health_stands=stands)
    assert ("health_next" in asked_on(found, "health")) is asked


def test_the_steps_are_the_same_four_for_every_standard():
    questions = library.latest(NINE_STANDARDS).questions.values()
    steps = {question.options for question in questions if question.key.endswith("_stands")}
    assert [len(options) for options in steps] == [4]
