"""Whether sums that cut across parts of the same contracts may stand beside what is said of each part. Pure.

One page says what local suppliers cost a council; others say of each service what all of it, the small and the
voluntary suppliers cost. Together these are too many sums to try. But whatever follows from them lies within each part
as something that follows from what is said of that part and from what the others come to in it. So each part is tried
by itself, and then what fits together over all parts.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from portal.figures_rule import (
    MOST_SUMS,
    Sum,
    Vector,
    behind_each,
    clear,
    divided,
    ones_and_noughts,
    reduced,
    safe,
    stands,
    together,
)

MOST_WAYS = 4096
"""So many ways of putting parts together can be looked at; with more, nothing is called safe."""

Holdings = Sequence[Mapping[Any, int]]
May = Callable[[Mapping[Any, int]], bool]
Kind = tuple[int, int]
"""In which of the sums across a contract stands, and in which of those of its part: as the bits of numbers."""
Came = tuple[int | Fraction, ...]
"""What the sums across come to in a part, apart from what is said of it."""
Taken = tuple[int, ...]
"""Places of the kinds of contracts of a part."""


class TooMany(Exception):
    """More than can be tried."""


def safe_across(
    holdings: Holdings, sums: Collection[Sum], parts: Collection[Collection[Sum]], may: May = clear
) -> bool:
    """Whether sums may stand beside those that are said of parts, no contract being in two: as `safe` would say of all
    of them together."""
    found = [_Part(holdings, kinds, len(sums)) for kinds in _kinds(holdings, sums, parts)]
    if all(may(weights) for part in found for weights in part.behind):
        return True  # a union of safe sums is safe
    if not all(safe(holdings, part, may) for part in parts):
        return False
    try:
        return all(_clear(found, taken, may) for taken in _fitting(found))
    except TooMany:
        return False


def _kinds(holdings: Holdings, sums: Collection[Sum], parts: Collection[Collection[Sum]]) -> Iterator[dict[int, Kind]]:
    """Of each part, and of what is in none, the kind of each contract that puts anything behind a figure."""
    across = {place: kind for place, kind in stands(sums).items() if any(holdings[place].values())}
    for part in parts:
        within = {place: kind for place, kind in stands(part).items() if any(holdings[place].values())}
        yield {place: (across.pop(place, 0), kind) for place, kind in within.items()}
    yield {place: (kind, 0) for place, kind in across.items()}


class _Part:
    """Contracts of a part by their kinds; `behind`: who is behind each."""

    def __init__(self, holdings: Holdings, kinds: Mapping[int, Kind], crossing: int) -> None:
        found = dict(sorted(behind_each(holdings, kinds).items()))
        self.behind = list(found.values())
        self._across: list[Vector] = [[kind >> number & 1 for kind, _ in found] for number in range(crossing)]
        most = max((kind.bit_length() for _, kind in found), default=0)
        self._own: list[Vector] = [[kind >> number & 1 for _, kind in found] for number in range(most)]

    def apart(self) -> list[Vector]:
        """Measures of a sum within the part that are nought for whatever is said of it."""
        width, rows = len(self.behind), reduced(self._own)
        pivots = [next(place for place, number in enumerate(row) if number) for row in rows]
        found: list[Vector] = []
        for free in (place for place in range(width) if place not in pivots):
            measure: Vector = [0] * width
            measure[free] = 1
            for pivot, row in zip(pivots, rows, strict=True):
                measure[pivot] = -row[free]
            found.append(measure)
        return found

    def crossing(self, apart: Sequence[Vector]) -> list[Vector]:
        """What each sum across comes to by these measures, a row a measure."""
        return [[_times(measure, one) for one in self._across] for measure in apart]

    def ways(self, apart: Sequence[Vector]) -> dict[Came, list[Taken]]:
        """Every set of contracts that follows within the part: the smallest of those that measure the same. What one
        has beyond another follows from what is said of the part, and is safe."""
        basis = reduced([*self._across, *self._own])
        if len(basis) > MOST_SUMS:
            raise TooMany
        found: dict[Came, list[Taken]] = {}
        for taken in sorted(ones_and_noughts(basis, len(self.behind)), key=len):
            smaller = found.setdefault(tuple(sum(measure[place] for place in taken) for measure in apart), [])
            if not any(set(one) <= set(taken) for one in smaller):
                smaller.append(taken)
        return found


@dataclass(frozen=True)
class _Fit:
    """Parts put together so far: what the equations come to that say how often each sum across was added, and the
    smallest sets of each part."""

    come_to: tuple[int | Fraction, ...]
    chosen: tuple[list[Taken], ...]


@dataclass(frozen=True)
class _Step:
    """A further equation without those before it, each so often. `scale`: what is left is divided by it; None: nothing
    is left, and so it must come to nought."""

    before: Sequence[int | Fraction]
    scale: int | Fraction | None


def _fitting(parts: Sequence[_Part]) -> Iterator[tuple[Taken, ...]]:
    """Of each part a set, so that all of them together follow from what is said."""
    equations: list[Vector] = []
    fits = [_Fit((), ())]
    for part in parts:
        apart = part.apart()
        steps = [_step(equations, row) for row in part.crossing(apart)]
        ways = part.ways(apart)
        fits = [fit for before in fits for fit in _further(before, steps, ways)]
        if len(fits) > MOST_WAYS:
            raise TooMany
    for fit in fits:
        if prod(map(len, fit.chosen)) > MOST_WAYS:
            raise TooMany
        yield from product(*fit.chosen)


def _step(equations: list[Vector], row: Vector) -> _Step:
    """Takes one in, where it says anything new."""
    before = []
    for one in equations:
        times = row[next(place for place, number in enumerate(one) if number)]
        before.append(times)
        row = [a - times * b for a, b in zip(row, one, strict=True)] if times else row
    scale = next((number for number in row if number), None)
    if scale is not None:
        equations.append(row if scale == 1 else [divided(number, scale) for number in row])
    return _Step(before, scale)


def _further(before: _Fit, steps: Sequence[_Step], ways: Mapping[Came, list[Taken]]) -> Iterator[_Fit]:
    for came, smallest in ways.items():
        found = list(before.come_to)
        for step, value in zip(steps, came, strict=True):
            left = value - sum(times * one for times, one in zip(step.before, found, strict=True) if times)
            if step.scale is not None:
                found.append(left if step.scale == 1 else divided(left, step.scale))
            elif left:
                break
        else:
            yield _Fit(tuple(found), (*before.chosen, smallest))


def _clear(parts: Sequence[_Part], taken: Sequence[Taken], may: May) -> bool:
    weights = together(part.behind[place] for part, places in zip(parts, taken, strict=True) for place in places)
    return not weights or may(weights)


def _times(one: Vector, other: Vector) -> int | Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True)), start=0)
