"""What the demonstration’s register says of a contract, as columns of the register and as a row of a council’s file.

Pure. Months are counted from the turn: the first day of the quarter in which the demonstration is made.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.register.terms import months_later

Told = Mapping[str, Any]
"""A table of fairshire_register.toml."""

TEAM = {
    "department": "Children and Families",
    "category": "Children’s services",
    "contact": "Placements and contracts team",
    "contact_email": "contracts@fairshire.example",
}
HEADINGS = {
    # The LGA’s columns, then those that Evenhand’s own file has after them.
    "reference": "ContractReference", "title": "ContractTitle", "department": "OrganisationalUnit",
    "description": "Description", "category": "ProcurementCategory", "cpv_code": "CPVCode", "cpv_label": "CPVLabel",
    "starts_on": "StartDate", "ends_on": "EndDate", "review_on": "ReviewDate", "value": "ContractValue",
    "vat": "IrrecoverableVAT", "fixed_cost": "FixedCost", "supplier": "SupplierName",
    "company": "CompaniesHouseRegistrationNumber",
    "charity": "CharityCommissionNumber", "sme": "SMESupplier", "vcse": "VCSESupplier", "kind": "VCSESupplierType",
    "contact": "ContactName", "contact_email": "ContactEmail", "process": "ProcessType",
    "tender_url": "TenderDocumentURL", "performance_url": "PerformanceInformationURL", "area": "AreaServedLabel",
    "awarded_on": "AwardDate", "route": "ProcurementMethod", "ends_note": "EndNote", "break_on": "BreakDate",
    "extension_months": "ExtensionMonths", "value_kind": "ValueKind", "value_words": "ValueNote",
    "supplier_words": "SupplierNote", "arrangement": "Arrangement", "volume": "Volume", "payment": "Payment",
    "places": "Places", "lots": "Lots", "lot": "Lot", "service": "Service", "within": "FrameworkReference",
}  # fmt: skip
PLAIN = (
    *("title", "description", "arrangement", "volume", "payment", "ends_note", "value_words", "supplier_words"),
    *("places", "lots", "route", "process", "area", "tender_url", "performance_url"),
)
BEFORE_THE_START = timedelta(days=40)
"""How long before its start a contract was awarded."""


@dataclass(frozen=True)
class Turn:
    """The first day of a quarter, to count months from."""

    on: date

    def first(self, months: int) -> date:
        """The first day of the month so many months later."""
        return self.last(months) + timedelta(days=1)

    def last(self, months: int) -> date:
        """The last day of so many months: 0 is the day before the turn."""
        return months_later(self.on - timedelta(days=1), months)

    def within(self, month: int, day: int = 15) -> date:
        """A day of the month that begins so many months after the turn."""
        return self.first(month) + timedelta(days=day - 1)


@dataclass(frozen=True)
class Part:
    """One award as it is told: to which supplier (its key), of which lot, for how much (pence)."""

    supplier: str
    lot: str = ""
    value_pence: int | None = None


def parts(told: Told) -> list[Part]:
    """The awards of a contract, in the order in which they are told."""
    found = []
    for one in told.get("to", ()):
        if isinstance(one, str):
            found.append(Part(one))
        else:
            value = one["value"] * 100 if "value" in one else None
            found += [Part(key, one.get("lot", ""), value) for key in one["who"]]
    return found


def facts(told: Told) -> dict[str, object]:
    """What is known of a supplier, as columns of the register."""
    names = {
        "company": "company_number",
        "charity": "charity_number",
        "sme": "sme",
        "vcse": "vcse",
        "kind": "vcse_kind",
    }
    found: dict[str, object] = {column: told[name] for name, column in names.items() if told.get(name)}
    return found | ({"charity_register": "CCEW"} if "charity" in told else {})


def awarded_on(told: Told, turn: Turn) -> date:
    """When it was awarded: some weeks before it starts."""
    return turn.first(told["starts"]) - BEFORE_THE_START


def reference(told: Told, turn: Turn) -> str:
    """Such as FC-2025-0302: its number and the year in which it starts."""
    return f"FC-{turn.first(told['starts']).year}-{told['n']:04}"


def values(told: Told, turn: Turn, cpv: Sequence[str]) -> dict[str, object]:
    """The columns of a contract by their names, but for its service and its framework; `cpv`: code and label."""
    found: dict[str, object] = {name: told[name] for name in PLAIN if name in told}
    found |= dict(zip(("cpv_code", "cpv_label"), cpv, strict=True))
    found |= TEAM | {"reference": reference(told, turn), "fixed_cost": told.get("fixed", "")}
    found["irrecoverable_vat_pence"] = 0  # what a council buys for children it can recover VAT on
    found |= changes({name: told[name] for name in ("value", "yearly", "review", "break") if name in told}, turn)
    if "yearly" in told:
        found["value_kind"] = "yearly"
    found |= {"starts_on": turn.first(told["starts"]), "awarded_on": awarded_on(told, turn)}
    found |= {"ends_on": turn.last(told["ends"])} if "ends" in told else {}
    return found | ({"extension_months": told["extension"]} if "extension" in told else {})


def changes(told: Told, turn: Turn) -> dict[str, object]:
    """What may change of a contract: a value in pounds, a day in months, anything else as it stands."""
    found: dict[str, object] = {}
    for name, value in told.items():
        if name in ("value", "yearly"):
            found["value_pence"] = value * 100
        elif name in ("review", "break"):
            found[f"{name}_on"] = turn.within(value)
        else:
            found[name] = value
    return found


def file(rows: Iterable[Mapping[str, object]]) -> bytes:
    """A register as the council itself would publish it: CSV, days as 31/03/2026, pounds without a mark."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(HEADINGS), extrasaction="ignore")
    writer.writerow(HEADINGS)
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def rows(
    told: Told, turn: Turn, suppliers: Mapping[str, Told], service: Told, within: str
) -> Iterator[dict[str, object]]:
    """The rows of a contract in that file, one an award. `within` is the reference of its framework."""
    own = values(told, turn, service["cpv"]) | {"service": service["title"], "within": within}
    whole, own["vat"] = own.pop("value_pence", None), _pounds(own["irrecoverable_vat_pence"])
    awards = parts(told)
    if not awards:
        yield own | {"value": _pounds(whole)}
    for part in awards:
        value = whole if part.value_pence is None else part.value_pence
        yield own | _supplier(suppliers[part.supplier]) | {"lot": part.lot, "value": _pounds(value)}


def framework_rows(told: Told, turn: Turn, suppliers: Mapping[str, Told]) -> Iterator[dict[str, object]]:
    """The rows of a neighbour’s framework in a file of its own."""
    own = {name: told[name] for name in ("reference", "title", "description")}
    own |= {"arrangement": "framework", "volume": "none_guaranteed", "value": _pounds(100)}
    own |= {"starts_on": turn.first(told["starts"]), "ends_on": turn.last(told["ends"])}
    for key in told["to"]:
        yield own | {"extension_months": told["extension"]} | _supplier(suppliers[key])


def _supplier(told: Told) -> dict[str, object]:
    """The cells about a supplier."""
    named = {name: told.get(name, "") for name in ("company", "charity", "sme", "vcse", "kind")}
    return named | {"supplier": told["name"]}


def _pounds(pence: object) -> str:
    return f"{pence / 100:.2f}" if isinstance(pence, int) else ""


def _cell(value: object) -> object:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value
