"""What an authority buys from a provider in a year, service by service, as far as the register knows.

A provider’s contracts are those of the suppliers that an officer linked to it. A framework’s value is nobody’s until
it is called off; what is shared by several suppliers without saying how is not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import fn

from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.register.terms import FRAMEWORKS, months_until


@dataclass(frozen=True, slots=True)
class Bought:
    """Pence a year and places over so many contracts; None where none of them says."""

    year_pence: int | None
    places: int | None
    contracts: int


NOTHING = Bought(None, None, 0)


def bought(authority_id: int, providers: Iterable[int], period: Period) -> dict[tuple[int, int], Bought]:
    """(provider id, service id) -> what is bought under the contracts that are in force in the period; one query.

    Contracts that are filed under no service count nowhere.
    """
    found: dict[tuple[int, int], list[tuple[int | None, int | None]]] = defaultdict(list)
    for awards in _by_contract(authority_id, providers, period):
        first = awards[0]
        found[first.provider, first.service].append((_year_pence(awards), _places(awards)))
    return {
        unit: Bought(_sum(year for year, _ in parts), _sum(places for _, places in parts), len(parts))
        for unit, parts in found.items()
    }


def a_year(pence: int | None, kind: str, starts_on: date | None, ends_on: date | None) -> int | None:
    """Pence a year of a value; None where it cannot be known: nominal, or for a time that is not known.

    A whole value is spread over the months that were begun; a contract shorter than a year is worth its value.
    """
    if pence is None or kind not in ("whole", "yearly"):
        return None
    if kind == "yearly":
        return pence
    if starts_on is None or ends_on is None:
        return None
    months = months_until(starts_on - timedelta(days=1), ends_on)
    return pence * 12 // max(months, 12)


def _by_contract(authority_id: int, providers: Iterable[int], period: Period) -> Iterator[list[Any]]:
    """The awards of one contract to one provider together."""
    other = Award.alias()
    sharers = other.select(fn.COUNT(fn.DISTINCT(other.supplier))).where(other.contract == Contract.id)
    mine = (Contract.authority == authority_id) & Supplier.provider.in_(list(providers))
    rows: Any = (
        Award.select(
            Award.contract.alias("contract"), Award.value_pence.alias("share"), Award.supplier.alias("supplier"),
            Contract.service.alias("service"), Contract.value_pence.alias("value"), Contract.value_kind,
            Contract.arrangement, Contract.starts_on, Contract.awarded_on, Contract.ends_on, Contract.places,
            Supplier.provider.alias("provider"), sharers.alias("sharers"),
        )
        .join(Contract, on=(Award.contract == Contract.id))
        .switch(Award)
        .join(Supplier)
        .where(mine & ~Contract.service.is_null() & Contract.in_force(period))
        .order_by(Award.contract, Award.id)
        .namedtuples()
    )  # fmt: skip
    together: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        together[row.contract, row.provider].append(row)
    return iter(together.values())


def _alone(awards: list[Any]) -> bool:
    """Whether the contract is with this provider only."""
    return bool(awards[0].sharers == len({award.supplier for award in awards}))


def _year_pence(awards: list[Any]) -> int | None:
    first = awards[0]
    begin = first.starts_on or first.awarded_on
    shares = [award.share for award in awards]
    if None not in shares:  # what was said to be this provider’s
        kind = "yearly" if first.value_kind == "yearly" else "whole"
        return a_year(sum(shares), kind, begin, first.ends_on)
    if first.arrangement in FRAMEWORKS or not _alone(awards):
        return None
    return a_year(first.value, first.value_kind, begin, first.ends_on)


def _places(awards: list[Any]) -> int | None:
    first = awards[0]
    return first.places if first.arrangement not in FRAMEWORKS and _alone(awards) else None


def _sum(parts: Iterable[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
