"""What was paid, as an edition released it: by service and by segment of the market. Pure but for the record."""

import json
from collections import defaultdict
from dataclasses import dataclass

from models.public import record as tables
from portal.publishing import words
from portal.publishing.register import Edition, Register, Row

WAYS = {
    "on": "On a contract",
    "spot": "For one person each, on no other contract",
    "off": "On no contract",
    "unknown": "Cannot be told",
}


@dataclass(frozen=True)
class Line:
    """A service or a segment: what it is called, and each sum in words; “” where it is withheld or nothing."""

    title: str
    under: str
    cells: dict[str, str]


def editions_with(of: Register) -> list[Edition]:
    """Those that say what was paid, newest quarter first, then by authority."""
    rows = tables.Spend.select(tables.Spend.authority, tables.Spend.period_key).where(tables.Spend.slug == "all")
    found = [of.editions[row.authority, row.period_key] for row in rows]
    return sorted(sorted(found, key=lambda one: one.authority), key=lambda one: one.period_key, reverse=True)


def rows_of(edition: Edition) -> dict[str, Row]:
    """Slug -> row."""
    here = (tables.Spend.authority == edition.authority) & (tables.Spend.period_key == edition.period_key)
    return {row.slug: json.loads(row.data) for row in tables.Spend.select().where(here).order_by(tables.Spend.slug)}


def by_service(rows: dict[str, Row], segments: dict[str, str]) -> list[Line]:
    """By title; last what names no service."""
    found = [
        Line(row["service"]["title"] if row["service"] else "No service is known", segments.get(slug, ""), _cells(row))
        for slug, row in rows.items()
        if not row["whole"]
    ]
    return sorted(found, key=lambda line: (line.title == "No service is known", line.title.casefold()))


def by_segment(rows: dict[str, Row], segments: dict[str, str]) -> list[Line]:
    """Sums of what is shown of the services of each segment, and of nothing else."""
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    for slug, row in rows.items():
        if not row["whole"] and segments.get(slug):
            for way in WAYS:
                if row[way] is not None:
                    sums[segments[slug]][way] = sums[segments[slug]].get(way, 0) + row[way]
    return [
        Line(segment, "", {way: money(one.get(way)) for way in WAYS}) for segment, one in sorted(sums.items()) if one
    ]


def _cells(row: Row) -> dict[str, str]:
    return {way: money(row[way]) for way in WAYS}


def money(pence: int | None) -> str:
    """“£1,200,000”, “−£3,000”; nothing where it is withheld."""
    if pence is None:
        return ""
    return words.pounds(pence) if pence >= 0 else f"−{words.pounds(-pence)}"


def share_off(whole: Row) -> str:
    """“26% of what can be told”: on no contract; only where the three sums that it is of may be said."""
    sums = [whole[way] for way in ("on", "spot", "off")]
    if None in sums or sum(sums) <= 0:
        return ""
    return f"{round(100 * whole['off'] / sum(sums))}% of what can be told"
