"""The suppliers that a row names, with what it says of them: numbers, SME, VCSE. Pure."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from models.identifiers import charity_number, company_number
from models.register.taking_suppliers import NewSupplier
from portal.register import cells, dates, supplier_cell, terms_words
from portal.register.findings import Finding, shown
from portal.register.lines import Line

Facts = dict[str, Any]
"""Some of the fields of NewSupplier."""

Odd = Callable[[str, str, str, str], None]
"""(field, value, problem, action)"""


@dataclass(frozen=True, slots=True)
class Parties:
    """Suppliers and their lots, in the order of the cell; `words` where the cell names none."""

    suppliers: tuple[NewSupplier, ...]
    lots: tuple[str, ...]
    words: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset(supplier.name for supplier in self.suppliers)


def learned(lines: Iterable[Line], published: Collection[str]) -> set[str]:
    """The names that stand alone in this file or are among those `published` in the register, folded."""
    return supplier_cell.learn({line.supplier_cell for line in lines}, set(map(supplier_cell.folded, published)))


def pieces(lines: Iterable[Line]) -> set[str]:
    """What may be a name in the cells that may hold several: to be looked up in the register."""
    joined = {line.supplier_cell for line in lines if re.search(r"[,\n/]", line.supplier_cell)}
    return {piece.strip() for cell in joined for piece in [cell, *re.split(r"[,\n|;/]", cell)] if piece.strip()}


def of(line: Line, known: Collection[str], heading: Callable[[str], str]) -> tuple[Parties, list[Finding]]:
    """Whom a line names. `known` comes from `learned`; a number or flag is kept only where it is clear whose it is."""
    findings: list[Finding] = []

    def odd(field: str, value: str, problem: str, action: str) -> None:
        findings.append(Finding(line.row, heading(field), shown(value), problem, action))

    if not line.supplier_cell and line.supplier_words:
        return Parties((), (), line.supplier_words), []
    read = _of_one(line) if line.supplier_page else supplier_cell.read(line.supplier_cell, known)
    for value, problem, action in read.findings:
        odd("suppliers", value, problem, action)
    facts = _facts(line, read.names, odd)
    beside = [READERS[name](number, odd) if name else {} for name, number in read.numbers or (("", ""),) * len(facts)]
    facts = [{**near, **own} for near, own in zip(beside, facts, strict=True)]
    suppliers = tuple(replace(NewSupplier(name), **one) for name, one in zip(read.names, facts, strict=True))
    lots = tuple(lot or line.lot for lot in read.lots)
    return Parties(suppliers, lots, read.words or line.supplier_words), findings


def _of_one(line: Line) -> supplier_cell.Suppliers:
    """A cell that is known to hold one name."""
    return supplier_cell.Suppliers((" ".join(line.supplier_cell.split()),), ("",))


def _facts(line: Line, names: tuple[str, ...], odd: Odd) -> list[Facts]:
    facts: list[Facts] = [{} for _ in names]
    for field, reader in READERS.items():
        text = getattr(line, field)
        said = [text] if line.supplier_page else [part.strip() for part in text.split("|")] if text else []
        if said and len(said) != len(names):
            flag = cells.flag(text)
            if names and (flag.value or flag.problem):  # “not known” is nobody’s
                odd(field, text, "it is not clear which of the suppliers this is about", "not kept")
            continue
        for whose, part in enumerate(said):
            facts[whose] |= reader(part, odd)
    return [_with_source(one, odd) for one in facts]


def _with_source(facts: Facts, odd: Odd) -> Facts:
    """A group is kept only with where it is known from."""
    if facts.get("group_source") or not facts.get("group_name"):
        return facts
    odd("group_name", facts["group_name"], "a group, and not where that is known from", "not kept")
    return {name: value for name, value in facts.items() if not name.startswith("group_")}


def _company(text: str, odd: Odd) -> Facts:
    try:
        return {"company_number": company_number(text)} if text else {}
    except ValueError:
        odd("company_number", text, "not a company number", "not kept")
        return {}


def _charity(text: str, odd: Odd) -> Facts:
    """The column is that of the Charity Commission; SC and NIC say that it is another’s."""
    plain = text.upper().replace(" ", "")
    register = "OSCR" if plain.startswith("SC") else "CCNI" if plain.startswith("NIC") else "CCEW"
    try:
        return {"charity_number": charity_number(text, register), "charity_register": register} if text else {}
    except ValueError:
        odd("charity_number", text, "not a charity number", "not kept")
        return {}


def _kind_of(text: str) -> tuple[str, str]:
    """What a kind of supplier says of SME and VCSE: “Small”, “Registered charity”."""
    return terms_words.supplier_type(text)


def _flag(field: str) -> Callable[[str, Odd], Facts]:
    def read(text: str, odd: Odd) -> Facts:
        found = cells.flag(text)
        if found.problem and (meant := dict(zip(("sme", "vcse"), _kind_of(text), strict=True))[field]):
            return {field: meant}
        if found.problem:
            odd(field, text, found.problem, found.action)
        return {field: found.value or ""}

    return read


READERS: dict[str, Callable[[str, Odd], Facts]] = {
    "company_number": _company,
    "charity_number": _charity,
    "sme": _flag("sme"),
    "vcse": _flag("vcse"),
    "vcse_kind": lambda text, _odd: {"vcse_kind": text},
    "group_name": lambda text, _odd: {"group_name": text},
    "group_number": lambda text, _odd: {"group_number": text or None},
    "group_source": lambda text, _odd: {"group_source": text},
    "group_on": lambda text, _odd: {"group_on": dates.day(text).value},
}
