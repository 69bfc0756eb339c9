"""Everything that an edition of an authority holds, gathered from the register in a few queries."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN

from models.authority import AdoptedSet, Authority, Service
from models.period import Period
from models.register import bulk
from models.register.award import Award
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.edition import Edition, EditionRow, NewRow
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.release import Release
from models.register.service_line import ServiceLine
from models.register.supplier import Supplier
from models.register.take_down import HELD_REASON
from models.spending.buying import Buying, Locality, Target
from portal.releasing import guard, rows
from portal.releasing.asked import asked
from portal.releasing.spending import spending
from portal.releasing.totals import half_year_of, steady, totals, up_to


@dataclass
class Gathered:
    """The rows of an edition, and what the guard stopped just now: contract and why."""

    rows: list[NewRow] = field(default_factory=list)
    stopped: list[tuple[Contract, guard.Held]] = field(default_factory=list)
    shares: list[dict[str, Any]] = field(default_factory=list)
    """What stands behind the spending, kept beside the edition and never published."""


Verdicts = dict[guard.Examined, guard.Held | None]
"""What the guard said of texts that it has read."""


def gather(authority: Authority, quarter: Period, verdicts: Verdicts) -> Gathered:
    """The public rows of a quarter. Reads only: what is stopped is held by the caller. `verdicts` spares the guard what
    it has read before, and is added to."""
    in_force = (Contract.authority == authority.id) & Contract.in_force(quarter)
    above = in_force & Contract.above(authority.threshold_pence)
    awards = Award.of(above)
    found = _contracts(above)
    shown, held, stopped = _guarded(authority, found, awards, verdicts)
    spots = [contract for contract in found if contract.volume == "spot"]
    services = _services_of(shown)
    whole: dict[tuple[str, str], Mapping[str, Any]] = {}
    for contract, terms in _with_terms(authority, above, shown, awards):
        whole["contract", contract.slug] = rows.contract_row(contract, terms)
    if quarter.ends_half_year:
        spent, bought = _totals(authority, quarter)
        whole, services = whole | spent, services | bought
    paid = spending(authority, quarter)
    whole |= {("spend", slug): row for slug, row in paid.rows.items()}
    services |= paid.services
    whole |= {("service", key): row for key, row in _services(services.values())} | _of_the_buyer(authority)
    whole["authority", authority.slug] = rows.authority_row(authority)
    whole["withheld", "all"] = _withheld(shown, held, len(stopped), Counter(contract.service_id for contract in spots))
    return Gathered([rows.new_row(kind, slug, row) for (kind, slug), row in whole.items()], stopped, paid.shares)


def _of_the_buyer(authority: Authority) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What it says of itself, and what it asks of those it pays."""
    sets: Any = AdoptedSet.select(AdoptedSet.set_key, AdoptedSet.set_version).where(
        AdoptedSet.authority == authority.id
    )
    found: dict[tuple[str, str], Mapping[str, Any]] = {
        ("asked", key): row for key, row in asked(sets.order_by(AdoptedSet.set_key).tuples()).items()
    }
    buying = Buying.of(authority.id)
    if buying.version:
        found["market", "all"] = rows.market_row(buying, Target.of(authority.id))
    return found


def _contracts(where: Any) -> list[Contract]:
    query = Contract.select(Contract, Service, Authority).join(Service, JOIN.LEFT_OUTER)
    return list(query.switch(Contract).join(Authority).where(where).order_by(Contract.id))


def _guarded(
    authority: Authority, found: Iterable[Contract], awards: Mapping[int, Sequence[Award]], verdicts: Verdicts
) -> tuple[list[Contract], list[Contract], list[tuple[Contract, guard.Held]]]:
    """What may be shown, what is held already, and what the guard stops now."""
    released = Release.remembered(authority.id)
    shown, held, stopped = [], [], []
    for contract in found:
        if contract.volume == "spot":
            continue
        if contract.held:
            held.append(contract)
        else:
            text = guard.examined(contract, awards.get(contract.id, ()))
            if text not in verdicts:
                verdicts[text] = guard.held(text)
            why = verdicts[text]
            if why and (contract.id, why.digest, why.reason) not in released:
                stopped.append((contract, why))
            else:
                shown.append(contract)
    return shown, held, stopped


