"""What sums tell of their parts where nothing is below none: a + b = 6 and b + c = 0 tell that a is 6. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from math import inf
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)

EXACT = 1e-6
"""Numbers that differ by less are one number: sums of decimals are not exact."""


def bounded(sums: Sequence[Mapping[Key, Any]], values: Mapping[Key, float]) -> set[Key]:
    """The parts whose value must be what it is. `sums`: part -> how often it counts. What each of them comes to is
    known; of the parts only that none is below none."""
    low = {key: 0.0 for one in sums for key in one}
    high = dict.fromkeys(low, inf)
    comes_to = [sum(float(n) * values[key] for key, n in one.items()) for one in sums]
    for _ in sums:  # what one tells, another may go on from
        before = dict(low), dict(high)
        for one, whole in zip(sums, comes_to, strict=True):
            _narrow(one, whole, low, high)
        if before == (low, high):
            break
    return {key for key in low if high[key] - low[key] < EXACT}


def _narrow(one: Mapping[Key, Any], whole: float, low: dict[Key, float], high: dict[Key, float]) -> None:
    """Each part is what the others leave of the whole, the least and the most."""
    for key, n in one.items():
        others = [(float(m), low[k], high[k]) for k, m in one.items() if k != key]
        least = sum(m * (small if m > 0 else large) for m, small, large in others)
        most = sum(m * (large if m > 0 else small) for m, small, large in others)
        ends = sorted(((whole - least) / float(n), (whole - most) / float(n)))
        low[key], high[key] = max(low[key], ends[0]), min(high[key], ends[1])
