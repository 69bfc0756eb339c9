"""The same values give the same bytes: typed on pages, carried forward and confirmed, asked with an overlay."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms import library, submission
from forms.box import TICKING
from forms.error_words import say
from forms.journey import Journey
from forms.overlay import Overlay, Target, with_overlay
from forms.own_question import OwnQuestion
from forms.page_form import form_for
from forms.question_set import QuestionSet
from forms.situation import Situation

SET = library.get("supported-accommodation-quarterly", "2026-1")
ORDINARY = library.ordinary(SET)
COUNTS = ("worries_passed_on", "allegations", "complaints_upheld", "no_plan", "cannot_now", "hours_given")
TEXTS = ("went_well", "worries", "changed", "ask_better")
OVERLAY = Overlay(
    hints={page.key: "Count the annexe, too." for page in SET.pages},
    targets={key: Target(value=90) for key in ("made_a_step", "places_lived_in", "good")},
    due_after=20,
    contact="Team, 01632 960 100",
)
OWN = OwnQuestion(
    number=3, kind="ratio", name="Posts", ask="How many were empty?", of_ask="How many posts?", why="Why."
)

words = st.text("aé ’–\n7", min_size=1, max_size=30).map(str.strip).filter(bool)
changes = st.fixed_dictionaries(
    {},
    optional={key: st.integers(0, 2) for key in COUNTS}
    | dict.fromkeys(TEXTS, words)
    | {"kinds": st.sampled_from([("lodgings",), ("own", "lodgings"), ("own", "shared_care")])},
)


def payload(journey: Journey) -> bytes:
    return submission.canonical(
        question_set=journey.question_set, authority="a", provider="p", service="s", home=None, period="2026-27-Q2",
        answers=journey.submitted(), key=b"k",
    )  # fmt: skip


def walked(questions: QuestionSet, situation: Situation, values: dict[str, Any]) -> Journey:
    """Every page is filled in as it stands in a browser and saved, twice, as later answers open earlier pages."""
    journey = Journey(questions, situation, {})
    for _ in range(2):
        for page in questions.pages:
            typed = MultiDict[str, str]()
            for field in form_for(page, journey)():
                name = field.name
                if field.carried:  # as it was last time: confirmed by saving
                    typed.setlist(name, list(field.picked) if field.asked.kind in TICKING else [field.raw])
                elif name in values:
                    value = values[name]
                    picked = [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
                    typed.setlist(name, picked if field.asked.kind in TICKING else [say(value, field.asked)])
            form = form_for(page, journey)(typed)
            form.validate()
            journey = journey.with_answers({written.key: written.given for written in form.written})
    return journey


@settings(max_examples=5, deadline=None)
@for_all(tier=st.sampled_from(["core", "standard", "full"]), changed=changes)
def test_the_same_values_give_the_same_bytes_by_page_by_carry_forward_and_by_overlay(
    tier: Any, changed: dict[str, Any]
) -> None:
    ordinary = ORDINARY[tier]
    standing = {q.key for q in SET.questions.values() if q.carry_forward}
    counted = {key: value for key, value in ordinary.situation.last.items() if key not in standing}
    fresh = replace(ordinary.situation, last=counted)
    by_page = walked(SET, fresh, {**ordinary.values, **changed})
    values = {key: given.value for key, given in by_page.answers.items() if given.value is not None}
    assert len(values) > 20
    expected = payload(by_page)
    assert payload(Journey(SET, fresh, by_page.answers)) == expected
    last = counted | {key: value for key, value in values.items() if key in standing}
    carried = {key: value for key, value in values.items() if key not in standing}
    assert payload(walked(SET, replace(fresh, last=last), carried)) == expected
    assert payload(walked(with_overlay(SET, OVERLAY), fresh, values)) == expected
    own = walked(with_overlay(SET, Overlay(own=(OWN,))), fresh, {**values, "own_3_of": 9, "own_3": 2})
    with_own = json.loads(payload(own))
    added = {key: with_own["answers"].pop(key) for key in ("own_3_of", "own_3")}
    assert with_own == json.loads(expected)
    assert added == {"own_3_of": 9, "own_3": 2}


def test_a_question_that_is_switched_off_is_not_sent_and_no_other_answer_changes() -> None:
    ordinary = ORDINARY["standard"]
    journey = ordinary.journey()
    laid = with_overlay(SET, Overlay(off=("no_plan",)))
    without = json.loads(payload(Journey(laid, ordinary.situation, journey.answers)))["answers"]
    whole = json.loads(payload(journey))["answers"]
    assert whole.pop("no_plan") is not None
    assert without == whole
