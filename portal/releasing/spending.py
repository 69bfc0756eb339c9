"""What an authority paid in a quarter, by service: on a contract, for one person each, on no contract. Totals only.

A payment is on a contract where its payee has one of this authority in force in the quarter that is not for one person.
Names that were covered, and payees of whom nobody has said yet whether they are the supplier that they seem to be,
cannot be told. What a payment was for is what its purpose says, else the one service of its payee’s contracts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN, fn

from models.authority import Authority, Service
from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.spending.payment import Payee, Payment, Purpose
from models.spending.share import WAYS, SpendShare
from portal.releasing.purchases_rule import Beside, Purchase
from portal.releasing.rows import SpendRow, spend_row
from portal.releasing.spend_rule import Holding, Said, said
from portal.releasing.totals import pence_in
from portal.spending.bought import NOTHING, Bought, bought

COMPARED = 8
"""So many earlier editions with spending the new one is compared with: two years, and their corrections."""
OF_PURCHASES = ("spot", "on")
"""Ways of buying whose sums hold what was bought for one person each."""
NOT_SAID, WHOLE = "not-said", "all"


@dataclass
class Spending:
    """Rows by their slug, what stands behind them, and the services that they name."""

    rows: dict[str, SpendRow] = field(default_factory=dict)
    shares: list[dict[str, Any]] = field(default_factory=list)
    services: dict[int, Service] = field(default_factory=dict)


def spending(authority: Authority, quarter: Period) -> Spending:
    """Of a quarter; nothing where no payment of it is known. Eight queries."""
    paid = _paid(authority.id, quarter)
    if not paid:
        return Spending()
    services = {row.id: row for row in Service.select().where(Service.authority == authority.id)}
    found = _holdings(paid, bought(authority.id, quarter), services)
    ways = _said_now(found, _before(authority.id), Beside(_purchases(authority, quarter, found)))
    named = {row.key: row for row in services.values()}
    slugs = sorted({slug for one in ways.values() for slug in one.services})
    rows = {slug: _row(named.get(slug), ways, slug) for slug in slugs}
    first, last = _days(authority.id, quarter)
    rows[WHOLE] = spend_row(None, {way: _whole(one) for way, one in ways.items()}, days=(first, last))
    used = {row.id: row for row in services.values() if row.key in slugs}
    return Spending(rows, list(_shares(ways)), used)


def _said_now(
    found: Mapping[str, Mapping[str, Holding]], before: Mapping[str, list[Said]], beside: Beside
) -> dict[str, Said]:
    """By way: what may be said of it beside what was said of the others."""
    ways = {way: said(found.get(way, {}), before.get(way, [])) for way in WAYS if way not in OF_PURCHASES}
    for way in OF_PURCHASES:
        ways[way] = said(found.get(way, {}), before.get(way, []), beside.allow(way))
        beside.add(way, ways[way])
    return {way: ways[way] for way in WAYS}


def _purchases(authority: Authority, quarter: Period, found: Mapping[str, Mapping[str, Holding]]) -> list[Purchase]:
    """For one person each, in force in a quarter; what nobody says the cost of weighs as much as the others do."""
    spot = (Contract.authority == authority.id) & (Contract.volume == "spot") & Contract.in_force(quarter)
    contracts = list(
        Contract.select(Contract, Service).join(Service, JOIN.LEFT_OUTER).where(spot).order_by(Contract.id)
    )
    if not contracts:
        return []
    awards, prices = Award.of(spot), [pence_in(one, quarter) for one in contracts]
    known = [pence for pence in prices if pence]
    usual = max(sum(known) // len(known) if known else 1, 1)
    paid = {whose: way for way in OF_PURCHASES for one in found.get(way, {}).values() for whose in one.pence}
    purchases = []
    for contract, pence in zip(contracts, prices, strict=True):
        suppliers = sorted(
            f"s{award.supplier.merged_into_id or award.supplier_id}" for award in awards.get(contract.id, ())
        )
        way = next((paid[one] for one in suppliers if one in paid), "")
        service = contract.service.key if contract.service else NOT_SAID
        purchases.append(Purchase(service, " ".join(suppliers), pence or usual, way))
    return purchases


Paid = list[tuple[int, int | None, bool, int | None, int]]
"""Payee, its supplier, whether it cannot be told who it is, service of the purpose, pence."""


def _paid(authority: int, quarter: Period) -> Paid:
    now = fn.COALESCE(Supplier.merged_into, Supplier.id)
    untold = Payee.like.is_null(is_null=False) & Payee.supplier.is_null() & Payee.decided_at.is_null()
    query: Any = (
        Payment.select(Payee.id, now, Payee.covered, untold, Purpose.service, fn.SUM(Payment.pence))
        .join(Payee)
        .join(Supplier, JOIN.LEFT_OUTER, on=(Payee.supplier == Supplier.id))
        .switch(Payment)
        .join(Purpose)
        .where(Payment.authority == authority, Payment.period_key == quarter.key)
        .group_by(Payee.id, now, Payee.covered, untold, Purpose.service)
        .order_by(Payee.id, Purpose.service)
        .tuples()
    )
    return [
        (payee, supplier, bool(covered or open_), service, int(pence))
        for payee, supplier, covered, open_, service, pence in query
    ]


def _holdings(
    paid: Paid, has_in_force: Mapping[int, Bought], services: Mapping[int, Service]
) -> dict[str, dict[str, Holding]]:
    """Way -> service -> what stands behind it."""
    pence: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    people: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for payee, supplier, untold, service, amount in paid:
        has = has_in_force.get(supplier or 0, NOTHING)
        way = "unknown" if untold else has.way
        place = way, _slug(service, has, services)
        whose = f"s{supplier}" if supplier else f"p{payee}"
        pence[place][whose] += amount
        people[place][whose] = has.people
    found: dict[str, dict[str, Holding]] = defaultdict(dict)
    for (way, slug), parts in pence.items():
        counted = sum(people[way, slug].values()) if way == "spot" else None
        found[way][slug] = Holding(dict(parts), counted)
    return found


def _slug(service: int | None, has: Bought, services: Mapping[int, Service]) -> str:
    only = next(iter(has.services)) if len(has.services) == 1 else None
    known = services.get(service or only or 0)
    return known.key if known else NOT_SAID


def _before(authority: int) -> dict[str, list[Said]]:
    """Way -> what the newest editions said of it."""
    found: dict[str, list[Said]] = defaultdict(list)
    for shares in SpendShare.before(authority, COMPARED).values():
        for way in WAYS:
            mine = [share for share in shares if share.way == way]
            if mine:
                found[way].append(_said_then(mine))
    return found


def _said_then(shares: Iterable[SpendShare]) -> Said:
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    shown, whole = set(), False
    for share in shares:
        parts[share.slug][share.whose] = share.pence
        shown |= {share.slug} if share.shown else set()
        whole = whole or share.total
    return Said({slug: Holding(one) for slug, one in parts.items()}, frozenset(shown), whole=whole)


def _row(service: Service | None, ways: Mapping[str, Said], slug: str) -> SpendRow:
    return spend_row(
        service, {way: one.services[slug].whole if slug in one.shown else None for way, one in ways.items()}
    )


def _whole(one: Said) -> int | None:
    """The whole of one way, where it may be said; nothing at all was paid so: nought, which is about nobody."""
    if not one.services:
        return 0
    return sum(holding.whole for holding in one.services.values()) if one.whole else None


def _shares(ways: Mapping[str, Said]) -> Iterator[dict[str, Any]]:
    for way, one in ways.items():
        for slug, holding in one.services.items():
            for whose, pence in holding.pence.items():
                known = {"slug": slug, "way": way, "whose": whose, "pence": pence, "people": 0}
                yield {**known, "shown": slug in one.shown, "total": one.whole}


def _days(authority: int, quarter: Period) -> tuple[Any, Any]:
    mine = (Payment.authority == authority) & (Payment.period_key == quarter.key)
    query: Any = Payment.select(fn.MIN(Payment.paid_on), fn.MAX(Payment.paid_on)).where(mine).tuples()
    first, last = query[0]
    return first, last
