"""Figures of a set: each has a key for good, and what adds up is known to add up."""

from itertools import pairwise

import pytest

from forms import library
from forms.answers import Given
from forms.figures import Said, by_key, in_words, measures, said, worked_out
from forms.question_set import QuestionSet
from forms.sums import sums, told_elsewhere

SETS = pytest.mark.parametrize("questions", library.all(), ids=lambda found: f"{found.key} {found.version}")


@SETS
def test_every_number_that_is_asked_for_is_a_figure_once(questions: QuestionSet) -> None:
    found = [measure.key for measure in measures(questions)]
    assert len(set(found)) == len(found)
    asked = [q.key for q in questions.questions.values() if q.kind in ("number", "ratio", "money", "percent")]
    assert set(asked) <= set(found)
    assert [key for key in found if key in asked] == asked, "in the order of the pages"


@SETS
def test_what_an_ordinary_provider_says_adds_up_in_every_sum(questions: QuestionSet) -> None:
    for ordinary in library.ordinary(questions).values():
        values = {one.key: one for one in said(ordinary.journey())}
        numbers = {key: one.number for key, one in values.items()}
        numbers |= {f"{key}.of": one.whole for key, one in values.items() if one.whole is not None}
        for one in sums(questions):
            if one.keys() <= numbers.keys() and None not in [numbers[key] for key in one]:
                assert sum(times * (numbers[key] or 0) for key, times in one.items()) == 0, (one, numbers)


@SETS
def test_a_figure_keeps_its_code_in_every_version_and_each_later_version_says_what_changed(
    questions: QuestionSet,
) -> None:
    versions = [found for found in library.all() if found.key == questions.key]
    for earlier, later in pairwise(versions):
        codes = {key: measure.code for key, measure in by_key(earlier).items()}
        assert {key: m.code for key, m in by_key(later).items() if key in codes}.items() <= codes.items()
        assert later.changes


def test_the_sums_of_supported_accommodation_are_known() -> None:
    questions = library.latest("supported-accommodation-quarterly")
    found = sums(questions)
    assert {"now_under_18": 1, "now_18_plus": 1, "now": -1} in found
    assert {"opening": 1, "moved_in": 1, "lived": -1} in found
    assert {"opening": 1, "moved_in": 1, "moved_out": -1, "now_under_18": -1, "now_18_plus": -1} in found
    assert {"moved_out": 1, "moved_out_planned.of": -1} in found
    assert told_elsewhere(questions) == {"now", "opening"}


def test_figures_are_said_as_their_kind_is(small) -> None:  # type: ignore[no-untyped-def]
    found = by_key(small.question_set)
    assert in_words(found["missing_times"], 1234) == "1,234"
    assert in_words(found["good"], 7, 8) == "7 of 8"
    assert in_words(found["missing_times"], None) == ""
    grants = by_key(library.latest("small-grants-half-yearly"))
    money = next(measure for measure in grants.values() if measure.kind == "money")
    assert in_words(money, 120050) == "£1,200.50"


def test_what_is_not_available_is_a_figure_without_a_number(small) -> None:  # type: ignore[no-untyped-def]
    journey = small.journey(complaints_received=Given("not_available", None, "The book is lost"))
    assert Said("complaints_received", "not_available") in said(journey)
    assert ("Young people who live with you", "8") in worked_out(small.journey())
