"""What a set asks of a provider of each tier in an ordinary period: boxes and minutes, counted on its fixtures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from forms import library
from forms.situation import Tier


@dataclass(frozen=True, slots=True)
class Burden:
    """Boxes that are seen, and minutes that they take."""

    boxes: int
    minutes: int


@cache
def burden(key: str, version: str) -> Mapping[Tier, Burden]:
    """Tier -> what that version of a set asks. Raises NoSuchSet."""
    ordinary = library.ordinary(library.get(key, version))
    journeys = {tier: one.journey() for tier, one in ordinary.items()}
    return {tier: Burden(journey.counts()[1], journey.minutes()) for tier, journey in journeys.items()}
