"""Rows that belong together: one agreement with several suppliers stands on several rows. Pure.

Same reference, title and dates, another supplier: one contract, several awards. The same reference with another title
or other dates, or the same supplier again with something else: a clash, and both are kept.
"""

from collections import Counter
from collections.abc import Iterable
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


def folded(text: str) -> str:
    """For comparing titles and references: no capitals, single spaces."""
    return " ".join(text.casefold().split())


@dataclass(slots=True)
class _Same:
    """The rows with one reference, title and dates: usually one agreement; a supplier’s second row opens another."""

    agreements: list[Agreement] = field(default_factory=list)
    _with_suppliers: list[Agreement] = field(default_factory=list)
    _times: Counter[tuple[str, str]] = field(default_factory=Counter)
    _by_digest: dict[str, Agreement] = field(default_factory=dict)

    def take(self, part: Part) -> Part | None:
        """Put a row where it belongs; the row that says the same already, if one does."""
        if home := self._by_digest.get(part.digest):
            home.repeats.append(part)
            return next(one for one in home.parts if one.digest == part.digest)
        takers = {(supplier.name, lot) for supplier, lot in part.takers}
        level = max((self._times[taker] for taker in takers), default=-1)
        self._times.update(takers)
        if takers and level < len(self._with_suppliers):
            home = self._with_suppliers[level]
            home.parts.append(part)
        else:
            home = Agreement([part])
            self.agreements.append(home)
            self._with_suppliers += [home] if takers else []
        self._by_digest[part.digest] = home
        return None


def group(parts: Iterable[Part]) -> tuple[list[Agreement], list[Finding]]:
    """The agreements of one authority, in the order of their first rows, and the clashes among them."""
    found: dict[tuple[object, ...], _Same] = {}
    keys_of: dict[str, int] = {}
    findings: list[Finding] = []
    for part in parts:
        reference, key = folded(part.line.reference), _key(part)
        if key not in found:
            found[key] = _Same()
            keys_of[reference] = keys_of.get(reference, 0) + 1
        before = len(found[key].agreements)
        same = found[key].take(part)
        if same:
            findings.append(_finding(part, "the same row again", f"counted once, with row {same.line.row}"))
        elif len(found[key].agreements) > before and (problem := _clash(reference, before, keys_of[reference])):
            findings.append(_finding(part, problem, "both kept"))
    agreements = [one for same in found.values() for one in same.agreements]
    return sorted(agreements, key=lambda one: one.first.row), findings


def _key(part: Part) -> tuple[object, ...]:
    """Without a reference, title, suppliers and start say which contract it is; a page always does."""
    line = part.line
    if line.page:
        return ("page", line.page)
    if reference := folded(line.reference):
        return reference, folded(line.title), line.starts_on, line.ends_on
    return "", folded(line.title), line.starts_on, part.parties.names


def _clash(reference: str, before: int, keys: int) -> str:
    """What is wrong with one more agreement; `before` it there were so many of its title and dates."""
    if not reference:
        return "the same title, suppliers and start, and no reference to tell them apart" if before else ""
    if before:
        return "the same reference and supplier with something else"
    return "the same reference on another contract" if keys > 1 else ""


def _finding(part: Part, problem: str, action: str) -> Finding:
    return Finding(part.line.row, "", shown(part.line.reference or part.line.title), problem, action)
