"""Taking in a spending file, all of it or nothing, and what officers say of whom and what for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from models.audit import AuditHead
from models.authority import Authority, Service
from models.calendar import today
from models.register import bulk
from models.register.supplier import Supplier
from models.register.taking_in import Counts
from models.spending.buying import Buying, Locality
from models.spending.payment import Payee, Payment, Purpose
from models.spending.taking_in import SpendImport
from models.store import reading as reading_the_store
from models.store import writing
from portal.register.bad_file import BadFile
from portal.register.findings import Finding, shown
from portal.register.plain_text import clean
from portal.spending import matching, reading
from portal.spending.comparing import Compared, compare
from portal.spending.matching import Match, Suppliers
from portal.spending.reading import JOINED, Line, Reading

__all__ = ["BadFile", "Taken", "take_in"]


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


def take_in(
    file: bytes, authority: Authority, *, by: int | None, now: datetime, name: str = "", dry_run: bool = False
) -> Taken:
    """Take in what an authority paid. With `dry_run` nothing is written and the answer is the same. Raises BadFile, and
    nothing is kept, where the file as a whole is none."""
    read = reading.read(file, authority.name, today(now))
    if dry_run:
        with reading_the_store():
            return _told(read, *_compared(authority, read))
    with writing():
        AuditHead.take()  # nobody else takes in the same file meanwhile
        compared, known, matches = _compared(authority, read)
        taken = _told(read, compared, known, matches)
        digest, called = sha256(file).hexdigest(), clean(name)[:200]
        kept = SpendImport.keep(authority.id, (called, digest), taken.days, taken.counts, taken.findings, by=by, at=now)
        _keep(authority.id, kept.id, read.lines, compared, matches)
    return taken


Matches = dict[str, Match]
"""Key of a payee -> whom it was matched with."""


def _compared(authority: Authority, read: Reading) -> tuple[Compared, dict[str, Payee], Matches]:
    first, last = read.days
    mine = (Payment.authority == authority.id) & Payment.paid_on.between(first, last)
    rows: Any = Payment.select(Payment.id, Payment.key, Payment.pence).where(mine).order_by(Payment.id).tuples()
    known = {payee.key: payee for payee in Payee.select().where(Payee.authority == authority.id)}
    suppliers = Suppliers()
    wanted = {key: line for key, line in matching.payees(read.lines).items() if _is_open(known.get(key))}
    return compare(read.lines, rows), known, {key: suppliers.match(line) for key, line in wanted.items()}


def _is_open(payee: Payee | None) -> bool:
    """Whether a payee is to be matched: nobody knows it yet, or nobody has said whether it is who it seems to be."""
    return payee is None or (payee.supplier_id is None and payee.decided_at is None)


def _told(read: Reading, compared: Compared, known: dict[str, Payee], matches: Matches) -> Taken:
    counts = Counts(len(compared.new), len(compared.changed), compared.unchanged, read.rejected)
    payees = dict.fromkeys(("number", "name", "person", "proposed", "covered", "nobody"), 0)
    findings = list(read.findings)
    for key, line in matching.payees(read.lines).items():
        payees[_how(line, known.get(key), matches.get(key))] += 1
        if problem := matches[key].problem if key in matches else "":
            findings.append(Finding(line.row, "", shown(line.name), problem, "not matched: a person decides"))
    if compared.gone:
        findings.append(Finding(None, "", f"{compared.gone}", "payments of these days that this file lacks", "kept"))
    return Taken(counts, read.days, sum(line.pence for line in read.lines), payees, findings)


def _how(line: Line, payee: Payee | None, match: Match | None) -> str:
    if line.covered:
        return "covered"
    if match:
        return match.matched_by or ("proposed" if match.like else "nobody")
    return (payee.matched_by if payee else "") or "nobody"


def _keep(authority: int, taken_in: int, lines: Sequence[Line], compared: Compared, matches: Matches) -> None:
    payees = _payees(authority, lines, matches)
    purposes = _purposes(authority, {line.purpose for line in lines})
    bulk.insert(Payment, (_row(authority, taken_in, line, payees, purposes) for line in compared.new))
    for number, line in compared.changed.items():
        values = {"pence": line.pence, "row": line.row, "taken_in": taken_in}
        Payment.update(**values).where(Payment.id == number).execute()


def _row(
    authority: int, taken_in: int, line: Line, payees: dict[str, int], purposes: dict[str, int]
) -> dict[str, object]:
    same = {name: getattr(line, name) for name in ("row", "key", "paid_on", "period_key", "reference", "pence")}
    whom = {"payee": payees[line.payee], "purpose": purposes[line.purpose]}
    return {"authority": authority, "taken_in": taken_in, **same, **whom}


def _payees(authority: int, lines: Iterable[Line], matches: Matches) -> dict[str, int]:
    """Key -> id of every payee; the new ones are made, and those that nobody could place are looked at again."""
    mine = {payee.key: payee for payee in Payee.select().where(Payee.authority == authority)}
    made = []
    for key, line in matching.payees(lines).items():
        match = matches.get(key)
        values = {"supplier": match.supplier, "matched_by": match.matched_by, "like": match.like} if match else {}
        if key not in mine:
            facts = {"name": line.name, "company_number": line.company_number, "covered": line.covered}
            made.append({"authority": authority, "key": key, **facts, **values})
        elif match and (match.supplier, match.like) != (mine[key].supplier_id, mine[key].like_id):
            Payee.update(**values).where(Payee.id == mine[key].id).execute()
    new = bulk.insert(Payee, made, "key")
    return {key: payee.id for key, payee in mine.items()} | new


def _purposes(authority: int, words: set[str]) -> dict[str, int]:
    """Words -> id; new ones get the service whose title stands among their parts."""
    mine = {purpose.words: purpose.id for purpose in Purpose.select().where(Purpose.authority == authority)}
    services = {row.title.casefold(): row.id for row in Service.select().where(Service.authority == authority)}
    made = [
        {"authority": authority, "words": one, "service": _service(one, services)}
        for one in sorted(words - mine.keys())
    ]
    return mine | bulk.insert(Purpose, made, "words")


def _service(words: str, services: dict[str, int]) -> int | None:
    found = {services[part] for part in words.casefold().split(JOINED) if part in services}
    return found.pop() if len(found) == 1 else None


# What officers say


def say(
    authority: Authority, values: Mapping[str, object], targets: Sequence[Mapping[str, object]], *, by: int,
    now: datetime, version: int,
) -> None:  # fmt: skip
    """What an authority says of itself as a buyer. Raises Stale."""
    with writing():
        Buying.say(authority.id, values, targets, by=by, at=now, version=version)


def say_local(authority: Authority, supplier: Supplier, local: str, source: str, *, by: int, now: datetime) -> None:
    """Whether a supplier is local to an authority: “yes”, “no” or “”, and where that is known from."""
    with writing():
        Locality.say(authority.id, supplier, local, source, by=by, at=now)


def decide(payee: Payee, supplier_id: int | None, *, by: int, now: datetime, version: int) -> None:
    """Which supplier a payee is, or none. Raises Stale."""
    with writing():
        payee.decide(supplier_id, by=by, at=now, version=version)


def sort(purpose: Purpose, service_id: int | None, *, by: int, now: datetime, version: int) -> None:
    """Which service a purpose is, or none of them. Raises Stale."""
    with writing():
        purpose.sort(service_id, by=by, at=now, version=version)
