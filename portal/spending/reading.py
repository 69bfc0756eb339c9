"""A spending file, read: its payments, and what was odd about it. Pure; nothing of the store is asked."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256

from models.identifiers import company_number
from models.period import Period
from models.spending.payment import REDACTED
from portal.register import dates, headings, sheets
from portal.register.bad_file import BadFile
from portal.register.cells import Read
from portal.register.findings import Finding, shown
from portal.register.headings import Headings
from portal.register.reading import Watch
from portal.register.rows import Row
from portal.spending import columns
from portal.spending.amounts import signed

NO_HEADER = (
    "No row in the file is a header of a spending file. It names at least a day of payment, a supplier and an amount, "
    "such as “Payment date”, “Supplier name” and “Net amount”."
)
COVERED = re.compile(
    r".*\bredact.*|.*\bwithheld\b.*|.*\bconfidential\b.*|.*\bpersonal data\b.*|private individual.*|individual|"
    r"named? individual|.*\bfoster carers?\b.*|data protection.*|gdpr.*|exempt.*|personal|sundry.*|not disclosed"
    r"|[*x#]{3,}|n/?a\W+individuals?",
    re.IGNORECASE,
)
"""What stands in place of a name: the Code’s words, and those that councils use instead."""
OF_ANOTHER = "a payment of another body"
JOINED = " › "
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One payment. `name` is REDACTED where it is covered; `purpose` joins department, service and purpose; `key` is a
    digest of everything but the amount."""

    row: int
    paid_on: date
    period_key: str
    name: str
    covered: bool
    company_number: str | None
    reference: str
    purpose: str
    pence: int
    key: str

    @property
    def payee(self) -> str:
        """Who was paid, by letters alone: see `payee_key`."""
        return payee_key(self.name, self.company_number)


@dataclass
class Reading:
    """Every row below the header that holds anything is counted in `read`; those without a payment are `rejected`."""

    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0

    @property
    def rejected(self) -> int:
        return self.read - len(self.lines)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last on which anything was paid."""
        return min(one.paid_on for one in self.lines), max(one.paid_on for one in self.lines)


def payee_key(name: str, number: str | None) -> str:
    """The name without regard to case and spaces, and the number where there is one."""
    return f"{' '.join(name.split()).casefold()}|{number or ''}"


def read(content: bytes, authority: str, today: date, watch: Watch | None = None) -> Reading:
    """A whole file of `authority`. Raises BadFile where it cannot be read or has no payment that can be kept."""
    found = sheets.read(content)
    table = headings.find(found, columns.read_net)
    gross = table is None
    table = table or headings.find(found, columns.read_gross)
    if table is None:
        raise BadFile(NO_HEADER)
    sheet, header, named = table
    reading = Reading()
    reading.findings += [Finding(None, "", one.value, one.problem, one.action) for one in sheet.oddities]
    for name, heading in named.understood.items():
        action = f"read as “{columns.HEADINGS[name][0]}”"
        reading.findings.append(Finding(header, heading, "", "a heading in other words", action))
    if gross:
        reading.findings.append(
            Finding(header, named.heading("gross"), "", "amounts with VAT only", "taken as they are")
        )
    rows = _Rows(named, "gross" if gross else "net", " ".join(authority.split()).casefold(), today)
    total = sum(1 for _ in sheet.rows()) if watch else 0
    for row in sheet.rows():
        if row.number > header and any(map(str.strip, row.cells)):
            reading.read += 1
            line = rows.line(row, reading.findings)
            reading.lines += [line] if line else []
            if watch and reading.read % 500 == 0:
                watch(row.number, total)
    if not reading.lines:
        raise BadFile(_why_none(reading, authority))
    return reading


def _why_none(reading: Reading, authority: str) -> str:
    """Why no row of a file is a payment: most often it is the file of somebody else."""
    others = {one.value for one in reading.findings if one.problem == OF_ANOTHER}
    if len(others) == 1:
        return f"The payments in this file are of {others.pop()}, not of {authority}."
    rejected = [one for one in reading.findings if one.action == "rejected"]
    if not rejected:
        return "The file has a header and no row below it that is a payment."
    first = rejected[0]
    return f"None of the {reading.read:,} rows can be kept. Row {first.row}: {first.problem}."


class _Rows:
    """Rows under one header."""

    def __init__(self, named: Headings, amount: str, authority: str, today: date) -> None:
        self.named, self.amount, self.authority, self.today = named, amount, authority, today

    def line(self, row: Row, findings: list[Finding]) -> Line | None:
        """A payment; None, and a finding, for a row that is none."""
        paid_on = self._day(row, findings)
        pence = self._pence(row, findings) if paid_on else None
        if paid_on is None or pence is None or not self._is_mine(row, findings):
            return None
        name, covered = self._name(row, findings)
        number = None if covered else self._number(row, findings)
        reference = self.named.cell(row.cells, "reference")[:100]
        purpose = self._purpose(row)
        key = _digest(paid_on.isoformat(), reference, payee_key(name, number), purpose)
        return Line(row.number, paid_on, _quarter(paid_on), name, covered, number, reference, purpose, pence, key)

    def _odd(self, findings: list[Finding], row: Row, column: str, value: str, problem: str, action: str) -> None:
        findings.append(Finding(row.number, self.named.heading(column), shown(value), problem, action))

    def _day(self, row: Row, findings: list[Finding]) -> date | None:
        text = self.named.cell(row.cells, "paid_on")
        found = _read_day(text)
        problem = found.problem or ("" if found.value else "no day of payment")
        if found.value and found.value > self.today:
            problem, found = "a day that has not come yet", Read()
        if problem:
            action = found.action if found.value else "rejected"
            self._odd(findings, row, "paid_on", text, problem, action)
        return found.value

    def _pence(self, row: Row, findings: list[Finding]) -> int | None:
        text = self.named.cell(row.cells, self.amount)
        found = signed(text)
        if found.pence is None:
            self._odd(findings, row, self.amount, text, found.problem or "no amount", "rejected")
        elif found.problem:
            self._odd(findings, row, self.amount, text, found.problem, found.action)
        return found.pence

    def _is_mine(self, row: Row, findings: list[Finding]) -> bool:
        said = self.named.cell(row.cells, "authority")
        if not said or said.casefold() == self.authority:
            return True
        self._odd(findings, row, "authority", said, OF_ANOTHER, "rejected")
        return False

    def _name(self, row: Row, findings: list[Finding]) -> tuple[str, bool]:
        text = self.named.cell(row.cells, "name")[:LONGEST]
        if not text:
            self._odd(findings, row, "name", "", "nobody is named", "kept as a covered name")
        return (REDACTED, True) if not text or COVERED.fullmatch(text) else (text, False)

    def _number(self, row: Row, findings: list[Finding]) -> str | None:
        text = self.named.cell(row.cells, "company_number")
        try:
            return company_number(text) if text else None
        except ValueError:
            self._odd(findings, row, "company_number", text, "not a company number", "not kept")
            return None

    def _purpose(self, row: Row) -> str:
        parts = [self.named.cell(row.cells, name) for name in ("department", "service", "purpose")]
        return JOINED.join(dict.fromkeys(part for part in parts if part))[:LONGEST]


@lru_cache(maxsize=4096)
def _read_day(text: str) -> Read[date]:
    return dates.day(text)


@lru_cache(maxsize=4096)
def _quarter(day: date) -> str:
    return Period.quarter_of(day).key


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
