"""What a journey knows before the first answer: the period, the two organisations, the last return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, TypeAlias

from forms.asked import Filed, Value
from forms.expressions import UNKNOWN, Result

Tier: TypeAlias = Literal["core", "standard", "full"]

TIERS: Mapping[Tier, int] = MappingProxyType({"core": 1, "standard": 2, "full": 3})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What this provider told another authority of its whole service, about the same period, on a day."""

    council: str
    told_on: date
    value: Value


@dataclass(frozen=True, slots=True)
class Situation:
    """One return’s circumstances. Days are inclusive; `quarter` is the period’s label (“July to September 2026”).

    `last` holds the answers of the last return by question key, and its derived values by theirs.
    `contract_places` is the sum over the block contracts that the return covers.
    """

    NAMES: ClassVar[frozenset[str]] = frozenset(
        {"today", "first_day", "last_day", "days_in_period", "last_return", "contract.volume", "contract.places"}
    )
    """What expressions may name, besides `last.<key>`."""
    PLACEHOLDERS: ClassVar[frozenset[str]] = frozenset(
        {"council", "provider", "quarter", "first_day", "last_day", "contact", "duty_phone"}
    )
    """What words may name."""

    today: date
    first_day: date
    last_day: date
    quarter: str
    tier: Tier
    council: str
    provider: str
    contact: str = ""
    """Name, telephone and e-mail of the person at the council, in one line."""
    duty_phone: str = ""
    about: str = ""
    """The tender that is asked about, the event that is booked."""
    last: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    last_return: bool = False
    last_day_before: date | None = None
    """Last day of the period of the last return."""
    last_told_on: date | None = None
    """The day on which the last return was sent."""
    listed: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """What Ofsted’s list says, by question key, where its day is `listed_on`."""
    listed_on: date | None = None
    elsewhere: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """What other authorities were told, by question key: only ever shown to the provider, and never counted."""
    contract_volume: str | None = None
    contract_places: int | None = None
    files: Mapping[str, Filed] = field(default_factory=lambda: MappingProxyType({}))
    """The files that were added to this return, by digest."""

    @property
    def list_is_newer(self) -> bool:
        """Whether Ofsted’s list is of a later day than the last return."""
        return self.listed_on is not None and (self.last_told_on is None or self.listed_on > self.last_told_on)

    @property
    def days_in_period(self) -> int:
        """Days from the first to the last, both counted."""
        return (self.last_day - self.first_day).days + 1

    def names(self) -> Mapping[str, Result]:
        """What expressions can name, with its value; UNKNOWN where there is none."""
        return {
            "today": self.today,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "days_in_period": self.days_in_period,
            "last_return": self.last_return,
            "contract.volume": UNKNOWN if self.contract_volume is None else self.contract_volume,
            "contract.places": UNKNOWN if self.contract_places is None else self.contract_places,
            **{f"last.{key}": value for key, value in self.last.items()},
        }

    def placeholders(self) -> Mapping[str, str]:
        """What words can name, in words; days without their year, as the quarter is named."""
        return {
            "council": self.council,
            "provider": self.provider,
            "quarter": self.quarter,
            "first_day": day_words(self.first_day),
            "last_day": day_words(self.last_day),
            "contact": self.contact,
            "duty_phone": self.duty_phone,
            "about": self.about,
        }


def day_words(day: date) -> str:
    """“30 September”."""
    return f"{day.day} {day:%B}"


def due(every: str, last_day: date, year_ends: int) -> bool:
    """Whether a question of that rhythm (Q, H, Y) is asked in a period that ends on `last_day`.

    `year_ends` is the month in which the set’s year ends: 3 for the financial year.
    """
    months_into = (last_day.month - year_ends) % 12
    return every == "Q" or months_into == 0 or (every == "H" and months_into == 6)
