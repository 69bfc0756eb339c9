"""Nobody learns what was bought for one to five people, or from fewer than three suppliers, by taking what the register
says of contracts off what was paid, or one page’s sums off another’s: totals of half-years, spending by service and in
all, on a contract and for one person each.

The attacker of these tests knows what each contract costs and that payments follow it, and every sum that is said. He
asks the rule nothing: a set of purchases is known to him if its sum is any combination of said ones.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.releasing import purchases_rule
from portal.releasing.purchases_rule import Beside, Purchase
from portal.releasing.spend_rule import Holding, Said
from portal.releasing.spending import _said_now
from portal.releasing.totals import Spot, spend

SERVICES = ("a", "b", "c")
WITH_CONTRACTS = ("t", "u", "v", "w")
BLOCK = 1_000
"""What each contract of each service costs in the quarter: everybody reads it."""
bought = st.builds(
    lambda service, supplier, pence: Purchase(service, supplier, pence, "on" if supplier in WITH_CONTRACTS else "spot"),
    st.sampled_from(SERVICES),
    st.sampled_from("tuvwxyz"),
    st.sampled_from((100_000, 110_000, 900_000)),
)
Kind = tuple[str, str]
"""A service, and in which sums of the spending a purchase stands."""


def told(purchases: Sequence[Purchase]) -> tuple[dict[str, Said], list[str]]:
    """What is said of the spending, and the services whose totals are."""
    found: dict[str, dict[str, dict[str, int]]] = {
        "on": {key: dict.fromkeys(WITH_CONTRACTS, BLOCK) for key in SERVICES}
    }
    for one in purchases:
        parts = found.setdefault(one.way, {}).setdefault(one.service, {})
        parts[one.supplier] = parts.get(one.supplier, 0) + one.pence
    held = {
        way: {
            key: Holding(parts, _people(purchases, key) if way == "spot" else None) for key, parts in services.items()
        }
        for way, services in found.items()
    }
    spots = {
        key: [Spot(frozenset({ord(p.supplier)}), p.pence) for p in purchases if p.service == key] for key in SERVICES
    }
    return _said_now(held, {}, Beside(purchases)), [key for key, some in spots.items() if spend(some) is not None]


def _people(purchases: Sequence[Purchase], service: str) -> int:
    return sum(one.service == service and one.way == "spot" for one in purchases)


def sums(purchases: Sequence[Purchase]) -> list[set[Kind]]:
    """Of which kinds of purchases somebody has the sum at once, contracts taken off."""
    said, totals = told(purchases)
    found = [{(key, "on"), (key, "spot")} for key in totals]
    for way in ("on", "spot"):
        found += [{(key, way)} for key in said[way].shown]
        found += [{(key, way) for key in SERVICES}] if said[way].whole else []
    return found


def known(purchases: Sequence[Purchase]) -> list[list[Purchase]]:
    """Every set of purchases whose sum is a combination of said sums."""
    there = sorted({(one.service, one.way) for one in purchases})
    rows = [[int(kind in one) for kind in there] for one in sums(purchases)]
    every = chain.from_iterable(combinations(there, size) for size in range(1, len(there) + 1))
    some = [kinds for kinds in every if rank(rows) == rank([*rows, [int(kind in kinds) for kind in there]])]
    return [[one for one in purchases if (one.service, one.way) in kinds] for kinds in some]


def rank(rows: Sequence[Sequence[int]]) -> int:
    left, found = [[Fraction(number) for number in row] for row in rows], 0
    while left:
        row = left.pop()
        place = next((place for place, number in enumerate(row) if number), None)
        if place is None:
            continue
        found += 1
        left = [[a - b * other[place] / row[place] for a, b in zip(other, row, strict=True)] for other in left]
    return found


def small(purchases: Sequence[Purchase]) -> bool:
    """Whether a set of purchases is of too few people or suppliers, or nearly all of it of one."""
    by_supplier: dict[str, int] = {}
    for one in purchases:
        by_supplier[one.supplier] = by_supplier.get(one.supplier, 0) + one.pence
    largest, whole = max(by_supplier.values()), sum(by_supplier.values())
    return len(purchases) < 6 or len(by_supplier) < 3 or largest * 100 > 80 * whole


@settings(max_examples=300, deadline=None)
@given(st.lists(bought, max_size=30))
def test_nothing_small_follows_from_totals_and_spending_together(purchases: list[Purchase]) -> None:
    assert not [some for some in known(purchases) if small(some)]


def of(suppliers: str, service: str = "a") -> list[Purchase]:
    """One purchase from each supplier."""
    return [Purchase(service, one, 100_000, "on" if one in WITH_CONTRACTS else "spot") for one in suppliers]


ONE_OF_A_SUPPLIER_WITH_A_CONTRACT = of("xyzxyzt")
"""Six from suppliers that have nothing else, and one from a supplier that has a contract, too."""


def test_the_attacker_finds_it_where_sums_are_said_as_if_nothing_stood_beside_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not [some for some in known(ONE_OF_A_SUPPLIER_WITH_A_CONTRACT) if small(some)]
    monkeypatch.setattr(Beside, "allow", lambda *_: lambda _: True)
    found = [some for some in known(ONE_OF_A_SUPPLIER_WITH_A_CONTRACT) if small(some)]
    assert [[one.supplier for one in some] for some in found] == [["t"]]


def test_where_enough_stand_behind_every_difference_everything_is_said() -> None:
    purchases = [*of("xyzxyz"), *of("tuvwtu"), *of("xyzxyz", "b"), *of("tuvwtu", "b")]
    said, totals = told(purchases)
    assert (said["spot"].shown, said["spot"].whole, totals) == ({"a", "b"}, True, ["a", "b"])
    assert (said["on"].shown, said["on"].whole) == (set(SERVICES), True)


def test_what_follows_from_two_services_that_are_said_together_only_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The total of b is withheld; that of a, and both wholes, would tell it."""
    purchases = [*of("xyzxyz"), *of("tuvwtu"), *of("xyt", "b")]
    assert told(purchases)[1] == ["a"]
    assert not [some for some in known(purchases) if small(some)]
    monkeypatch.setattr(purchases_rule.figures_rule, "safe", lambda *_: True)
    assert [some for some in known(purchases) if small(some)]
