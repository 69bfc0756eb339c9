"""Which figures may be said of what providers hold. Pure.

A figure may be said if at least three suppliers stand behind it and none of them behind more than 80% of it: otherwise
it is somebody’s price. That holds for what a page says and for whatever can be had by adding and subtracting what it
says. Percentages need at least ten contracts underneath.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

FEWEST_SUPPLIERS = 3
LARGEST_PERCENT = 80
FEWEST_FOR_A_PERCENTAGE = 10
MOST_SUMS = 12
"""So many sums that do not follow from each other can be looked at; with more, nothing is called safe."""

Weights = Mapping[str, int]
"""What one contract puts behind a figure: supplier -> how much, in pence or in parts of a contract."""
Whose = TypeVar("Whose", bound=Hashable)
Kind = TypeVar("Kind", bound=Hashable)
Sum = frozenset[int]
"""A sum over contracts, by their places in a list of weights."""
Vector = list[int | Fraction]
"""Numbers that are exact; whole ones are added sooner."""


def clear(weights: Weights) -> bool:
    """Whether a figure made of these weights is nobody’s price."""
    behind = [weight for weight in weights.values() if weight > 0]
    return len(behind) >= FEWEST_SUPPLIERS and max(behind) * 100 <= LARGEST_PERCENT * sum(behind)


def together(holdings: Iterable[Mapping[Whose, int]]) -> dict[Whose, int]:
    """What suppliers put behind a figure over several contracts."""
    found: dict[Whose, int] = {}
    for weights in holdings:
        for supplier, weight in weights.items():
            found[supplier] = found.get(supplier, 0) + weight
    return found


def safe(
    holdings: Sequence[Mapping[Any, int]], sums: Iterable[Sum], may: Callable[[Mapping[Any, int]], bool] = clear
) -> bool:
    """Whether these sums may stand beside each other: neither they, nor any sum over contracts that follows from them
    by adding and subtracting, break the rule (`may`: whether weights may be said). A contract that puts nothing behind
    a figure counts as not being there."""
    something = frozenset(place for place, weights in enumerate(holdings) if sum(weights.values()) > 0)
    said = {one if one <= something else one & something for one in sums} - {frozenset()}
    return all(_clear_within(holdings, part, may) for part in _apart(said))


def _apart(sums: Collection[Sum]) -> Iterator[list[Sum]]:
    """Sums in groups that share no contract with each other: nothing new follows from sums of different groups. A union
    of safe sums is safe."""
    left = sorted(sums, key=sorted)
    while left:
        group, reach, grew = [left.pop()], set[int](), True
        reach |= group[0]
        while grew:
            near = [one for one in left if not one.isdisjoint(reach)]
            left = [one for one in left if one.isdisjoint(reach)]
            group += near
            reach = reach.union(*near)
            grew = bool(near)
        yield group


def _clear_within(
    holdings: Sequence[Mapping[Any, int]], sums: Sequence[Sum], may: Callable[[Mapping[Any, int]], bool]
) -> bool:
    """Looks at every sum over contracts that follows. A union of safe sums is safe: only where contracts that can’t be
    told apart may not be said by themselves need anything be tried. In a reduced basis the ones and noughts at its
    pivots say all of a vector, so that trying them tries everything."""
    kinds = dict(sorted(behind_each(holdings, stands(sums)).items()))
    behind = list(kinds.values())
    alone = [may(weights) for weights in behind]
    if all(alone):
        return True
    basis = reduced([[kind >> number & 1 for kind in kinds] for number in range(len(sums))])
    if len(basis) > MOST_SUMS:
        return False
    for taken in ones_and_noughts(basis, len(behind)):
        if not all(alone[place] for place in taken) and not may(together(behind[place] for place in taken)):
            return False
    return True


def ones_and_noughts(basis: Sequence[Vector], width: int) -> Iterator[tuple[int, ...]]:
    """Of every vector of ones and noughts that a reduced basis spans, the places of its ones."""
    vectors: list[Vector] = [[0] * width]
    for row in basis:
        vectors += [[a + b for a, b in zip(vector, row, strict=True)] for vector in vectors]
    for vector in vectors:
        if all(number in (0, 1) for number in vector):
            yield tuple([place for place, number in enumerate(vector) if number])


def stands(sums: Iterable[Sum]) -> dict[int, int]:
    """Place of each contract -> the sums in which it stands, as the bits of a number."""
    found: dict[int, int] = {}
    for number, one in enumerate(sums):
        for place in one:
            found[place] = found.get(place, 0) | 1 << number
    return found


def behind_each(holdings: Sequence[Mapping[Whose, int]], kinds: Mapping[int, Kind]) -> dict[Kind, dict[Whose, int]]:
    """Who is behind the contracts of each kind; those that stand in the same sums can’t be told apart."""
    alike: dict[Kind, list[Mapping[Whose, int]]] = {}
    for place, kind in kinds.items():
        alike.setdefault(kind, []).append(holdings[place])
    return {kind: together(weights) for kind, weights in alike.items()}


def reduced(rows: list[Vector]) -> list[Vector]:
    """The reduced row echelon form, without its empty rows."""
    done: list[Vector] = []
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        if pivot[column] != 1:
            pivot = [divided(number, pivot[column]) for number in pivot]
        rows = [_without(row, pivot, column) for row in rows]
        done = [*(_without(row, pivot, column) for row in done), pivot]
    return done


def divided(number: int | Fraction, by: int | Fraction) -> int | Fraction:
    """Exact, and a whole number where it is one: those are added ten times as fast."""
    if isinstance(number, int) and isinstance(by, int) and number % by == 0:
        return number // by
    found = Fraction(number) / by
    return found.numerator if found.denominator == 1 else found


def _without(row: Vector, pivot: Vector, column: int) -> Vector:
    times = row[column]
    return [a - times * b for a, b in zip(row, pivot, strict=True)] if times else row
