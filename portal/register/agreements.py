"""Rows that belong together: one agreement with several suppliers stands on several rows. Pure.

Same reference, title and dates, another supplier: one contract, several awards. The same reference with another title
or other dates, or the same supplier again with something else: a clash, and both are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from models.register.taking_suppliers import NewSupplier
from portal.register.findings import Finding, shown
from portal.register.lines import Line
from portal.register.parties import Parties


@dataclass(frozen=True, slots=True)
class Part:
    """One row of an agreement."""

    line: Line
    parties: Parties
    digest: str

    @property
    def takers(self) -> set[tuple[NewSupplier, str]]:
        return set(zip(self.parties.suppliers, self.parties.lots, strict=True))


@dataclass(slots=True)
class Agreement:
    """One contract as the file has it. `repeats` are rows that say the same as one of its parts, word by word."""

    parts: list[Part]
    repeats: list[Part] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.parts[0].line

    @property
    def digest(self) -> str:
        """The same for the same rows in any order."""
        return sha256("".join(sorted(part.digest for part in self.parts)).encode()).hexdigest()

    @property
    def names(self) -> frozenset[str]:
        """The names of all its suppliers."""
        return frozenset(name for part in self.parts for name in part.parties.names)

    @property
    def key(self) -> tuple[str, date | None]:
        """What it is paired by within one reference."""
        return folded(self.first.title), self.first.starts_on

    def takes(self, part: Part) -> bool:
        """Whether a row is another award of this agreement: it names somebody, and nobody that is there already."""
        here = {(supplier.name, lot) for one in self.parts for supplier, lot in one.takers}
        named = {(supplier.name, lot) for supplier, lot in part.takers}
        return bool(named) and bool(here) and not named & here


def folded(text: str) -> str:
    """For comparing titles and references: no capitals, single spaces."""
    return " ".join(text.casefold().split())


def group(parts: Iterable[Part]) -> tuple[list[Agreement], list[Finding]]:
    """The agreements of one authority, in the order of their first rows, and the clashes among them."""
    by_reference: dict[str, list[Part]] = {}
    unnumbered: list[Part] = []
    for part in parts:
        reference = folded(part.line.reference)
        if reference:
            by_reference.setdefault(reference, []).append(part)
        else:
            unnumbered.append(part)
    findings: list[Finding] = []
    found = [one for same in by_reference.values() for one in _of_reference(same, findings)]
    found += _of_none(unnumbered, findings)
    return sorted(found, key=lambda one: one.first.row), findings


def _of_reference(parts: Sequence[Part], findings: list[Finding]) -> list[Agreement]:
    found: dict[tuple[object, ...], list[Agreement]] = {}
    for part in parts:
        line = part.line
        same = found.setdefault((folded(line.title), line.starts_on, line.ends_on), [])
        if home := _repeated(same, part, findings):
            home.repeats.append(part)
        elif home := next((one for one in same if one.takes(part)), None):
            home.parts.append(part)
        else:
            if len(found) > 1 or same:
                problem = "the same reference with something else in it" if same else "the same reference, another contract"
                findings.append(Finding(line.row, "", shown(line.reference), problem, "both kept"))
            same.append(Agreement([part]))
    return [one for same in found.values() for one in same]


def _of_none(parts: Sequence[Part], findings: list[Finding]) -> list[Agreement]:
    """Without a reference, title, suppliers and start say which contract it is."""
    found: dict[tuple[object, ...], list[Agreement]] = {}
    for part in parts:
        line = part.line
        same = found.setdefault((folded(line.title), line.starts_on, part.parties.names), [])
        if home := _repeated(same, part, findings):
            home.repeats.append(part)
            continue
        if same:
            problem = "the same title, supplier and start with something else, and no reference"
            findings.append(Finding(line.row, "", shown(line.title), problem, "both kept"))
        same.append(Agreement([part]))
    return [one for same in found.values() for one in same]


def _repeated(same: Sequence[Agreement], part: Part, findings: list[Finding]) -> Agreement | None:
    for one in same:
        for other in one.parts:
            if other.digest == part.digest:
                problem = f"the same as row {other.line.row}"
                findings.append(Finding(part.line.row, "", shown(part.line.reference), problem, "counted once"))
                return one
    return None
