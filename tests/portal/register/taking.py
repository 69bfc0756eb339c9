"""Small registers to take in, and short ways to say what came of them."""

from models.register.award import Award
from models.register.contract import Contract

HEADINGS = "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName"
ONE = "R1,Lodgings,2026-04-01,2029-03-31,5000,Rowan CIC"
TWO = "R2,Advocacy,2026-04-01,2027-03-31,7000,Voice Ltd"


def register_of(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join([headings, *rows]).encode()


def counts(found) -> tuple[int, int, int, int, int]:
    """read, new, changed, unchanged, rejected"""
    said = found.counts
    return said.read, said.new, said.changed, said.unchanged, said.rejected


def problems(found) -> list[tuple[int | None, str]]:
    return [(finding.row, finding.problem) for finding in found.findings]


def suppliers_of(reference: str) -> list[str]:
    contract = Contract.get(Contract.reference == reference)
    return sorted(award.supplier.name for award in Award.select().where(Award.contract == contract))
