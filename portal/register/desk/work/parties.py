"""Which suppliers are meant by the names that somebody typed. A name that is not known for certain is asked about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier, SupplierName
from models.register.supplier_names import folded
from portal.register.desk.contract_form import TypedAward

MOST_CANDIDATES = 8
SHORTEST_WORD = 4
NEW = "+"
"""In place of a slug: a supplier that the register has not."""


@dataclass(frozen=True)
class Candidate:
    """A supplier that may be meant; `note` tells two of one name apart."""

    slug: str
    name: str
    note: str


class Unclear(ValueError):
    """Some names may mean several suppliers, or one of almost the same name; candidates by row."""

    def __init__(self, rows: Mapping[int, Sequence[Candidate]]) -> None:
        super().__init__("Say which suppliers are meant.")
        self.rows = rows


def resolve(awards: Sequence[TypedAward]) -> dict[int, int | None]:
    """Row -> id of the supplier that is meant, or None for a new one. Raises Unclear."""
    known = _of_these_names([award.supplier for award in awards])
    found: dict[int, int | None] = {}
    unclear: dict[int, Sequence[Candidate]] = {}
    for award in awards:
        alike = known.get(folded(award.supplier), [])
        chosen, certain = _meant(award, alike)
        if certain:
            found[award.row] = chosen
        elif candidates := [*map(_candidate, dict.fromkeys(one for _, one in alike)), *_similar(award.supplier)]:
            unclear[award.row] = list(dict.fromkeys(candidates))[:MOST_CANDIDATES]
        else:
            found[award.row] = None
    if unclear:
        raise Unclear(unclear)
    return found


Named = tuple[str, Supplier]


def _meant(award: TypedAward, alike: Sequence[Named]) -> tuple[int | None, bool]:
    """The supplier (None: a new one), and whether that is certain. What was chosen counts only for the name that it was
    chosen for."""
    slug, _, name = award.which.partition(" ")
    if slug == NEW and name == award.supplier:
        return None, True
    chosen = Supplier.get_or_none(Supplier.slug == slug) if name == award.supplier else None
    if chosen is not None:
        return chosen.now().id, True
    exact = {one for name, one in alike if name == award.supplier}
    return (exact.pop().id, True) if len(exact) == 1 else (None, False)


def _of_these_names(names: Sequence[str]) -> dict[str, list[Named]]:
    """Folded name -> (published name, supplier as it is now) of all that bear it; two queries."""
    folds = sorted({fold for name in names if (fold := folded(name))})
    query = SupplierName.select(SupplierName, Supplier).join(Supplier).where(SupplierName.folded << folds)
    rows = list(query.order_by(SupplierName.id))
    into = {row.supplier.merged_into_id or 0 for row in rows} - {0}
    kept = {one.id: one for one in Supplier.select().where(Supplier.id << sorted(into))}
    found: dict[str, list[Named]] = {}
    for row in rows:
        found.setdefault(row.folded, []).append((row.name, kept.get(row.supplier.merged_into_id or 0, row.supplier)))
    return found


def _similar(name: str) -> list[Candidate]:
    """Suppliers that share the longest words of a name."""
    long = sorted((word for word in re.findall(r"\w+", name) if len(word) >= SHORTEST_WORD), key=len, reverse=True)[:2]
    if not long:
        return []
    sharing: Any = Supplier.id > 0
    for word in long:
        sharing &= Supplier.name ** f"%{word}%"
    query = Supplier.select().where(sharing, Supplier.merged_into.is_null()).order_by(Supplier.name)
    return [_candidate(one) for one in query.limit(MOST_CANDIDATES)]


def _candidate(supplier: Supplier) -> Candidate:
    numbers = (("company number", supplier.company_number), ("charity number", supplier.charity_number))
    note = ", ".join(f"{what} {number}" for what, number in numbers if number)
    return Candidate(supplier.slug, supplier.name, note or "no number known")


def names_known(authority_id: int, most: int) -> list[str]:
    """Names of suppliers of an authority, to pick from while typing; none where there are more than `most`."""
    mine = Supplier.select(Supplier.name).join(Award).join(Contract, on=(Award.contract == Contract.id))
    names = [
        one.name for one in mine.where(Contract.authority == authority_id, Contract.stands()).distinct().limit(most + 1)
    ]
    return sorted(names) if len(names) <= most else []
