"""A file, read and sorted by whose rows they are: all that can be done before anybody has to wait for the store."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.register import bulk
from models.register.supplier import SupplierName
from portal.register import agreements, parties
from portal.register.agreements import Agreement, Part, folded
from portal.register.authorities import Named
from portal.register.findings import Finding
from portal.register.reading import Reading


@dataclass(slots=True)
class Share:
    """The part of a file that belongs to one authority."""

    named: Named
    parts: list[Part] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Prepared:
    """`own` is the authority that rows belong to which name none."""

    reading: Reading
    own: Named
    shares: list[Share]
    findings: list[Finding]


def prepare(reading: Reading, authority: str) -> Prepared:
    """Divides the suppliers and groups the rows; asks the register only which names of suppliers it knows."""
    known = parties.learned(reading.lines, _published(parties.pieces(reading.lines)))
    own = Named(" ".join(authority.split()), None)
    shares: dict[str, Share] = {}
    findings = list(reading.findings)
    for line in reading.lines:
        whose, odd = parties.of(line, known, reading.heading)
        named = Named(line.authority, line.row) if line.authority else own
        share = shares.setdefault(folded(named.name), Share(named))
        share.parts.append(Part(line, whose, line.digest))
        findings += odd
    for share in shares.values():
        share.agreements, clashes = agreements.group(share.parts)
        findings += clashes
    return Prepared(reading, own, list(shares.values()), findings)


def _published(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in bulk.batches(sorted(names)):
        found.update(bulk.column(SupplierName.select(SupplierName.name).where(SupplierName.name << batch)))
    return found
