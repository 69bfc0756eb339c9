"""What was bought for one person each, as totals: never a row. Pure.

A total is withheld under 6 people or 3 suppliers. People are counted in fives, so that nobody learns from two
half-years, two pages or a correction that one to five came or went, and what they cost. The spend is what the values
come to for the days of the half-year, rounded to £1,000; it is withheld, too, where fewer people or suppliers have a
value, or one supplier has more than 80% of it: then the figure would be that supplier’s price. Each purchase counts as
one person: the register does not, and must not, know who is who.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from models.authority import Service
from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from portal.releasing.rows import ROUNDED_TO, ServiceFacts, TotalsRow

FEWEST_PEOPLE = 6
FEWEST_SUPPLIERS = 3
LARGEST_SHARE = 0.8
IN_FIVES = 5
NOT_SAID = "not-said"
"""The slug of the total of purchases whose service nobody has said."""


@dataclass(frozen=True)
class Spot:
    """One purchase for one person: by which suppliers (ids), and what it costs in the half-year (pence, None where no
    value is known)."""

    suppliers: frozenset[int]
    pence: int | None


def half_year_of(quarter: Period) -> Period:
    """The half-year that a quarter lies in."""
    part = "H1" if quarter.key[-1] in "12" else "H2"
    return Period.parse(f"{quarter.key[:7]}-{part}")


def totals(
    contracts: Iterable[Contract], awards: Mapping[int, Sequence[Award]], half_year: Period
) -> dict[str, TotalsRow]:
    """Slug -> total of each service, of contracts that are all for one person and in force in the half-year."""
    services: dict[str, Service | None] = {}
    spots: dict[str, list[Spot]] = {}
    for contract in contracts:
        service = contract.service if contract.service_id else None
        slug = service.key if service else NOT_SAID
        services[slug] = service
        suppliers = frozenset(award.supplier_id for award in awards.get(contract.id, ()))
        spots.setdefault(slug, []).append(Spot(suppliers, pence_in(contract, half_year)))
    return {slug: total(services[slug], half_year, bought) for slug, bought in spots.items()}


def total(service: Service | None, half_year: Period, spots: Sequence[Spot]) -> TotalsRow:
    facts: ServiceFacts | None = {"key": service.key, "title": service.title} if service else None
    row: TotalsRow = {
        "service": facts,
        "half_year": half_year.key,
        "label": half_year.label,
        "withheld": not _enough(spots),
        "people": None,
        "suppliers": None,
        "spend_pence": None,
        "without_value": None,
    }
    if _enough(spots):
        valued = [spot for spot in spots if spot.pence is not None]
        row["people"], row["suppliers"] = in_fives(len(spots)), len(_suppliers(spots))
        row["spend_pence"], row["without_value"] = spend(valued), _few(len(spots) - len(valued))
    return row


def steady(before: TotalsRow | None, now: TotalsRow) -> TotalsRow:
    """The total that a correction shows: the one before it, unless surely more than five people are between them.
    Their difference would be a total of those few, which is what is withheld. (So a wrong price alone is put right with
    the next half-year.)"""
    if before is None or before["people"] is None or now["people"] is None:
        return now
    return before if abs(before["people"] - now["people"]) <= IN_FIVES else now


def in_fives(people: int) -> int:
    """To the nearest five, and at least five: 6 and 7 are about 5, 8 to 12 about 10."""
    return max((people + 2) // IN_FIVES * IN_FIVES, IN_FIVES)


def up_to(counts: Iterable[int]) -> int:
    """Of so many purchases of each service, the most that there may be in all: worked out from what is told of each,
    so that it tells nothing more. A sum of the counts themselves would give away one that is withheld."""
    return sum(FEWEST_PEOPLE - 1 if count < FEWEST_PEOPLE else in_fives(count) + 2 for count in counts)


def _few(count: int) -> int | None:
    """None of one to five."""
    return None if 0 < count < FEWEST_PEOPLE else 0 if not count else in_fives(count)


def spend(spots: Sequence[Spot]) -> int | None:
    """What purchases with a value come to (pence), or None where that would tell the price of one supplier."""
    if not _enough(spots):
        return None
    by_supplier: dict[frozenset[int], int] = {}
    for spot in spots:
        by_supplier[spot.suppliers] = by_supplier.get(spot.suppliers, 0) + (spot.pence or 0)
    whole = sum(by_supplier.values())
    if max(by_supplier.values()) > LARGEST_SHARE * whole:
        return None
    return (whole + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def _enough(spots: Sequence[Spot]) -> bool:
    return len(spots) >= FEWEST_PEOPLE and len(_suppliers(spots)) >= FEWEST_SUPPLIERS


def _suppliers(spots: Iterable[Spot]) -> frozenset[int]:
    return frozenset().union(*(spot.suppliers for spot in spots))


def pence_in(contract: Contract, period: Period) -> int | None:
    """What of the value falls on the days of a period: of a whole value its share by days, of a yearly one that of the
    year. None where that cannot be told: no value, or a whole value without a first and a last day."""
    begins, ends = contract.starts_on or contract.awarded_on, contract.ends_on
    if contract.value_pence is None or contract.value_kind not in ("whole", "yearly"):
        return None
    first = max(begins or period.first_day, period.first_day)
    last = min(ends or period.last_day, period.last_day)
    days = max((last - first + timedelta(days=1)).days, 0)
    if contract.value_kind == "yearly":
        return int(contract.value_pence) * days // 365
    if not begins or not ends:
        return None
    return int(contract.value_pence) * days // ((ends - begins).days + 1)
