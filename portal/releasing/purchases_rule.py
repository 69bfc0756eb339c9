"""What was bought for one person each must not follow from sums that it is a part of. Pure.

Who knows the register reads what every contract costs; take that off what was paid on contracts, and what is left was
bought for one person each from suppliers that have a contract, too. Take the spending on suppliers that have nothing
else off the total of a half-year, and the same is left. So all these sums are looked at together: whatever follows from
them must have six purchases behind it, three suppliers, and none of them more than 80%: the rule of the totals.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portal import figures_rule
from portal.figures_rule import Sum
from portal.releasing.spend_rule import FEWEST_PEOPLE, Allow, Said

Whose = tuple[str, int]
"""The supplier of a purchase, and the place of the purchase: each counts for itself."""


@dataclass(frozen=True)
class Purchase:
    """One for one person: of which service, from whom, what it costs in the quarter (as far as is known: pence, at
    least 1), and in which sum of the spending its supplier stands (“on”, “spot”, or “” where it was not paid)."""

    service: str
    supplier: str
    pence: int
    way: str


def enough(weights: Mapping[Whose, int]) -> bool:
    """Whether a sum over purchases tells about nobody."""
    by_supplier = figures_rule.together({supplier: pence} for (supplier, _), pence in weights.items())
    return len(weights) >= FEWEST_PEOPLE and figures_rule.clear(by_supplier)


class Beside:
    """Everything that is said of purchases: totals of the services that have enough of them, as they are or will be
    published, and what is said of the spending, one way after the other."""

    def __init__(self, purchases: Sequence[Purchase]) -> None:
        self._purchases = purchases
        self._weights = [{(one.supplier, place): one.pence} for place, one in enumerate(purchases)]
        totals = (self._those(lambda one, key=key: one.service == key) for key in {one.service for one in purchases})
        self._said = [total for total in totals if enough(figures_rule.together(self._weights[n] for n in total))]

    def allow(self, way: str) -> Allow:
        """For `spend_rule.said` of one way of buying."""
        return lambda one: figures_rule.safe(self._weights, [*self._said, *self._sums(way, one)], enough)

    def add(self, way: str, one: Said) -> None:
        """This was said of a way."""
        self._said += self._sums(way, one)

    def _sums(self, way: str, said: Said) -> list[Sum]:
        sums = [self._those(lambda one, key=key: one.way == way and one.service == key) for key in sorted(said.shown)]
        rest = self._those(lambda one: one.way == way and one.service not in said.shown)
        return [*sums, rest] if said.whole else sums

    def _those(self, which: Callable[..., bool]) -> Sum:
        return frozenset(place for place, one in enumerate(self._purchases) if which(one))
