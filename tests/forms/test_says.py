"""What people write in this field, and what must be understood: every `says` of every question set."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from forms import library
from forms.expressions import Expression
from forms.question_set import Question
from forms.reading import Reading, Status
from forms.says import Saying, sayings

RICH = {
    "places_ready": 11, "not_ready_why": ("repairs",), "moved_out": 2, "moved_out_planned": 1, "opening": 7,
    "unplanned_why": ("chose",), "serious_events": 2, "serious_events_people": 1, "missing_times": 3,
    "missing_people": 1, "missing_times_under_18": 2, "talk_offered": 1, "complaints_received": 2,
    "complaints_finished": 2, "complaints_upheld": 1, "complaints_on_time": 2, "inspection": "strong",
}  # fmt: skip
"""A quarter in which every number has something to be a part of: 12 places, 8 young people now, 9 in all."""

ASKS = (Status.range, Status.ambiguous, Status.unreadable)


def every_saying() -> Iterator[tuple[str, str, Saying]]:
    for question_set in library.all():
        for question in question_set.questions.values():
            for saying in sayings(question):
                yield question_set.key, question.key, saying


def stored(question: Question, reading: Reading) -> object:
    ratio = question.kind == "ratio" and isinstance(reading.value, tuple)
    return reading.value[0] if ratio else reading.value


def test_the_sets_say_what_people_write():
    assert len(list(every_saying())) > 100


@pytest.mark.parametrize(
    ("set_key", "key", "saying"),
    [pytest.param(*case, id=f"{case[1]}: {case[2].text}") for case in every_saying()],
)
def test_what_people_write_is_understood_as_the_set_says(middle, set_key, key, saying):
    question_set = library.latest(set_key)
    question = question_set.questions[key]
    rich = middle.but(tier="full", contract_volume="block", contract_places=11, last={"homes": 12})
    case = replace(rich, question_set=question_set)
    case = replace(case, values={**case.values, "kinds": ("lodgings",), "places_own": None, "places_lodgings": 12})
    journey = case.journey(**{**RICH, key: None})
    reading = journey.read(question, saying.text)

    match saying.outcome:
        case "ask":
            assert reading.status in ASKS, reading
            assert reading.value is None
        case "dont_have":
            assert reading.status in (Status.dont_know, Status.not_available), reading
        case outcome:
            expected = saying.expected
            if isinstance(expected, Expression):
                expected = expected.evaluate(journey.value)
            allowed = (Status.approximate,) if outcome == "propose" else (Status.exact, Status.none)
            assert reading.status in allowed, reading
            assert stored(question, reading) == expected
