"""Which totals may leave the council’s team. Pure.

The rule, for figures about young people, as councils publish them (Devon prints `*` for 1 to 5) and as this house
promises in the words of its question sets (“only totals for all providers together, and never a count from 1 to 5”):

- a count from 1 to 5 is withheld; none at all may be said, of a total;
- “so many of so many” is withheld where either, or the rest, is 1 to 5: so “all” and “none” of fewer than six are;
- percentages need ten underneath, averages of percentages ten returns;
- no total stands for fewer than three providers, no amount of money where one of them has more than 80% of it;
- whatever could be had by adding and subtracting what is said is treated as if it were said.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from portal.figures.bounds import bounded
from portal.figures.linear import reduced

FEWEST = 6
FEWEST_PROVIDERS = 3
FEWEST_FOR_A_PERCENTAGE = 10
LARGEST_PERCENT = 80
OF, REST = ".of", ".rest"

Key: TypeAlias = str
Sum: TypeAlias = Mapping[Key, int]
"""Key -> how often it counts; all of it together is nothing. `<key>.of` is what a ratio is out of."""


@dataclass(frozen=True, slots=True)
class Total:
    """One total: of counts, of amounts, or an average of percentages. `whole` is what a ratio is out of, `providers`
    how many stand behind it, `largest` the most that one of them has of it."""

    number: float
    whole: float | None = None
    providers: int = 0
    largest: float = 0
    kind: Literal["count", "amount", "average"] = "count"


def small(number: float) -> bool:
    """Whether a count is one that may point at somebody: more than none, fewer than six."""
    return 0 < abs(number) < FEWEST


def may_stand_alone(total: Total) -> bool:
    """Whether a total may be said when nothing else is."""
    if total.providers < FEWEST_PROVIDERS:
        return False
    if total.kind == "average":
        return total.providers >= FEWEST_FOR_A_PERCENTAGE
    if total.kind == "amount":
        return total.largest * 100 <= LARGEST_PERCENT * total.number
    parts = [total.number] if total.whole is None else [total.number, total.whole, total.whole - total.number]
    return not any(small(part) for part in parts)


def percentage(number: float, whole: float | None) -> float | None:
    """Per cent of a total that is said; None out of fewer than ten."""
    return None if whole is None or whole < FEWEST_FOR_A_PERCENTAGE else 100 * number / whole


def withheld(totals: Mapping[Key, Total], sums: Sequence[Sum], elsewhere: Collection[Key] = ()) -> frozenset[Key]:
    """The keys of totals that are not said: those that may not stand alone, and as many others, the smallest first, as
    it takes so that none of the former can be worked out from what is said.

    `sums` hold between totals; `elsewhere` are keys that another table tells: leaving them out here hides nothing.
    """
    left_out = {key for key, total in totals.items() if not may_stand_alone(total)}
    while hides := _hiding(totals, sums, left_out, elsewhere):
        left_out.add(min(hides, key=lambda key: (abs(totals[key].number), str(key))))
    return frozenset(left_out)


def _hiding(
    totals: Mapping[Key, Total], sums: Sequence[Sum], left_out: Collection[Key], elsewhere: Collection[Key]
) -> set[Key]:
    """Where something can be worked out that must not be: what is said near it. What only another table gives away is
    not hidden by anything that is left out here."""
    values = _values(totals)
    rows = [{k: n for k, n in one.items() if n} for one in [*sums, *_rests(totals)]]
    rows = [row for row in rows if row.keys() <= values.keys()]
    known = {key for key in values if _is_said(key, totals, left_out)}
    known |= {key for key in elsewhere if key in values and not small(values[key])}
    guarded = {key for key, total in totals.items() if not may_stand_alone(total)}
    for row in _worked_out(rows, values, known):
        if _gives_away(row, values, guarded):
            near = {_own(key) for key in _belonging(row, rows)}
            if hides := {key for key in near if key in totals} - set(left_out) - set(elsewhere):
                return hides
    return set()


def _worked_out(rows: Sequence[Sum], values: Mapping[Key, float], known: set[Key]) -> list[Mapping[Key, Any]]:
    """The sums of what is not said, and what follows from them, until nothing more does. What turns out to be none may
    be said of a total, and is passed over."""
    alone: set[Key] = set()
    while True:
        unknown = [{key: n for key, n in row.items() if key not in known} for row in rows]
        found: list[Mapping[Key, Any]] = [*filter(None, unknown), *reduced(unknown)]
        fixed = bounded(found, values)
        if not fixed:
            return [*found, *({key: 1} for key in alone if values[key])]
        alone |= fixed
        known |= fixed


def _one_way(row: Mapping[Key, Any]) -> bool:
    return len({n > 0 for n in row.values()}) == 1


def _gives_away(row: Mapping[Key, Any], values: Mapping[Key, float], guarded: Collection[Key]) -> bool:
    """Whether something that may not stand alone is known, or a sum of what is not said, all of one sign, is known to
    be a small count."""
    if len(row) == 1 and _own(next(iter(row))) in guarded:
        return True
    return _one_way(row) and small(float(sum(n * values[key] for key, n in row.items())))


def _values(totals: Mapping[Key, Total]) -> dict[Key, float]:
    """Every number that there is: totals, what ratios are out of, and the rest of them."""
    values: dict[Key, float] = {key: total.number for key, total in totals.items()}
    for key, total in totals.items():
        if total.whole is not None:
            values |= {key + OF: total.whole, key + REST: total.whole - total.number}
    return values


def _rests(totals: Mapping[Key, Total]) -> list[Sum]:
    ratios = [key for key, total in totals.items() if total.whole is not None]
    return [{key: 1, key + REST: 1, key + OF: -1} for key in ratios]


def _is_said(key: Key, totals: Mapping[Key, Total], left_out: Collection[Key]) -> bool:
    """What a ratio is out of is said with it; the rest never is, but follows."""
    return (key in totals or not key.endswith(REST)) and _own(key) not in left_out


def _own(key: Key) -> Key:
    """The total that a number belongs to."""
    return key.removesuffix(OF).removesuffix(REST)


def _belonging(row: Mapping[Key, Any], rows: Sequence[Sum]) -> set[Key]:
    """The keys of every sum that shares something with these, near or far."""
    reach, grew = set(row), True
    while grew:
        near = {key for one in rows if reach & one.keys() for key in one}
        grew = not near <= reach
        reach |= near
    return reach