def _with_terms(
    authority: Authority, where: Any, shown: Sequence[Contract], awards: Mapping[int, Sequence[Award]]
) -> Iterable[tuple[Contract, rows.Terms]]:
    extensions = _grouped(Extension.select(Extension).join(Contract).where(where).order_by(Extension.decided_on))
    users, buyers = _beside(FrameworkUser, where), _beside(ContractBuyer, where)
    frameworks = _frameworks(shown)
    formerly, local = _formerly(shown, awards), Locality.of(authority.id)
    for contract in shown:
        yield (
            contract,
            rows.Terms(
                awards=awards.get(contract.id, ()),
                extensions=extensions.get(contract.id, ()),
                users=users.get(contract.id, ()),
                buyers=buyers.get(contract.id, ()),
                within=frameworks.get(contract.within_id or 0),
                formerly=formerly,
                local=local,
            ),
        )


def _beside(table: Any, where: Any) -> dict[int, list[Authority]]:
    """The other authorities of each contract, by name."""
    query = table.select(table, Authority).join(Contract).switch(table).join(Authority).where(where)
    found = _grouped(query.order_by(Authority.name))
    return {contract: [row.authority for row in rows] for contract, rows in found.items()}


def _grouped(query: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for one in query:
        found.setdefault(one.contract_id, []).append(one)
    return found


def _frameworks(shown: Sequence[Contract]) -> dict[int, Contract]:
    """Id -> framework that a shown contract is called off from, if it is public: shown, too, or in another edition."""
    here = {contract.id: contract for contract in shown}
    others = sorted({c.within_id for c in shown if c.within_id and c.within_id not in here})
    found = [contract for batch in bulk.batches(others) for contract in _contracts(Contract.id << batch)]
    open_ones = [one for one in found if one.volume != "spot" and not one.held and not one.left_out]
    return here | {contract.id: contract for contract in open_ones if _released(contract)}


def _released(contract: Contract) -> bool:
    there = (Edition.authority == contract.authority_id) & (EditionRow.slug == contract.slug)
    row = EditionRow.select().join(Edition).where(there, EditionRow.kind == "contract", ~EditionRow.data.is_null())
    return bool(row.exists())


def _formerly(shown: Sequence[Contract], awards: Mapping[int, Sequence[Award]]) -> dict[int, list[str]]:
    """Id of a supplier -> slugs of those that were merged into it, of which an edition holds a row."""
    ids = sorted({award.supplier_id for contract in shown for award in awards.get(contract.id, ())})
    merged = [one for batch in bulk.batches(ids) for one in Supplier.select().where(Supplier.merged_into << batch)]
    if not merged:
        return {}
    released = EditionRow.select(EditionRow.data).where(EditionRow.kind == "contract", ~EditionRow.data.is_null())
    texts = bulk.column(released)
    found: dict[int, list[str]] = {}
    for one in merged:
        if any(f'"slug":"{one.slug}"' in text for text in texts):
            found.setdefault(one.merged_into_id or 0, []).append(one.slug)
    return found


def _totals(
    authority: Authority, quarter: Period
) -> tuple[dict[tuple[str, str], Mapping[str, Any]], dict[int, Service]]:
    """Of everything that was bought for one person in the half-year, whatever it cost; and its services."""
    half_year = half_year_of(quarter)
    spot = (Contract.authority == authority.id) & (Contract.volume == "spot") & Contract.in_force(half_year)
    contracts = _contracts(spot)
    found = totals(contracts, Award.of(spot), half_year)
    before = _totals_before(authority, quarter)
    found = {slug: steady(before.get(slug), row) for slug, row in found.items()}
    return {("totals", slug): row for slug, row in found.items()}, _services_of(contracts)


def _totals_before(authority: Authority, quarter: Period) -> dict[str, rows.TotalsRow]:
    newest = Edition.newest(authority.id, quarter.key)
    return {row.slug: json.loads(row.data) for row in newest.rows("totals") if row.data} if newest else {}


def _services_of(contracts: Iterable[Contract]) -> dict[int, Service]:
    return {contract.service.id: contract.service for contract in contracts if contract.service}


def _services(services: Iterable[Service]) -> Iterable[tuple[str, rows.ServiceRow]]:
    known = list(services)
    lines = {line.service_id: line for line in ServiceLine.select().where(ServiceLine.service << known)}
    return [(service.key, rows.service_row(service, lines.get(service.id))) for service in known]


def _withheld(
    shown: Sequence[Contract], held: Sequence[Contract], stopped: int, spots: Mapping[Any, int]
) -> rows.WithheldRow:
    gone = sum(contract.held_reason == HELD_REASON for contract in held)
    redacted = {words: sum(_redacted(contract, words) for contract in shown) for words in rows.REDACTIONS}
    return {"spot": up_to(spots.values()), "held": len(held) - gone + stopped, "taken_down": gone, "redacted": redacted}


def _redacted(contract: Contract, words: str) -> bool:
    public = (getattr(contract, name) for name in rows.ContractFacts.__annotations__)
    return any(isinstance(text, str) and words in text for text in public)
