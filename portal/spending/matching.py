"""Who was paid: a supplier by its number, by its exact name, or by what an officer said. Nothing is guessed.

A name that differs by habit only (Ltd, The, &) is proposed, and waits for a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from models.register.supplier import Supplier, SupplierName
from models.register.supplier_names import folded
from portal.spending.reading import Line


@dataclass(frozen=True, slots=True)
class Match:
    """`supplier` and by what; or `like`, whom it may be; or why there is none."""

    supplier: int | None = None
    matched_by: str = ""
    like: int | None = None
    problem: str = ""


class Suppliers:
    """Every supplier by its number and its names; two queries. One that was merged stands for what it is part of."""

    def __init__(self) -> None:
        rows = list(Supplier.select(Supplier.id, Supplier.company_number, Supplier.merged_into))
        now = {row.id: row.merged_into_id or row.id for row in rows}
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._folded: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row.company_number:
                self._numbers[row.company_number].add(now[row.id])
        for name in SupplierName.select(SupplierName.supplier, SupplierName.name, SupplierName.folded):
            self._names[_plain(name.name)].add(now[name.supplier_id])
            self._folded[name.folded].add(now[name.supplier_id])

    def match(self, line: Line) -> Match:
        """Of one payee."""
        if line.covered:
            return Match()
        for found, by in ((self._numbers.get(line.company_number or ""), "number"), (self._of(line.name), "name")):
            if found and len(found) == 1:
                return Match(next(iter(found)), by)
            if found:
                return Match(like=min(found), problem=f"a {by} of several suppliers")
        near = self._folded.get(folded(line.name))
        return Match(like=min(near), problem="nearly the name of a supplier") if near else Match()

    def _of(self, name: str) -> set[int] | None:
        return self._names.get(_plain(name))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def payees(lines: Iterable[Line]) -> dict[str, Line]:
    """Each payee once, with the first payment to it."""
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.payee, line)
    return found
