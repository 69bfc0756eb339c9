"""Authorities beside each other: what can be said of all of them alike, and no ranking. Pure but for the record.

A longer register is no better one, and blank fields are those of the register, not of the council’s files: counts stand
with what they are counted of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.publishing.editions import editions_of, is_late
from portal.publishing.line import Line
from portal.publishing.listing import in_force
from portal.publishing.lists import folded
from portal.publishing.register import Register


@dataclass(frozen=True, slots=True)
class Compared:
    """One authority; every number is of `contracts` but `in_time`, which is of `quarters`."""

    name: str
    href: str
    contracts: int
    quarters: int
    in_time: int
    valued: int
    ending: int
    named: int


@lru_cache(maxsize=1)
def compared(of: Register) -> Sequence[Compared]:
    """All that closed a quarter, by name."""
    found = [_one(of, slug, in_force(of).get(slug, [])) for slug in of.newest]
    return sorted(found, key=lambda one: (folded(one.name), one.href))


def _one(of: Register, slug: str, lines: Sequence[Line]) -> Compared:
    editions = editions_of(of, slug)
    return Compared(
        name=str(of.authorities[slug]["name"]),
        href=f"/authorities/{slug}/",
        contracts=len(lines),
        quarters=len(editions),
        in_time=sum(not is_late(one) for one in editions),
        valued=sum(line.counts and line.value_pence is not None for line in lines),
        ending=sum(bool(line.ends_on) for line in lines),
        named=sum(bool(line.suppliers) for line in lines),
    )
