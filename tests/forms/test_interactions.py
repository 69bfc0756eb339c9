"""How many taps and filled-in boxes an ordinary period of a small provider takes, set by set, without a browser."""

import pytest

from forms import library
from forms.answers import Given
from forms.journey import Journey
from forms.question_set import QuestionSet

AT_MOST = 45
AROUND = 3
"""To the return, “Start”, and “Send”."""


def interactions(questions: QuestionSet) -> int:
    """A tap a page, a tap or a box an answer; what is filled in from last time is confirmed by going on, and an answer
    that brings a further question is saved before it."""
    ordinary = library.ordinary(questions)["core"]
    journey, count = ordinary.empty(), AROUND
    page = journey.first_open()
    while page is not None:
        open_boxes = [q for q in journey.visible_questions(page) if q.key not in journey.answers]
        for question in open_boxes:
            value = ordinary.values.get(question.key)
            if value is not None and question.key not in _filled_in(journey):
                count += len(value) if isinstance(value, tuple) else 1
        journey = journey.with_answers({q.key: Given(value=ordinary.values.get(q.key)) for q in open_boxes})
        count += 1
        further = any(q.key not in journey.answers for q in journey.visible_questions(page))
        page = page if further else journey.after(page)
    return count


def _filled_in(journey: Journey) -> set[str]:
    questions = journey.question_set.questions.values()
    return {question.key for question in questions if journey.carried(question) is not None}


@pytest.mark.parametrize(
    "questions", [q for q in library.all() if q.rhythm == "quarter"], ids=lambda q: q.key + q.version
)
def test_an_ordinary_core_quarter_takes_at_most_45_interactions(questions: QuestionSet) -> None:
    count = interactions(questions)
    assert 20 < count <= AT_MOST
