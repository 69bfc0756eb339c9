"""What a council lays over a set: what changes, what stays, what is refused and why."""

from collections.abc import Mapping
from typing import Any

import pytest

from forms import library
from forms.needing import Needs
from forms.ordinary import over_budget
from forms.overlay import SECTION, Overlay, Target, with_overlay
from forms.overlay_rules import faults, fitted, measured, ordinary, over, switchable
from forms.own_question import KINDS, OwnQuestion
from forms.soundness import faults as unsound

SET = library.get("supported-accommodation-quarterly", "2026-1")
BREAKS = library.latest("short-breaks-quarterly")
NEWEST = list({found.key: found for found in library.all()}.values())


def own(number: int = 1, **told: Any) -> OwnQuestion:
    usual: Mapping[str, Any] = {
        "kind": "number", "name": "Empty posts", "ask": "How many posts were empty on {last_day}?",
        "why": "So that we can plan training with you.",
    }  # fmt: skip
    return OwnQuestion(number=number, **{**usual, **told})


def said(questions: Any, overlay: Overlay) -> str:
    return " ".join(fault.say for fault in faults(questions, overlay))


def test_hints_and_targets_are_added_and_the_words_of_the_set_stay() -> None:
    overlay = Overlay(hints={"your_places": "Count the annexe, too."}, targets={"made_a_step": Target(value=80)})
    laid = with_overlay(SET, overlay)
    assert faults(SET, overlay) == []
    before, page = SET.pages_by_key["your_places"], laid.pages_by_key["your_places"]
    assert page.hint == f"{before.hint} {{council}} adds: Count the annexe, too."
    assert laid.questions["made_a_step"].hint.endswith("What {council} aims for: at least 80.")
    for key, question in SET.questions.items():
        assert laid.questions[key].model_copy(update={"hint": question.hint}) == question
    assert (laid.key, laid.version, laid.minutes) == (SET.key, SET.version, SET.minutes)


def test_what_was_worked_out_from_the_set_is_worked_out_anew() -> None:
    assert "made_a_step" in SET.questions
    laid = with_overlay(SET, Overlay(off=("hours_given",), own=(own(),)))
    assert "hours_given" not in laid.questions
    assert laid.questions["own_1"].code == "X1a"
    assert "hours_given" in SET.questions
    assert "own_1" not in SET.questions


def test_questions_of_its_own_stand_before_the_last_section_under_a_heading_of_their_own() -> None:
    laid = with_overlay(SET, Overlay(own=(own(4), own(7, name="Beds"))))
    assert laid.sections[-2] == SECTION
    assert laid.sections[-1] == SET.sections[-1]
    keys = [page.key for page in laid.pages]
    last = next(page.key for page in SET.pages if page.section == SET.sections[-1].key)
    assert keys[keys.index("own_4") :][:3] == ["own_4", "own_7", last]


@pytest.mark.parametrize("kind", KINDS)
def test_an_own_question_of_any_kind_makes_a_sound_set(kind: str) -> None:
    told = {"kind": kind, "of_ask": "How many posts do you have?", "options": ("Yes, all", "Some", "Other")}
    question = own(2, **(told if kind in ("ratio", "choice", "choices") else {"kind": kind}))
    overlay = Overlay(own=(question,))
    assert list(question.faults()) == []
    assert unsound(with_overlay(SET, overlay)) == []
    journey = ordinary(BREAKS, overlay)["core"].journey()
    assert journey.blocking() == []
    assert journey.say(journey.question_set.questions["own_2"]) != ""


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"ask": "Tell us about posts."}, "end it with a question mark"),
        ({"ask": "How many posts? And why?"}, "Ask one question"),
        ({"ask": "How many placements ended early?"}, "“living with you”"),
        ({"ask": "What are the initials of who moved out?"}, "could be recognised"),
        ({"ask": "How many were at {place}?"}, "curly brackets"),
        ({"ask": "How many posts " + "of any kind " * 9 + "were empty?"}, "Shorten the question"),
        ({"why": ""}, "Say why you ask"),
        ({"name": ""}, "a short name"),
        ({"kind": "choice", "options": ("One",)}, "between 2 and 12"),
        ({"kind": "choice", "options": ("One", "one!")}, "the same"),
        ({"kind": "ratio"}, "Out of what?"),
    ],
)
def test_the_words_of_an_own_question_keep_to_our_rules(told: dict[str, Any], expected: str) -> None:
    assert expected in said(SET, Overlay(own=(own(**told),)))


