"""What a service comes to: by authority, by when its contracts end, and what was bought for one person each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import orjson

from models.public import record as tables
from portal.publishing import words
from portal.publishing.line import Line
from portal.publishing.listing import Sum, a_year, ends_soon
from portal.publishing.register import Register, Row

STAGES = {
    "analyse": "Finding out what is needed",
    "plan": "Planning what to buy",
    "do": "Buying, and running what was bought",
    "review": "Looking at how it went",
    "": "",
}
"""The stages of the commissioning cycle, by the keys of `portal/releasing/rows.py`."""
NOT_SAID = "not-said"
"""Under what totals stand that are of no service."""


@dataclass(frozen=True, slots=True)
class Part:
    """The contracts of one service at one authority, and how that plans for it."""

    name: str
    href: str
    contracts: int
    total: Sum
    soon: int
    segment: str
    stage: str


@dataclass(frozen=True, slots=True)
class Half:
    """Purchases for one person each at one authority in one half-year; `withheld` says why there are no numbers."""

    half_year: str
    label: str
    authority: str
    withheld: str
    people: str
    suppliers: str
    spend: str


def by_authority(of: Register, key: str) -> list[Part]:
    """Every authority that has contracts of a service in force, or plans for it; by name."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in of.current(of.by_service.get(key, [])):
        lines[line.authority].append(line)
    slugs = lines.keys() | described(of, key).keys()
    return [
        _part(of, key, slug, lines[slug])
        for slug in sorted(slugs, key=lambda slug: (of.authorities[slug]["name"], slug))
    ]


def _part(of: Register, key: str, slug: str, lines: list[Line]) -> Part:
    row = described(of, key).get(slug, {"segment": "", "stage": "", "stage_since_on": None})
    since = f", since {words.month(row['stage_since_on'])}" if row["stage_since_on"] else ""
    stage = STAGES[row["stage"]] + since if row["stage"] else ""
    soon = sum(ends_soon(of, line) for line in lines)
    return Part(
        str(of.authorities[slug]["name"]),
        f"/authorities/{slug}/",
        len(lines),
        a_year(lines),
        soon,
        row["segment"],
        stage,
    )


def what_ends_when(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """Half-years in which contracts end, soonest first, with how many; what has no last day stands last."""
    found = Counter(_half_year(line.ends_on) for line in lines)
    return [(_label(half), count) for half, count in sorted(found.items())]


def _half_year(day: str | None) -> tuple[int, int]:
    """The year and month in which the half-year of a day begins; far away where there is none."""
    if not day:
        return 9999, 1
    year, month = int(day[:4]), int(day[5:7])
    return (year, 4) if 4 <= month <= 9 else (year - (month < 4), 10)


def _label(half: tuple[int, int]) -> str:
    year, month = half
    if year == 9999:
        return "No last day is given"
    return f"April to September {year}" if month == 4 else f"October {year} to March {year + 1}"


def bought_for_one(of: Register, key: str) -> list[Half]:
    """The totals of a service, newest half-year first; under NOT_SAID those that are of none."""
    return _totals(of).get(key, [])


@lru_cache(maxsize=1)
def _totals(of: Register) -> dict[str, list[Half]]:
    found: dict[str, list[Half]] = defaultdict(list)
    for row in tables.Totals.select():
        found[row.slug].append(_half(str(of.authorities[row.authority]["name"]), orjson.loads(row.data)))
    return {key: sorted(halves, key=lambda one: (one.half_year, one.authority))[::-1] for key, halves in found.items()}


def _half(authority: str, row: Row) -> Half:
    half = row["half_year"], row["label"], authority
    if row["withheld"]:
        return Half(*half, "Withheld: fewer than 6 people or 3 suppliers", "", "", "")
    unknown = row["without_value"]
    more = "" if unknown == 0 else f"; {'a few' if unknown is None else f'about {unknown}'} more without a value"
    spend = f"{words.pounds(row['spend_pence'])}{more}" if row["spend_pence"] is not None else "withheld"
    return Half(*half, "", f"about {row['people']}", str(row["suppliers"]), spend)


def described(of: Register, key: str) -> dict[str, Row]:
    """Authority -> how its newest edition describes a service."""
    return _described(of).get(key, {})


@lru_cache(maxsize=1)
def _described(of: Register) -> dict[str, dict[str, Row]]:
    """Key of a service -> authority -> how its newest edition describes the service."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in tables.Service.select():
        if of.newest[row.authority].period_key == row.period_key:
            found[row.slug][row.authority] = orjson.loads(row.data)
    return found
