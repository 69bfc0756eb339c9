"""What comes up with the contracts of each service (horizon.py says with which day): by service, and close together.

Everything counts from the day of the newest register of its authority, never from the day of a build.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from portal.publishing import words
from portal.publishing.horizon import KINDS, Coming, coming, is_tendered, moved
from portal.publishing.line import Line
from portal.publishing.listing import in_force
from portal.publishing.market import major_pence
from portal.publishing.pages import mark_of
from portal.publishing.register import Register

NEAR = 12
"""Contracts of one service that end within so many months of each other could be bought as one."""

NOT_SAID = "not-said"
"""In place of the key of a service that no contract names."""


def service_of(line: Line) -> str:
    """The key under which a contract stands here."""
    return line.service or NOT_SAID


def title_of(of: Register, key: str) -> str:
    """What a service is called."""
    return str(of.services[key]["title"]) if key in of.services else "No service is named"


@lru_cache(maxsize=1)
def by_service(of: Register) -> dict[str, list[Coming]]:
    """Key of a service -> what comes up with its contracts in force, the first first."""
    found: dict[str, list[Coming]] = defaultdict(list)
    for authority, lines in in_force(of).items():
        as_at, major = of.newest[authority].as_at, major_pence(of, authority)
        for line in lines:
            found[service_of(line)] += coming(line, as_at, major)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return {
        key: sorted(those, key=lambda one: (one.on, order[one.kind], one.line.title, one.line.key))
        for key, those in sorted(found.items())
        if those
    }


def counted_from(of: Register) -> str:
    """Whose contracts these may be: from which day each counts, and what it calls major."""
    return str([(slug, e.as_at, of.authorities[slug]["name"], major_pence(of, slug)) for slug, e in of.newest.items()])


@lru_cache(maxsize=1)
def marks(of: Register) -> dict[str, str]:
    """Key of a service -> the mark of all that is said of what comes up with its contracts: the days follow from these,
    and from what they are counted from."""
    known = counted_from(of)
    return {
        key: mark_of(known, title_of(of, key), key in of.services, "".join([one.kind + one.line.mark for one in those]))
        for key, those in by_service(of).items()
    }


def of_unknown_worth(lines: Iterable[Line]) -> int:
    """How many contracts with a last day do not say what they are worth: any of them may be major."""
    return sum(not line.counts for line in lines if line.ends_on)


def without_an_end(lines: Iterable[Line]) -> int:
    """How many contracts give no last day: what comes up with them nobody can see."""
    return sum(not line.ends_on for line in lines)


@dataclass(frozen=True, slots=True)
class Count:
    """Of one service: how many contracts end within 12 and within 24 months, and how much else comes up."""

    key: str
    title: str
    soon: int
    later: int
    kinds: Counter[str]


def counts(of: Register) -> list[Count]:
    """Every service with something that comes up, by its title; last what names no service."""
    found = [_count(of, key, those) for key, those in by_service(of).items()]
    return sorted(found, key=lambda one: (one.key == NOT_SAID, one.title.casefold()))


def _count(of: Register, key: str, those: Sequence[Coming]) -> Count:
    ends = [one for one in those if one.kind == "end"]
    soon = sum(words.within_a_year(of.newest[one.line.authority].as_at, one.on) for one in ends)
    return Count(key, title_of(of, key), soon, len(ends), Counter(one.kind for one in those))


def next_ones(of: Register, most: int) -> list[Coming]:
    """What comes up first, whatever it is of; assessments that are under way are older than today, and left out."""
    every = (one for those in by_service(of).values() for one in those if not one.begun)
    return nsmallest(most, every, key=lambda one: (one.on, one.line.title, one.line.key, one.kind))


@dataclass(frozen=True, slots=True)
class Together:
    """Contracts of one service of one authority that end within 12 months of each other."""

    authority: str
    service: str
    lines: tuple[Line, ...]

    @property
    def span(self) -> str:
        """“March 2027 to January 2028”."""
        first, last = (words.month(line.ends_on) for line in (self.lines[0], self.lines[-1]))
        return first if first == last else f"{first} to {last}"


def together(of: Register, key: str) -> list[Together]:
    """Those of a service, by authority and by their end. Grants and call-offs are not bought by themselves; what names
    no service is not of one."""
    if key == NOT_SAID:
        return []
    ends: dict[str, list[Line]] = defaultdict(list)
    for one in by_service(of).get(key, ()):
        if one.kind == "end" and is_tendered(one.line):
            ends[one.line.authority].append(one.line)
    return [
        Together(authority, key, tuple(some))
        for authority, lines in sorted(ends.items(), key=lambda item: str(of.authorities[item[0]]["name"]))
        for some in _near(lines)
        if len(some) > 1
    ]


def _near(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Lines by their end, in groups that begin where the one before is too far away. What would stand alone stands with
    those before it that are near enough, too."""
    first = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and _is_near(lines[first], lines[place]):
            continue
        if place - first == 1:
            first = next(earlier for earlier in range(place) if _is_near(lines[earlier], lines[first]))
        yield lines[first:place]
        first = place


def _is_near(line: Line, later: Line) -> bool:
    return str(later.ends_on) <= moved(str(line.ends_on), NEAR)
