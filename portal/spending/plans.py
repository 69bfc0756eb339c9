"""What taking in a spending file would do: which payments are new or changed, who the payees are, what is odd."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from models.authority import Authority
from models.register.taking_in import Counts
from models.spending.payment import Payee, Payment
from portal.register.findings import Finding, shown
from portal.releasing import guard
from portal.releasing.guard import Examined
from portal.spending import matching
from portal.spending.comparing import Compared, compare
from portal.spending.matching import Match, Suppliers
from portal.spending.reading import Line, Reading

HOW = ("number", "name", "person", "proposed", "covered", "nobody")
PERSON = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|dame|master)\b\.?\s.*"  # Mrs Jones
    r"|(?:[a-z]\.? ){1,3}[a-z][a-z'’-]+"  # J A Jones
    r"|[a-z'’-]+, ?[a-z][a-z'’-]*\.?(?: [a-z]\.?)?",  # Jones, Jane A
    re.IGNORECASE,
)
"""What the publication guard, which is asked about each name, does not look for in the names of suppliers."""


def is_a_persons(name: str) -> bool:
    """Whether a name looks like that of a person or a carer, as far as rules can tell."""
    written = name.title() if name.isupper() or name.islower() else name
    return bool(PERSON.fullmatch(name) or guard.examine(Examined("Fostering services", suppliers=(written,))))


@dataclass(frozen=True)
class Taken:
    """What became of every row: read = new + changed + unchanged + rejected. `payees`: how many were found how."""

    counts: Counts
    days: tuple[date, date]
    pence: int
    payees: dict[str, int]
    findings: list[Finding] = field(default_factory=list)

    def said(self) -> dict[str, object]:
        """{"read", "new", "changed", "unchanged", "rejected", "first_on", "last_on", "pence", "payees": {"number",
        "name", "person", "proposed", "covered", "nobody"}, "findings": [{"row", "column", "value", "problem",
        "action"}]}"""
        first, last = (day.isoformat() for day in self.days)
        counts = {"read": self.counts.read, **asdict(self.counts)}
        told = {"first_on": first, "last_on": last, "pence": self.pence, "payees": self.payees}
        return {**counts, **told, "findings": [asdict(finding) for finding in self.findings]}


@dataclass(frozen=True)
class Plan:
    """A file beside what is known. `known` are payees by their key; `matches` those whom nobody has placed yet."""

    read: Reading
    compared: Compared
    known: Mapping[str, Payee]
    matches: Mapping[str, Match]

    @cached_property
    def payees(self) -> dict[str, Line]:
        """Each payee of the file once, with the first payment to it."""
        return matching.payees(self.read.lines)

    @property
    def counts(self) -> Counts:
        new, changed = len(self.compared.new), len(self.compared.changed)
        return Counts(new, changed, self.compared.unchanged, self.read.rejected)

    def how(self, key: str) -> str:
        """How a payee was found: one of HOW."""
        if self.payees[key].covered:
            return "covered"
        if match := self.matches.get(key):
            return match.matched_by or ("proposed" if match.like else "nobody")
        known = self.known.get(key)
        return (known.matched_by if known else "") or "nobody"

    def supplier(self, key: str) -> int | None:
        """Which supplier a payee is, as far as is known."""
        if match := self.matches.get(key):
            return match.supplier
        return known.supplier_id if (known := self.known.get(key)) else None

    def like(self, key: str) -> int | None:
        """Which supplier it may be, where nobody has said so yet."""
        return match.like if (match := self.matches.get(key)) else None

    @cached_property
    def people(self) -> frozenset[str]:
        """Payees in no register whose names look like somebody’s own."""
        unknown = ((key, line) for key, line in self.payees.items() if self.how(key) in ("proposed", "nobody"))
        return frozenset(key for key, line in unknown if is_a_persons(line.name))

    @cached_property
    def taken(self) -> Taken:
        """In figures, with everything that is odd."""
        payees, findings = dict.fromkeys(HOW, 0), list(self.read.findings)
        for key, line in self.payees.items():
            payees[self.how(key)] += 1
            if problem := self.matches[key].problem if key in self.matches else "":
                findings.append(Finding(line.row, "", shown(line.name), problem, "not matched: a person decides"))
            if key in self.people:
                action = "kept: if it is a person, cover the name in the file and take that in instead"
                findings.append(Finding(line.row, "", shown(line.name), "may be the name of a person", action))
        if gone := self.compared.gone:
            findings.append(Finding(None, "", f"{gone}", "payments of these days that this file lacks", "kept"))
        pence = sum(line.pence for line in self.read.lines)
        return Taken(self.counts, self.read.days, pence, payees, findings)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of what it would do, and to which payments."""
        changed = sorted((number, line.pence) for number, line in self.compared.changed.items())
        told = sorted((key, self.how(key), self.supplier(key), self.like(key)) for key in self.payees)
        counts = asdict(self.counts), self.compared.gone
        return sha256(repr((counts, changed, told)).encode()).hexdigest()


def make(authority: Authority, read: Reading) -> Plan:
    """A file of an authority, beside what is known of it; four queries."""
    first, last = read.days
    mine = (Payment.authority == authority.id) & Payment.paid_on.between(first, last)
    rows: Any = Payment.select(Payment.id, Payment.key, Payment.pence).where(mine).order_by(Payment.id).tuples()
    known = {payee.key: payee for payee in Payee.select().where(Payee.authority == authority.id)}
    suppliers = Suppliers()
    wanted = {key: line for key, line in matching.payees(read.lines).items() if _is_open(known.get(key))}
    return Plan(read, compare(read.lines, rows), known, {key: suppliers.match(line) for key, line in wanted.items()})


def _is_open(payee: Payee | None) -> bool:
    """Whether a payee is to be matched: nobody knows it yet, or nobody has said whether it is who it seems to be."""
    return payee is None or (payee.supplier_id is None and payee.decided_at is None)
