"""What is public of the register: the ONLY list of public fields.

Each row of an edition is a plain dict of one of the shapes below, and holds nothing that is not named in its shape.
Everything else in the store is private: to make a column public is to name it here. Days are “2026-03-31”, money is in
pence, what nobody said is empty or None, yes and no are “yes”, “no” and “”.

What a contract says of its suppliers stands in its own row, so that a take-down of that one row takes all of it away.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, cast

from models.authority import Authority, Service
from models.register.award import Award
from models.register.contract import Contract
from models.register.edition import NewRow
from models.register.extension import Extension
from models.register.service_line import ServiceLine
from models.register.supplier import Supplier
from models.spending.buying import Buying, Target

KINDS = ("asked", "authority", "contract", "market", "service", "spend", "totals", "withheld")
"""The kinds of rows that an edition holds."""

ROUNDED_TO = 100_000
"""Pence: £1,000."""

REDACTIONS = ("REDACTED PERSONAL DATA", "REDACTED COMMERCIAL CONFIDENTIALITY")
"""The words that the Local Government Transparency Code 2015 asks for in place of what is left out, and no others."""


class AuthorityRow(TypedDict):
    """Kind `authority`, under the slug of the authority. The contact is the council’s for its contracts as a whole."""

    slug: str
    name: str
    kind: str  # council, nhs_body, regional_body
    nation: str  # E, W, S, N
    threshold_pence: int  # rows are worth more than this
    contact_name: str
    contact_email: str
    brand: str  # its colour, #7a1f5c, or nothing


class ServiceFacts(TypedDict):
    """A service, by the key from the list that all authorities share."""

    key: str
    title: str


class ServiceLineFacts(TypedDict):
    """What is known of a service of one authority beside its title."""

    segment: str
    stage: str  # analyse, plan, do, review or “”
    stage_since_on: str | None


class ServiceRow(ServiceFacts, ServiceLineFacts):
    """Kind `service`, under its key: only services that a public contract or a total is of."""


class SupplierFacts(TypedDict):
    """A supplier, under the name that it is shown by."""

    slug: str
    name: str
    company_number: str | None
    charity_number: str | None
    charity_register: str | None  # CCEW, OSCR, CCNI
    sme: str
    vcse: str
    vcse_kind: str
    group_name: str
    group_number: str | None
    group_source: str
    group_on: str | None


class SupplierPart(SupplierFacts):
    """One award of a contract: to whom, of which lot, for how much (None: not said)."""

    lot: str
    value_pence: int | None
    awarded_on: str | None
    local: str  # to this authority, as that means it: yes, no or “”
    formerly: list[str]  # slugs under which it was published before it was merged into this one


class ExtensionPart(TypedDict):
    """One extension: from which last day to which, and when that was decided."""

    months: int | None
    was_ends_on: str
    ends_on: str
    decided_on: str


class AuthorityPart(TypedDict):
    """An authority that may use a framework, or buys a contract together with another."""

    slug: str
    name: str


class FrameworkPart(TypedDict):
    """The framework that a contract is called off from; it stands in the edition of that authority, or will."""

    authority: str
    slug: str


class ContractFacts(TypedDict):
    """The columns of a contract that are public, by their own names; `models.register.terms` has the words."""

    slug: str
    reference: str
    title: str
    description: str
    arrangement: str
    volume: str  # never `spot`
    payment: str
    department: str
    category: str
    cpv_code: str
    cpv_label: str
    ocid: str
    starts_on: str | None
    ends_on: str | None
    ends_note: str
    awarded_on: str | None
    review_on: str | None
    break_on: str | None
    extension_months: int | None
    last_end_on: str | None
    value_pence: int | None
    value_kind: str  # nominal is never summed and never sorted first
    value_words: str  # exact words in place of a value
    irrecoverable_vat_pence: int | None
    fixed_cost: str
    places: int | None
    lots: int | None
    route: str
    process: str
    supplier_words: str  # exact words in place of a supplier
    contact: str
    contact_email: str
    contact_url: str
    area: str
    tender_url: str
    contract_url: str
    performance_url: str


class ContractRow(ContractFacts):
    """Kind `contract`, under its slug. `start_known` is False where neither start nor award is known: in, marked."""

    last_possible_end: str | None
    start_known: bool
    service: ServiceFacts | None
    within: FrameworkPart | None
    suppliers: list[SupplierPart]
    extensions: list[ExtensionPart]  # oldest first
    users: list[AuthorityPart]  # of a framework
    buyers: list[AuthorityPart]  # who buys it together with the authority; not there in rows from before


class TotalsRow(TypedDict):
    """Kind `totals`, under the key of a service (“not-said” where there is none): what was bought for one person each,
    in a half-year. Only in editions that end a half-year. None = withheld; `spend_pence` is rounded to £1,000."""

    service: ServiceFacts | None
    half_year: str  # 2026-27-H1
    label: str  # April to September 2026
    withheld: bool  # under 6 people or 3 suppliers: every number is None
    people: int | None  # in fives: about so many
    suppliers: int | None
    spend_pence: int | None  # None, too, where too few have a value, or one supplier has more than 80% of it
    without_value: int | None  # purchases of no known value, not part of the spend: in fives; None: one to five


class WithheldRow(TypedDict):
    """Kind `withheld`, under “all”: how many rows the edition would hold that it does not, and what is redacted."""

    spot: int  # bought for one person each: up to so many (see totals.py)
    held: int  # stopped by the publication guard
    taken_down: int
    redacted: dict[str, int]  # the words of the Code -> how many contracts bear them


class TargetPart(TypedDict):
    """A share that an authority wants to reach, and where it says so."""

    subject: str  # sme, vcse, local
    measure: str  # count, value
    percent: int
    said_in: str
    since_on: str | None


class MarketRow(TypedDict):
    """Kind `market`, under “all”: what an authority says of itself as a buyer, where it says anything."""

    major_pence: int  # a contract worth so much is a major one
    local_means: str
    targets: list[TargetPart]


class SpendRow(TypedDict):
    """Kind `spend`, under the key of a service (“not-said” where there is none) or “all”: what was paid in the quarter,
    in pence, rounded to £1,000. None: withheld, or nothing. `first_on` and `last_on` of “all”: the days of payments."""

    service: ServiceFacts | None
    whole: bool
    on: int | None  # to who has a contract
    spot: int | None  # to who has nothing but purchases for one person each
    off: int | None  # to who has none
    unknown: int | None  # covered names, and names that nobody has placed yet
    first_on: str | None
    last_on: str | None


class AskedTier(TypedDict):
    """How much is asked of one size of provider in an ordinary period."""

    tier: str  # core, standard, full
    boxes: int
    minutes: int


class AskedRow(TypedDict):
    """Kind `asked`, under the key of a set of questions that the authority uses."""

    key: str
    version: str
    title: str
    rhythm: str
    tiers: list[AskedTier]


@dataclass(frozen=True)
class Terms:
    """What a row of a contract is made of, beside the contract with its service."""

    awards: Sequence[Award] = ()
    extensions: Sequence[Extension] = ()
    users: Sequence[Authority] = ()
    buyers: Sequence[Authority] = ()
    within: Contract | None = None
    formerly: Mapping[int, Sequence[str]] | None = None
    local: Mapping[int, str] | None = None


def authority_row(authority: Authority) -> AuthorityRow:
    """The authority, without its people."""
    return cast(AuthorityRow, _named(AuthorityRow, authority))


def service_row(service: Service, line: ServiceLine | None) -> ServiceRow:
    """A service, with its segment of the market and its stage of the commissioning cycle where they are known."""
    described = _named(ServiceLineFacts, line or ServiceLine())
    return cast(ServiceRow, _named(ServiceFacts, service) | described)


def contract_row(contract: Contract, terms: Terms) -> ContractRow:
    """A contract with everything public about it. Raises ValueError for a purchase for one person, and for one that the
    guard holds: neither is ever a row."""
    if contract.volume == "spot" or contract.held:
        raise ValueError(f"Never a public row: {contract.slug}")
    row = {
        **_named(ContractFacts, contract),
        "last_possible_end": _plain(contract.last_possible_end),
        "start_known": bool(contract.starts_on or contract.awarded_on),
        "service": _named(ServiceFacts, contract.service) if contract.service_id else None,
        "within": terms.within and {"authority": terms.within.authority.slug, "slug": terms.within.slug},
        "suppliers": [supplier_part(award, terms.formerly or {}, terms.local or {}) for award in terms.awards],
        "extensions": [_named(ExtensionPart, extension) for extension in terms.extensions],
        "users": [_named(AuthorityPart, authority) for authority in terms.users],
        "buyers": [_named(AuthorityPart, authority) for authority in terms.buyers],
    }
    return cast(ContractRow, row)


def supplier_part(award: Award, formerly: Mapping[int, Sequence[str]], local: Mapping[int, str]) -> SupplierPart:
    """An award with its supplier. `formerly`: id of a supplier -> slugs that were public and are part of it now;
    `local`: whether it is local to the authority, where that has said so."""
    supplier: Supplier = award.supplier
    own = {name: _plain(getattr(award, name)) for name in ("lot", "value_pence", "awarded_on")}
    own |= {"local": local.get(supplier.id, ""), "formerly": sorted(formerly.get(supplier.id, ()))}
    return cast(SupplierPart, {**_named(SupplierFacts, supplier), **own})


def market_row(buying: Buying, targets: Sequence[Target]) -> MarketRow:
    """What an authority says of itself as a buyer."""
    said = {"major_pence": buying.major_pence, "local_means": buying.local_means}
    return cast(MarketRow, {**said, "targets": [_named(TargetPart, target) for target in targets]})


def spend_row(
    service: Service | None, pence: Mapping[str, int | None], days: tuple[date, date] | None = None
) -> SpendRow:
    """Sums by way, rounded; of the whole with the first and the last day on which anything was paid."""
    facts = _named(ServiceFacts, service) if service else None
    rounded = {way: None if one is None else _rounded(one) for way, one in pence.items()}
    first, last = (day.isoformat() for day in days) if days else (None, None)
    named = {"service": facts, "whole": days is not None, **rounded}
    return cast(SpendRow, {**named, "first_on": first, "last_on": last})


def _rounded(pence: int) -> int:
    """To £1,000, the half away from nothing."""
    size = (abs(pence) + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
    return size if pence >= 0 else -size


def canonical(row: Mapping[str, Any]) -> str:
    """The row as JSON, always the same bytes: sorted keys, no spaces, UTF-8."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_row(kind: str, slug: str, row: Mapping[str, Any]) -> NewRow:
    """A row as an edition keeps it."""
    return NewRow(kind, slug, canonical(row))


def _named(shape: Any, source: object) -> dict[str, Any]:
    """Of `source`, what the shape names, and nothing else."""
    return {name: _plain(getattr(source, name)) for name in shape.__annotations__}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
