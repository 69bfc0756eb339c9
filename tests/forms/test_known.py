"""What is confirmed or taken over by a button is the very value that it shows, as if it had been typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms import known, library
from forms.answers import Given
from forms.asked import Asked
from forms.box import Box, posted, settle
from forms.journey import Journey
from forms.question_set import Question
from forms.situation import Situation

DAY = date(2026, 9, 30)
SITUATION = Situation(DAY, date(2026, 7, 1), DAY, "July to September 2026", "full", "Fairshire", "Harbour")
SAMPLES: dict[str, tuple[Any, ...]] = {
    "number": (0, 14, 1200),
    "ratio": (0, 9),
    "percent": (85,),
    "money": (120_000, 99),
    "date": (date(2026, 8, 14),),
    "period": ((date(2026, 8, 1), date(2026, 8, 31)),),
    "yes_no": ("yes", "no"),
    "choice": ("first",),
    "choices": ("first",),
}


def questions_of(kind: str) -> Iterator[tuple[Question, Asked]]:
    """Every question of a kind that may be taken over, its limits put aside."""
    for questions in library.all():
        journey = Journey(questions, SITUATION, {})
        for question in questions.questions.values():
            if question.kind == kind and (question.counts == "service" or question.carry_forward):
                yield question, replace(journey.asked(question), min=None, max=None, of=None)


@pytest.mark.parametrize("kind", SAMPLES)
def test_typed_confirmed_or_taken_over_it_is_the_very_same_answer(kind: str) -> None:
    """So the button never leads to an error or another figure, and a submission does not show which way was taken."""
    tried = 0
    for question, asked in questions_of(kind):
        for sample in SAMPLES[kind]:
            chosen = question.options[0].key if question.options else sample
            value = (chosen,) if kind == "choices" else chosen
            offered = known._offer("{said}", "Use it", value, asked).posted
            ways = (
                (Box(question, asked), f"{question.key}.use", True),
                (Box(question, asked), question.key, False),
                (Box(question, asked, carried=value), question.key, True),
            )
            settled = [(settle(posted(MultiDict({name: offered}), question), box), way) for box, name, way in ways]
            assert [(one.given, one.carried == way) for one, way in settled] == [(Given(value=value), True)] * 3, asked
            tried += 1
    assert tried or kind in ("money", "period"), "no set asks for one of the whole service yet"
