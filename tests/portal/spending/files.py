"""Spending files for tests: rows of plain texts under some council’s headings."""

import csv
import io
from collections.abc import Iterable, Sequence

LGA = (
    "OrganisationLabel", "OrganisationalUnit", "ServiceCategoryLabel", "PaymentDate", "TransactionNumber", "NetAmount",
    "SupplierName", "CompaniesHouseRegistrationNumber", "ProcurementCategory", "Narrative",
)  # fmt: skip


def spending(rows: Iterable[Sequence[object]], headings: Sequence[str] = LGA, encoding: str = "utf-8-sig") -> bytes:
    """A CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def row(
    name: str = "Harbour Young People Ltd", amount: str = "1200.00", *, day: str = "03/07/2026", number: str = "T1",
    service: str = "Supported accommodation", company: str = "", body: str = "Fairshire County Council",
) -> list[str]:  # fmt: skip
    """A payment with the LGA’s columns."""
    return [body, "Children’s services", service, day, number, amount, name, company, "Placements", "For a person"]
