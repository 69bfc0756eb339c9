"""Sums reduced to what they say of each unknown. Pure."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]


def reduced(rows: Iterable[Row]) -> list[dict[str, Fraction]]:
    """The reduced row echelon form of sums over unknowns: an unknown can be worked out from them exactly where it
    stands in a row of its own."""
    done: list[dict[str, Fraction]] = []
    for row in rows:
        new = {key: Fraction(n) for key, n in row.items() if n}
        for pivot in done:
            new = _without(new, pivot)
        if not new:
            continue
        first = next(iter(new))
        new = {key: n / new[first] for key, n in new.items()}
        done = [*(_without(other, new) for other in done), new]
    return done


def _without(row: dict[str, Fraction], pivot: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """A row without the first unknown of a pivot."""
    times = row.get(next(iter(pivot)), Fraction(0))
    if not times:
        return row
    both = {key: row.get(key, Fraction(0)) - times * pivot.get(key, Fraction(0)) for key in {**row, **pivot}}
    return {key: n for key, n in both.items() if n}
