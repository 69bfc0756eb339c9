"""Three providers in an ordinary period of each set, one a tier, and what they answer: `<set>/ordinary/<version>.toml`.

They are how a set keeps to its budgets of boxes and minutes: one that asks more does not load. People who look at a set
without an account see it as these providers would.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms import following
from forms.answers import Given
from forms.asked import Value
from forms.journey import Journey
from forms.question_set import QuestionSet
from forms.situation import TIERS, Situation, Tier

COUNCIL: Mapping[str, Any] = {
    "council": "Fairshire County Council",
    "contact": "Dana Reed, 01632 960 001, dana.reed@fairshire.example",
    "duty_phone": "01632 960 999",
}
"""An invented council: the set does not know by whom it will be used."""


class NoOrdinaryPeriod(ValueError):
    """The file is not there, or says something that the set does not know."""


@dataclass(frozen=True)
class Ordinary:
    """A provider in an ordinary period: its situation, and what it answers where it is asked."""

    question_set: QuestionSet
    about: str
    situation: Situation
    values: Mapping[str, Value]

    def journey(self) -> Journey:
        """With every question answered."""
        return Journey(self.question_set, self.situation, {key: Given(value=v) for key, v in self.values.items()})

    def empty(self) -> Journey:
        """Before the first answer."""
        return Journey(self.question_set, self.situation, {})


def load_ordinary(question_set: QuestionSet, folder: Path) -> Mapping[Tier, Ordinary]:
    """The provider of each tier; `folder` is that of the set. Raises NoOrdinaryPeriod."""
    with _told(question_set, folder) as told:
        return {tier: _of(question_set, tier, told[tier], told) for tier in TIERS}


def load_rich(question_set: QuestionSet, folder: Path) -> Ordinary:
    """A period, `[rich]`, in which each number has something to be a part of: what `says` is tried on. It need not
    add up. Raises NoOrdinaryPeriod."""
    with _told(question_set, folder) as told:
        return _of(question_set, "full", {**told["full"], **told["rich"]}, told)


@contextmanager
def _told(question_set: QuestionSet, folder: Path) -> Iterator[Mapping[str, Any]]:
    file = folder / "ordinary" / f"{question_set.version}.toml"
    if not file.is_file():
        raise NoOrdinaryPeriod(f"there is no ordinary/{file.name}")
    try:
        yield following.ordinary(tomllib.loads(file.read_text(encoding="utf-8")), file.parent)
    except (KeyError, TypeError, OSError, tomllib.TOMLDecodeError) as wrong:
        raise NoOrdinaryPeriod(f"ordinary/{file.name}: {wrong}") from wrong


def over_budget(found: Mapping[Tier, Ordinary]) -> list[str]:
    """What keeps a set from being used: more boxes or minutes than it promises, or a provider that cannot send."""
    faults = []
    for tier, ordinary in found.items():
        own, journey = ordinary.question_set, ordinary.journey()
        _, boxes = journey.counts()
        for what, measured, promised in (
            ("boxes", boxes, own.boxes.of(tier)),
            ("minutes", journey.minutes(), own.minutes.of(tier)),
        ):
            if measured > promised:
                faults.append(f"{tier}: {measured} {what} in an ordinary period, {promised} were promised")
        faults += [f"{tier}: {problem.say or problem.key}" for problem in journey.blocking()]
    return faults


def _of(question_set: QuestionSet, tier: Tier, own: Mapping[str, Any], told: Mapping[str, Any]) -> Ordinary:
    values = _values(question_set, {**told.get("answers", {}), **own.get("answers", {})})
    last = _values(question_set, own.get("last", {}), also=set(question_set.derived_by_key))
    situation = Situation(
        today=told["today"],
        first_day=told["first_day"],
        last_day=told["last_day"],
        quarter=told["period"],
        last_day_before=told.get("last_day_before"),
        tier=tier,
        provider=own["provider"],
        last=last,
        last_return=own.get("last_return", bool(last)),
        contract_volume=own.get("contract_volume"),
        contract_places=own.get("contract_places"),
        **COUNCIL,
    )
    return Ordinary(question_set, own["about"], situation, values)


def _values(question_set: QuestionSet, told: Mapping[str, Any], also: set[str] | None = None) -> dict[str, Value]:
    """Answers by key as the kinds keep them. A provider’s own `none = […]` leaves answers of all of them out."""
    left_out = set(told.get("none", ()))
    known = set(question_set.questions) | (also or set())
    if strangers := sorted(set(told) - known - {"none"}):
        raise KeyError(f"no such question: {', '.join(strangers)}")
    answers = {key: value for key, value in told.items() if key != "none" and key not in left_out}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in answers.items()}
