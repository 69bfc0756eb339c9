"""Which sums of spending may be said, beside each other and beside what was said before. Pure.

A sum may be said if at least three payees stand behind it and none behind more than 80% of it; of what was bought for
one person each it needs six purchases, too. That holds for each service, for what is left of the whole once the
services that are shown are taken off, and for how any of them differs from an earlier edition: that difference would
be the price of whoever is new. What is hidden once within a published whole stays there: shown by itself later, it
could be taken off the whole of before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from portal.figures_rule import clear

FEWEST_PEOPLE = 6
MOST_PIECES = 8
"""Sums of one earlier edition that are tried in every combination."""

Parts = Mapping[str, int]
"""Payee -> pence; below nothing where more came back than was paid."""


@dataclass(frozen=True)
class Holding:
    """What stands behind one sum. `people`: purchases for one person each, None where that is not how it is bought."""

    pence: Parts
    people: int | None = None

    @property
    def whole(self) -> int:
        return sum(self.pence.values())

    @property
    def may_be_said(self) -> bool:
        """Whether it is nobody’s price, and not about too few people."""
        enough = self.people is None or self.people >= FEWEST_PEOPLE
        return enough and clear(_sizes(self.pence))


@dataclass(frozen=True)
class Said:
    """One way of buying in one edition: service -> what stands behind it; which were said by themselves, and whether
    the whole was."""

    services: Mapping[str, Holding]
    shown: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False

    @property
    def rest(self) -> frozenset[str]:
        """Services that can be had together only: the whole less those that were shown."""
        return frozenset(self.services) - self.shown if self.whole else frozenset()


Allow = Callable[[Said], bool]
"""Whether something may be said beside what other sums and pages say."""


def said(services: Mapping[str, Holding], before: Sequence[Said], allow: Allow = lambda _: True) -> Said:
    """What may be said now, given everything that was said before, and what stands beside it."""
    bound = frozenset().union(*(one.rest for one in before))
    alone = {key for key in services if key not in bound and services[key].may_be_said}
    movable = sorted(alone, key=lambda key: (abs(services[key].whole), key))
    every = Said(services)
    for key in reversed(movable):
        more = Said(services, every.shown | {key})
        if _differs_safely(services, {key}, before) and allow(more):
            every = more
    now, movable = Said(services, every.shown, whole=bool(services)), [key for key in movable if key in every.shown]
    while not (_rest_may_be_said(services, set(services) - now.shown, before) and allow(now)):
        if not movable:
            return every
        now = Said(services, now.shown - {movable.pop(0)}, whole=True)
    return now


def _rest_may_be_said(services: Mapping[str, Holding], rest: set[str], before: Sequence[Said]) -> bool:
    return not rest or (_together(services, rest).may_be_said and _differs_safely(services, rest, before))


def _differs_safely(services: Mapping[str, Holding], keys: set[str], before: Iterable[Said]) -> bool:
    """Whether what is left of these services is nothing, or nobody’s price, when sums of an earlier edition are taken
    off: any of those that were said of some of them. Too many to try are too many to say."""
    now = _by_service(services, keys)
    for one in before:
        pieces = [frozenset({key}) for key in sorted(one.shown & keys)] + ([one.rest] if one.rest & keys else [])
        if len(pieces) > MOST_PIECES:
            return False
        for chosen in product((False, True), repeat=len(pieces)):
            taken = [piece for piece, is_taken in zip(pieces, chosen, strict=True) if is_taken]
            then = _by_service(one.services, frozenset().union(*taken))
            left = {key: now.get(key, 0) - then.get(key, 0) for key in now.keys() | then.keys()}
            if any(left.values()) and not clear(_by_payee(left)):
                return False
    return True


def _together(services: Mapping[str, Holding], keys: Iterable[str]) -> Holding:
    chosen = [services[key] for key in sorted(keys)]
    people = [one.people for one in chosen if one.people is not None]
    return Holding(_by_payee(_by_service(services, keys)), sum(people) if people else None)


def _by_service(services: Mapping[str, Holding], keys: Iterable[str]) -> dict[tuple[str, str], int]:
    """(service, payee) -> pence, of these services."""
    return {
        (key, payee): pence for key in keys if key in services for payee, pence in services[key].pence.items() if pence
    }


def _by_payee(parts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """What falls to each payee, a change in either direction counting as one."""
    found: dict[str, int] = {}
    for (_, payee), pence in parts.items():
        found[payee] = found.get(payee, 0) + abs(pence)
    return found


def _sizes(parts: Parts) -> dict[str, int]:
    return {payee: abs(pence) for payee, pence in parts.items()}
