"""The same answers by page and by conversation give the same bytes, for every set and every size of return."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.journey import Journey
from forms.submission import canonical
from tests.fixtures.simulated.dialogue import Desk, converse
from tests.fixtures.simulated.goals import Goal, cases, varied
from tests.fixtures.simulated.pages import by_pages
from tests.fixtures.simulated.people import PEOPLE

SETS = sorted({(goal.question_set.key, goal.question_set.version) for goal in cases()})


def submitted(journey: Journey) -> bytes:
    return canonical(
        question_set=journey.question_set, authority="fairshire", provider="harbour-lodgings", service="homes",
        home=None, period="2026-27-Q2", answers=journey.submitted(), key=b"k" * 32,
    )  # fmt: skip


def test_every_set_that_there_is_has_cases():
    assert len(SETS) >= 8
    assert len(cases()) == 3 * len(SETS)


@pytest.mark.parametrize("of", SETS, ids=lambda of: f"{of[0]} {of[1]}")
@given(seed=st.integers(0, 2**32 - 1), person=st.sampled_from(("terse", "over-answerer", "does not know")))
@settings(max_examples=3, deadline=None)
def test_page_and_conversation_give_the_same_bytes(of, seed, person):
    chance = random.Random(seed)
    ordinary = [goal for goal in cases() if (goal.question_set.key, goal.question_set.version) == of]
    goal: Goal = varied(chance.choice(ordinary), chance, lacking=2)
    desk = Desk(goal)
    converse(PEOPLE[person](goal, chance), desk)
    assert submitted(desk.journey()) == submitted(by_pages(goal))


def test_another_answer_gives_other_bytes():
    goal = cases()[0]
    desk = Desk(goal)
    converse(PEOPLE["terse"](goal, random.Random(1)), desk)
    same = submitted(desk.journey())
    key = next(key for key, given in desk.answers.items() if isinstance(given.value, int))
    del desk.answers[key]
    assert submitted(desk.journey()) != same


def test_from_page_to_conversation_and_back_nothing_is_lost_or_doubled():
    for seed, goal in enumerate(cases()[::4]):
        desk, chance = Desk(goal), random.Random(seed)
        answered = [key for key in goal.answers if "." not in key and ":" not in key]
        desk.answers |= {key: goal.answers[key] for key in answered[: len(answered) // 3]}
        person = PEOPLE["terse"](goal, chance)
        came = desk.start()
        for _ in range(4):
            came = desk.turn(person.next(came))
        for key in answered[: len(answered) // 2]:  # some pages, in between
            desk.answers.setdefault(key, goal.answers[key])
        converse(person, desk, came=desk.resume())
        assert submitted(desk.journey()) == submitted(by_pages(goal))