def test_the_core_and_the_law_and_what_something_needs_stay() -> None:
    assert "asked of everybody" in said(SET, Overlay(off=("places_ready",)))
    lawful = next(q for q in SET.questions.values() if q.tier > 1 and SET.page_of(q).law)
    assert "rests on a law" in said(SET, Overlay(off=(lawful.key,)))
    assert "a check on page SA08 compares it" in said(SET, Overlay(off=("referred",)))
    assert faults(SET, Overlay(off=("referred", "offered", "said_no", "said_no_why"))) == []


def test_whatever_may_be_switched_off_alone_leaves_a_sound_set() -> None:
    alone = [q.key for q in switchable(BREAKS) if not Needs(BREAKS).of([q.key])]
    assert len(alone) > 10
    for key in alone[::3]:
        assert unsound(with_overlay(BREAKS, Overlay(off=(key,)))) == []


@pytest.mark.parametrize("found", NEWEST, ids=lambda found: found.key)
def test_everything_that_may_be_switched_off_together_leaves_the_core_as_it_was(found: Any) -> None:
    everything = Overlay(off=tuple(question.key for question in switchable(found)))
    kept, _ = fitted(found, everything)
    laid = ordinary(found, kept)
    assert over_budget(laid) == []
    assert measured(found, kept)["core"] == measured(found, Overlay())["core"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"hints": {"nowhere": "Count."}}, "no page"),
        ({"hints": {"your_places": "word " * 41}}, "Shorten the hint"),
        ({"targets": {"kinds": Target(value=1)}}, "no figure of this set"),
        ({"due_after": 9}, "Enter between 10 and 40 working days"),
        ({"contact": "The team"}, "a telephone number or an e-mail address"),
        ({"own": tuple(own(n) for n in range(1, 5))}, "At most 3 questions"),
        ({"own": (own(1), own(1))}, "the same code"),
    ],
)
def test_what_does_not_fit_is_said_at_its_box(told: dict[str, Any], expected: str) -> None:
    assert expected in said(SET, Overlay(**told))


def test_over_budget_says_by_how_much_and_what_could_go_instead() -> None:
    core, standard, *_ = over(SET, Overlay(own=(own(),)))
    assert (core.tier, core.what, core.by) == ("core", "boxes", 1)
    assert core.drop == ("X1 ‘Empty posts’",)
    assert standard.tier == "standard"
    assert standard.drop[0] == "X1 ‘Empty posts’"
    assert "SA15b ‘Hours given’" in standard.drop
    assert not any(code.startswith(("SA02", "SA09")) for code in standard.drop)
    switched = Overlay(own=(own(tier=2),), off=("hours_given", "no_plan"))
    assert over(SET, switched) == []


def test_due_days_and_contact_are_those_of_the_council() -> None:
    laid = with_overlay(SET, Overlay(due_after=20, contact="Team, 01632 960 100"))
    assert (laid.working_days, laid.contact) == (20, "Team, 01632 960 100")
    assert (SET.working_days, SET.contact) == (15, "")


def test_what_is_stored_is_read_back_as_it_was() -> None:
    overlay = Overlay(
        hints={"your_places": "Count the annexe."}, targets={"good": Target(sense="at_most", value=2.5)}, due_after=20,
        contact="Team, 01632 960 100", off=("hours_given",), own=(own(kind="choice", options=("Yes", "No")),),
    )  # fmt: skip
    assert Overlay.read(overlay.stored()) == overlay
    assert Overlay().stored() == "{}"
    assert Overlay().empty
    assert list(overlay.said()) == [
        "1 hint", "1 target", "1 question switched off", "1 own question", "due after 20 working days",
        "a contact of its own",
    ]  # fmt: skip


def test_what_of_an_overlay_fits_another_version_is_kept_and_the_rest_is_said() -> None:
    older = Overlay(hints={"gone": "Count.", "your_places": "Count."}, off=("gone_too",), own=(own(),))
    kept, left = fitted(SET, older)
    assert kept == Overlay(hints={"your_places": "Count."}, own=(own(),))
    assert len(left) == 2
