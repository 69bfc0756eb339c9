"""What people write in this field, and what must be understood: every `says` of every question set."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from forms import library
from forms.expressions import Expression
from forms.question_set import Question
from forms.reading import Reading, Status
from forms.says import Saying, sayings

ASKS = (Status.range, Status.ambiguous, Status.unreadable)


def every_saying() -> Iterator[tuple[str, str, str, Saying]]:
    for question_set in library.all():
        for question in question_set.questions.values():
            for saying in sayings(question):
                yield question_set.key, question_set.version, question.key, saying


def stored(question: Question, reading: Reading) -> object:
    ratio = question.kind == "ratio" and isinstance(reading.value, tuple)
    return reading.value[0] if ratio else reading.value


def test_the_sets_say_what_people_write():
    assert len(list(every_saying())) > 100


@pytest.mark.parametrize(
    ("set_key", "version", "key", "saying"),
    [pytest.param(*case, id=f"{case[0]} {case[2]}: {case[3].text}") for case in every_saying()],
)
def test_what_people_write_is_understood_as_the_set_says(set_key, version, key, saying):
    question_set = library.get(set_key, version)
    question = question_set.questions[key]
    rich = library.rich(question_set)
    values = {name: value for name, value in rich.values.items() if name != key}
    journey = replace(rich, values=values).journey()
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
