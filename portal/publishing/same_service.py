"""How the spend of an authority on one service is shared out by kind of provider, where that is nobody’s price."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from portal.publishing.figures import VCSE, Figures, kept_back
from portal.publishing.line import Line
from portal.publishing.listing import in_force
from portal.publishing.register import Register


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the whole, in whole per cent."""

    label: str
    percent: int


def figures_of(of: Register, authority: str, service: str) -> Figures:
    """Of the contracts in force of one service of an authority: worked out once for all pages that say some of them."""
    return _figures(of, authority).get(service) or Figures([])


@lru_cache(maxsize=16)
def _figures(of: Register, authority: str) -> Mapping[str, Figures]:
    """Of every service of an authority, and under nothing those of contracts that name none."""
    found = {service: Figures(some) for service, some in _by_service(of, authority).items()}
    for service in kept_back(found):
        found[service].kept_back = True
    return found


def _by_service(of: Register, authority: str) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in in_force(of).get(authority, ()):
        found[line.service].append(line)
    return found


def services_of(of: Register, authority: str) -> list[Figures]:
    """Those of every service of an authority, for a page that says more of them together."""
    return [figures for service, figures in sorted(_figures(of, authority).items()) if service]


@lru_cache(maxsize=4096)
def shares(of: Register, authority: str, service: str) -> tuple[Shown, ...]:
    """For the page of a contract: nothing where it has no service, or where the rule on figures forbids it."""
    if not service:
        return ()
    whole = figures_of(of, authority, service).by_value(VCSE)
    if not whole.percentages:
        return ()
    return tuple(Shown(part.label, whole.percent(part) or 0) for part in whole.parts if part.value)
