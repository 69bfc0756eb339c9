"""What comes up: ends, reviews, breaks, extensions and market assessments, 24 months ahead. Pure.

Everything counts from the day of the newest register of its authority, never from the day of a build.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.publishing import words
from portal.publishing.line import Line
from portal.publishing.market import major_pence
from portal.publishing.register import Register
from portal.publishing.words import FRAMEWORKS

AHEAD = 24
"""Months that are looked at."""
ASSESSED = 24
"""A market assessment starts so many months before a major contract ends: Cambridgeshire’s paper of 2016, 3.1."""
NEAR = 12
"""Contracts of one service that end within so many months of each other could be bought as one."""

KINDS = {
    "assessment": "Market assessment starts",
    "review": "Review",
    "break": "May be ended early",
    "end": "Ends",
    "last": "Ends at the latest, if extended",
}
"""What may come up, in the order in which it stands on one day."""
NOT_SAID = "not-said"
"""In place of the key of a service that no contract names."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that comes up with one contract; `begun`: a market assessment that should be under way."""

    on: str
    kind: str
    line: Line
    begun: bool = False


@lru_cache(maxsize=8192)
def moved(day: str, months: int) -> str:
    """The same day so many months later or earlier, or the last one of that month."""
    year, month = divmod(12 * int(day[:4]) + int(day[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{min(int(day[8:10]), monthrange(year, month + 1)[1]):02}"


@lru_cache(maxsize=8192)
def day_after(day: str) -> str:
    """The next one; of a last day of a month the first of the next."""
    if int(day[8:]) < monthrange(int(day[:4]), int(day[5:7]))[1]:
        return f"{day[:8]}{int(day[8:]) + 1:02}"
    return f"{moved(day, 1)[:8]}01"


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
    for line in of.current():
        found[service_of(line)] += _of_line(line, of.newest[line.authority].as_at, major_pence(of, line.authority))
    order = tuple(KINDS)
    return {
        key: sorted(those, key=lambda one: (one.on, order.index(one.kind), one.line.title, one.line.key))
        for key, those in sorted(found.items())
        if those
    }


def _of_line(line: Line, as_at: str, major: int) -> Iterator[Coming]:
    last = moved(as_at, AHEAD)
    assessed = line.ends_on and line.ends_on > as_at and is_major(line, major) and moved(line.ends_on, -ASSESSED)
    if assessed and assessed <= last:
        yield Coming(assessed, "assessment", line, begun=assessed <= as_at)
    later = line.last_possible_end if line.last_possible_end != line.ends_on else None
    days = {"review": line.review_on, "break": line.break_on, "end": line.ends_on, "last": later}
    yield from (Coming(day, kind, line) for kind, day in days.items() if day and as_at < day <= last)


def is_major(line: Line, limit: int) -> bool:
    """Whether a contract is worth so much over its whole length; one whose worth is not known is not called major."""
    if line.value_pence is None or not line.counts:
        return False
    if line.value_kind == "whole":
        return line.value_pence >= limit
    return line.value_pence * max(_months(line.starts_on or "", line.ends_on or ""), 12) >= limit * 12


def _months(first: str, last: str) -> int:
    """Months from one day to another, begun ones counted whole; 0 where one is not known. Days that are none are
    refused where they are released, and must not stop a page."""
    if not (first and last):
        return 0
    return 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7]) - int(first[5:7]) + (last[8:] >= first[8:])


def of_unknown_worth(lines: Iterable[Line]) -> int:
    """How many contracts with a last day do not say what they are worth: any of them may be major."""
    return sum(not line.counts for line in lines if line.ends_on)


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
    return sorted(every, key=lambda one: (one.on, one.line.title, one.line.key, one.kind))[:most]


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
    """Those of a service, by authority and by their end. Grants and call-offs are not bought by themselves."""
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


def _near(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines by their end, in groups that begin where the one before is too far away."""
    some: list[Line] = []
    for line in lines:
        if some and str(line.ends_on) > moved(str(some[0].ends_on), NEAR):
            yield some
            some = []
        some.append(line)
    yield some


def is_tendered(line: Line) -> bool:
    """Whether somebody invites tenders or quotes for the like of it: not for grants, nor for what is called off."""
    return line.arrangement in ("stand_alone", "", *FRAMEWORKS)
