"""Three providers in an ordinary quarter, and what each of them answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest

from forms import library
from forms.answers import Given
from forms.asked import Value
from forms.journey import Journey
from forms.question_set import QuestionSet
from forms.situation import Situation, Tier

SET = "supported-accommodation-quarterly"


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


def _ordinary(question_set: QuestionSet, tier: Tier) -> Case:
    found = library.ordinary(question_set)[tier]
    return Case(question_set, found.situation, found.values)


@pytest.fixture(scope="session")
def small(supported: QuestionSet) -> Case:
    """Three people and fourteen hosts, a core return; its last one is known."""
    return _ordinary(supported, "core")


@pytest.fixture(scope="session")
def middle(supported: QuestionSet) -> Case:
    """Flats, a standard return; the first that it sends."""
    return _ordinary(supported, "standard")


@pytest.fixture(scope="session")
def large(supported: QuestionSet) -> Case:
    """A block contract for rooms in shared homes, a full return."""
    return _ordinary(supported, "full")
