"""Three providers in an ordinary quarter, and what each of them answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

import pytest

from forms import library
from forms.answers import Given
from forms.asked import Value
from forms.journey import Journey
from forms.question_set import QuestionSet
from forms.situation import Situation

SET = "supported-accommodation-quarterly"

SUMMER = SimpleNamespace(
    today=date(2026, 10, 5),
    first_day=date(2026, 7, 1),
    last_day=date(2026, 9, 30),
    quarter="July to September 2026",
    last_day_before=date(2026, 6, 30),
    council="Fairshire County Council",
    contact="Dana Reed, 01632 960 001, dana.reed@fairshire.example",
    duty_phone="01632 960 999",
)

STANDING: Mapping[str, Value] = {
    "kinds": ("lodgings",), "places_lodgings": 12, "registration": "registered", "inspection": "not_yet",
    "quality_review_date": date(2026, 8, 14),
    "homes": 12, "gas_checked": 11, "location_assessed": 12,
}  # fmt: skip
COUNTED: Mapping[str, Value] = {
    "places_ready": 12, "places_lived_in": 9, "empty_why": ("no_referrals",),
    "nights_lived_in": 1012, "now_under_18": 3, "now_18_plus": 5, "now_came_alone": 2, "moved_in": 2,
    "moved_out": 0, "made_a_step": 7, "no_plan": 1, "referred": 6, "offered": 2, "said_no": 3,
    "said_no_why": ("mix", "information"), "in_education_or_work": 5, "cannot_now": 1, "hours_planned": 312,
    "hours_given": 287.5, "serious_events": 0, "worries_passed_on": 1, "allegations": 0, "missing_times": 0,
    "complaints_received": 1, "complaints_finished": 0,
    "hard_to_get": ("mental_health",), "meetings_asked_to": 5, "meetings_took_part": 4, "asked": 8, "good": 7,
    "changed": "Wi-Fi in every room.", "others_said": "Two personal advisers praised quick updates.",
    "manager_in_post": "yes", "posts": 14, "posts_vacant": 2, "staff_left": 1, "agency_shifts": 6,
    "hosts_approved": 14, "need_check": 22, "have_check": 22, "need_training": 17, "have_training": 15,
    "alarms_tested": 12, "went_well": "Three young people passed their first term at college.",
    "worries": "Two hosts retire next spring.", "need_from_us": "An answer on last year’s price review.",
    "ask_better": "Support hours.",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A provider: its situation, and what it answers where it is asked."""

    question_set: QuestionSet
    situation: Situation
    values: Mapping[str, Value]

    def journey(self, **changes: Value | Given | None) -> Journey:
        """The journey with every visible question answered; changes replace answers (None: not answered)."""
        values: dict[str, Value | Given | None] = {**self.values, **changes}
        return Journey(self.question_set, self.situation, given(values))

    def empty(self) -> Journey:
        """The journey before the first answer."""
        return Journey(self.question_set, self.situation, {})

    def but(self, **changes: object) -> "Case":
        """The same provider in another situation."""
        return replace(self, situation=replace(self.situation, **changes))  # type: ignore[arg-type]


def given(values: Mapping[str, Value | Given | None]) -> dict[str, Given]:
    return {
        key: value if isinstance(value, Given) else Given(value=value)
        for key, value in values.items()
        if value is not None
    }


@pytest.fixture(scope="session")
def supported() -> QuestionSet:
    return library.latest(SET)


@pytest.fixture(scope="session")
def answered() -> Callable[[Mapping[str, Value | Given | None]], dict[str, Given]]:
    """Plain values as answers."""
    return given


@pytest.fixture(scope="session")
def small(supported: QuestionSet) -> Case:
    """Three people and fourteen hosts, a core return; its last one is known."""
    situation = Situation(
        **vars(SUMMER), tier="core", provider="Hearth Hosts CIO", last_return=True,
        last={**STANDING, "places_ready": 12, "places_lived_in": 9, "now": 6, "moved_in": 1, "missing_times": 2},
    )  # fmt: skip
    return Case(supported, situation, {**STANDING, **COUNTED})


@pytest.fixture(scope="session")
def middle(supported: QuestionSet) -> Case:
    """Flats, a standard return; the first that it sends."""
    situation = Situation(**vars(SUMMER), tier="standard", provider="Middlebrook Homes CIC")
    own = {"kinds": ("own",), "places_own": 12, "places_lodgings": None, "opening": 6}
    return Case(supported, situation, {**STANDING, **COUNTED, **own})


@pytest.fixture(scope="session")
def large(supported: QuestionSet) -> Case:
    """A block contract for rooms in shared homes, a full return."""
    last = {**STANDING, "kinds": ("shared_mixed",), "places_shared_mixed": 90, "now": 58}
    situation = Situation(
        **vars(SUMMER), tier="full", provider="Northgate Living Ltd", last_return=True, last=last,
        contract_volume="block", contract_places=60,
    )  # fmt: skip
    more = {
        "kinds": ("shared_mixed",), "places_shared_mixed": 90, "places_lodgings": None, "places_ready": 90,
        "places_lived_in": 90, "nights_lived_in": 5400, "now_under_18": 30, "now_18_plus": 30, "moved_in": 2,
        "in_education_or_work": 60,
    }  # fmt: skip
    return Case(supported, situation, {**STANDING, **COUNTED, **more})
