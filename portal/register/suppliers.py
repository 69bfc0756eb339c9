"""Suppliers as the people of an authority see them: those of their own contracts, and who else pays them.

Suppliers are shared by all authorities of an installation. A person sees those of the contracts that they read; what
would change the register of another authority, which has people of its own here, is not theirs to do.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from models.authority import Authority
from models.person import Membership
from models.provider import Provider
from models.register import bulk
from models.register.award import Award
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier, SupplierName
from models.register.supplier_names import folded
from portal.register import parts
from portal.register.parts import Part

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One supplier of a list, its other names, and how many contracts of these authorities it has."""

    supplier: Supplier
    contracts: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of two that may be one: its names, its contracts here, and the other authorities that pay it.

    `keepers` keep their registers here themselves; `others` only stand in the register.
    """

    supplier: Supplier
    names: list[str] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    keepers: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def may_go(self) -> bool:
        """Whether its name may give way to another: it stands in nobody else’s register."""
        return not self.keepers


def of_authorities(authorities: Collection[int], *, left_out: bool = True) -> Any:
    """Suppliers of the contracts of these authorities (ids); of what is `left_out` of the register, too: they can be
    read and put right."""
    paid = _paid(authorities)
    return Supplier.select().where(Supplier.id << (paid if left_out else paid.where(Contract.stands())))


def _paid(authorities: Collection[int]) -> Any:
    return Award.select(Award.supplier).join(Contract).where(Contract.authority << list(authorities))


def found(authorities: Collection[int], text: str, number: int | None) -> Part:
    """A page of the list of Lines: by name, or those whose name or number is looked for."""
    query = of_authorities(authorities, left_out=False)
    if text:
        query = query.where(_called(text))
    total = query.count()
    number = parts.nearest(number, total, PAGE)
    rows = list(query.order_by(fn.LOWER(Supplier.name), Supplier.id).paginate(number, PAGE))
    return Part(_lines(rows, authorities), number, total, PAGE)


def _called(text: str) -> Any:
    """By any name that it was published under, folded or as typed, or by a number."""
    fold, plain = folded(text), text.strip()
    named = SupplierName.name.contains(plain) | (SupplierName.folded.contains(fold) if fold else (SupplierName.id < 0))
    bearing = Supplier.id << SupplierName.select(SupplierName.supplier).where(named)
    digits = "".join(text.split()).upper()
    return bearing | (Supplier.company_number == digits) | (Supplier.charity_number == digits)


def _lines(rows: Sequence[Supplier], authorities: Collection[int]) -> list[Line]:
    counts = contract_counts([row.id for row in rows], authorities)
    names: dict[int, list[str]] = {}
    for one in SupplierName.select().where(SupplierName.supplier << [row.id for row in rows]).order_by(SupplierName.id):
        names.setdefault(one.supplier_id, []).append(one.name)
    return [
        Line(row, counts.get(row.id, 0), tuple(name for name in names.get(row.id, ()) if name != row.name))
        for row in rows
    ]


def contract_counts(suppliers: Collection[int], authorities: Collection[int]) -> dict[int, int]:
    """Supplier id -> how many contracts of these authorities it has."""
    found: dict[int, int] = {}
    for batch in bulk.batches(suppliers):
        query: Any = Award.select(Award.supplier, fn.COUNT(fn.DISTINCT(Award.contract))).join(Contract)
        here = (Award.supplier << batch) & (Contract.authority << list(authorities)) & Contract.stands()
        found |= dict(query.where(here).group_by(Award.supplier).tuples())
    return found


def contracts(supplier: Supplier, authorities: Collection[int]) -> list[Contract]:
    """Its contracts with these authorities, with the authority, the newest first."""
    mine = Award.select(Award.contract).where(Award.supplier == supplier)
    query = Contract.select(Contract, Authority).join(Authority)
    these = query.where(Contract.id << mine, Contract.authority << list(authorities), Contract.stands())
    return sorted(these, key=lambda one: (one.starts_on is not None, str(one.starts_on), one.id), reverse=True)


def side(supplier: Supplier, shown: Collection[int], own: Collection[int]) -> Side:
    """One supplier with its contracts with the authorities `shown`; others than `own` keep registers of their own."""
    keepers, others = elsewhere(supplier, own)
    return Side(supplier, supplier.names(), contracts(supplier, shown), keepers, others)


def elsewhere(supplier: Supplier, authorities: Collection[int]) -> tuple[list[str], list[str]]:
    """Names of the other authorities that pay it: those with people of their own here (what they left out of their
    register they may put back), and the rest."""
    paying = Contract.select(Contract.authority).join(Award).where(Award.supplier == supplier)
    kept = Membership.live().select(Membership.authority).where(~Membership.authority.is_null())
    others = ~(Authority.id << list(authorities))
    keepers = Authority.select().where(Authority.id << paying, others, Authority.id << kept)
    rest = Authority.select().where(Authority.id << paying.where(Contract.stands()), others, ~(Authority.id << kept))
    return _by_name(keepers), _by_name(rest)


def _by_name(authorities: Any) -> list[str]:
    return sorted(one.name for one in authorities)


def proposals(authorities: Collection[int]) -> list[MergeProposal]:
    """Pairs that nobody has decided, of which one at least is paid by these authorities."""
    mine = set(bulk.column(_paid(authorities).where(Contract.stands())))
    return [one for one in MergeProposal.waiting() if one.a_id in mine or one.b_id in mine]


def proposal(one: Supplier, other: Supplier) -> MergeProposal | None:
    """What was asked about these two, decided or not."""
    pair = (MergeProposal.a == min(one.id, other.id)) & (MergeProposal.b == max(one.id, other.id))
    found: MergeProposal | None = MergeProposal.get_or_none(pair)
    return found


def candidates(supplier: Supplier, text: str = "") -> list[tuple[Provider, str]]:
    """Providers that it may be, each with why; those that were looked for after those that bear a sign."""
    names = {folded(name) for name in supplier.names()}
    signed, looked_for = [], []
    for provider in Provider.select().order_by(Provider.legal_name):
        if why := _why(supplier, provider, names):
            signed.append((provider, why))
        elif text and text.casefold() in provider.legal_name.casefold():
            looked_for.append((provider, "its name holds what you looked for"))
    return signed + looked_for


def _why(supplier: Supplier, provider: Provider, names: Iterable[str]) -> str:
    charity = (supplier.charity_number, supplier.charity_register)
    if supplier.company_number and supplier.company_number == provider.company_number:
        return "the same company number"
    if supplier.charity_number and charity == (provider.charity_number, provider.charity_register):
        return "the same charity number"
    return "the same name" if folded(provider.legal_name) in names else ""
