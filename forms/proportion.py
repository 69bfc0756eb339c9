"""How much is asked of whom, and how often: the table of `proportion.toml`, applied. Pure.

The rule is the same for every provider and stands in the portal for everybody to read; an officer may choose
otherwise, with a reason.
"""

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from forms.expressions import UNKNOWN, Expression, Result, parse
from forms.question_set import Rhythm
from forms.situation import TIERS, Tier

FILE: Final = Path(__file__).with_name("proportion.toml")
NAMES: Final = frozenset({"year", "places", "risk"})
Risk: TypeAlias = Literal["low", "medium", "high", "improvement_plan"]
RISKS: Final[tuple[Risk, ...]] = ("low", "medium", "high", "improvement_plan")
USUAL: Final[Risk] = "medium"
"""What counts where nobody has said anything."""
RHYTHMS: Final[Mapping[Rhythm, str]] = {
    "month": "every month",
    "quarter": "four times a year",
    "half_year": "twice a year",
    "year": "once a year",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule knows of a provider, at one authority and for one service. `year_pence` is the value of its
    contracts a year; None means not known."""

    year_pence: int | None = None
    places: int | None = None
    risk: Risk = USUAL

    def look_up(self, name: str) -> Result:
        """A name of the rules, UNKNOWN where it is not known; money in pounds."""
        pounds = None if self.year_pence is None else self.year_pence / 100
        found = {"year": pounds, "places": self.places, "risk": self.risk}[name]
        return UNKNOWN if found is None else found


@dataclass(frozen=True, slots=True)
class Size:
    """The return that the rule finds right, and why, as the end of a sentence."""

    tier: Tier
    because: str


def _rule(text: object) -> Expression:
    found = parse(str(text))
    if strangers := sorted(found.names - NAMES):
        raise ValueError(f"no such name: {', '.join(strangers)}")
    return found


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Rule(_Model):
    """One line: the tier where its expression is true."""

    tier: Tier
    when: Annotated[Expression, BeforeValidator(_rule)]
    because: str


class Otherwise(_Model):
    """The tier where no rule is true, and why: with a value that is known, and without."""

    tier: Tier
    known: str
    not_known: str


class Example(_Model):
    """A provider in words and as facts; `year` in pounds."""

    about: str
    year: int
    places: int
    risk: Risk

    @property
    def facts(self) -> Facts:
        return Facts(self.year * 100, self.places, self.risk)


class TierWords(_Model):
    """A tier as people read it."""

    key: Tier
    title: str
    who: str
    example: Example


class Proportion(_Model):
    """The whole table."""

    single_questions_a_year: int = Field(ge=0)
    """How many questions, beside the sets, one council may ask of one provider in twelve months."""
    rules: Sequence[Rule] = Field(alias="rule", min_length=1)
    otherwise: Otherwise
    tiers: Sequence[TierWords] = Field(alias="tier")
    often: Mapping[Risk, Rhythm]
    risks: Mapping[Risk, str]

    @model_validator(mode="after")
    def _whole(self) -> "Proportion":
        """Every tier has words and an example that the rule gives it; every risk a word and a rhythm."""
        if tuple(words.key for words in self.tiers) != tuple(TIERS):
            raise ValueError("each tier is told once, the shortest first")
        if wrong := [words.key for words in self.tiers if self.size(words.example.facts).tier != words.key]:
            raise ValueError(f"the example is not of its tier: {', '.join(wrong)}")
        if set(self.often) != set(RISKS) or set(self.risks) != set(RISKS):
            raise ValueError("every risk has a word and a rhythm")
        return self

    def size(self, facts: Facts) -> Size:
        """The tier of the first rule that holds. What is not known makes no rule hold."""
        for rule in self.rules:
            if rule.when.evaluate(facts.look_up) is True:
                return Size(rule.tier, rule.because)
        known = facts.year_pence is not None
        return Size(self.otherwise.tier, self.otherwise.known if known else self.otherwise.not_known)

    def rhythm(self, rhythm: Rhythm, risk: Risk) -> Rhythm:
        """How often a set of that rhythm is asked: a quarterly one by the risk, any other as it says."""
        return self.often[risk] if rhythm == "quarter" else rhythm

    def its_turn(self, rhythm: Rhythm, risk: Risk, ends: Container[str]) -> bool:
        """Whether a set of that rhythm is asked of somebody of that risk for a period that ends such longer ones.

        Asked twice a year, a quarterly set is asked for the second quarter of each half-year, about that quarter.
        """
        often = self.rhythm(rhythm, risk)
        return often == rhythm or often in ends

    def title(self, tier: str) -> str:
        """“Short return”."""
        return next(words.title for words in self.tiers if words.key == tier)


@cache
def table() -> Proportion:
    """The table as it stands in the file. Raises pydantic’s ValidationError when it is not whole."""
    return Proportion.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))


def amounts(facts: Facts) -> str:
    """“£84,000 a year, 12 places”, “yearly value not known”, “£84,000 a year, high risk”."""
    parts = ["yearly value not known" if facts.year_pence is None else f"£{facts.year_pence // 100:,} a year"]
    if facts.places is not None:
        parts.append(f"{facts.places} place{'' if facts.places == 1 else 's'}")
    if facts.risk == "improvement_plan":
        parts.append("improvement plan agreed")
    elif facts.risk != USUAL:
        parts.append(f"{facts.risk} risk")
    return ", ".join(parts)


def in_short(facts: Facts) -> str:
    """“£84,000 a year, 12 places: short return”."""
    return f"{amounts(facts)}: {table().title(table().size(facts).tier).lower()}"
