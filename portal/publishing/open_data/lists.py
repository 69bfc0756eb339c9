"""An edition in the columns that others ask for: the usual FOI request, and section 35 in Scotland. One row a contract.

Section 35(3) of the Procurement Reform (Scotland) Act 2014 asks for (a) the date of award, (b) the contractor, (c) the
subject matter, (d) the estimated value, (e) the start, (f) the end without any extension, or how it will end, and (g)
by how long it can be extended. The order of the FOI list is that of requests which councils and police forces answered.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from portal.publishing.cells import day, money, number, text
from portal.publishing.tables import record_of

Row = dict[str, Any]
Cell = Callable[[Row], str]
Columns = tuple[tuple[str, Cell], ...]


def _text(field: str) -> Cell:
    return lambda row: text(row[field])


def _day(field: str) -> Cell:
    return lambda row: day(row[field])


def _value(*kinds: str) -> Cell:
    return lambda row: money(row["value_pence"]) if row["value_kind"] in kinds else ""


def _suppliers(row: Row) -> str:
    """All of them, each once; the words in their place where none is named."""
    names = dict.fromkeys(part["name"] for part in row["suppliers"])
    return text(" | ".join(names) or row["supplier_words"])


def _end(row: Row) -> str:
    return day(row["ends_on"]) or text(row["ends_note"])


def _months(row: Row) -> str:
    """How long it runs, in whole months, where both ends are known."""
    if not row["starts_on"] or not row["ends_on"]:
        return ""
    first = date.fromisoformat(row["starts_on"])
    after = date.fromisoformat(row["ends_on"]) + date.resolution
    months = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
    return str(max(months, 0))


def _extensions(row: Row) -> str:
    """What is still possible, in words."""
    if row["extension_months"] is not None:
        return f"{row['extension_months']} months" if row["extension_months"] else "None"
    return f"To {day(row['last_end_on'])}" if row["last_end_on"] else ""


def _owner(row: Row) -> str:
    return text(row["contact"] or row["contact_email"])


def _awarded(row: Row) -> str:
    """The contract’s own day, else the first of its awards."""
    days = [row["awarded_on"], *sorted(part["awarded_on"] for part in row["suppliers"] if part["awarded_on"])]
    return day(next(filter(None, days), None))


FOI: Columns = (
    ("Contract reference", _text("reference")),
    ("Contract title", _text("title")),
    ("Procurement category", _text("category")),
    ("Supplier name", _suppliers),
    ("Total contract value", _value("whole", "nominal")),
    ("Annual contract value", _value("yearly")),
    ("Value in words", _text("value_words")),
    ("Duration in months", _months),
    ("Extension options", _extensions),
    ("Start date", _day("starts_on")),
    ("Expiry date", _end),
    ("Review date", _day("review_on")),
    ("Description", _text("description")),
    ("Department", _text("department")),
    ("Contract owner", _owner),
    ("CPV code", _text("cpv_code")),
    ("CPV label", _text("cpv_label")),
)

SECTION_35: Columns = (
    ("Date of Award", _awarded),
    ("Supplier name", _suppliers),
    ("Title of agreement", _text("title")),
    ("Estimated Value (excl VAT)", lambda row: money(row["value_pence"]) or text(row["value_words"])),
    ("Start Date", _day("starts_on")),
    ("End Date", _end),
    ("Extension Period Option", _extensions),
    ("Contract Number", _text("reference")),
    ("Places", lambda row: number(row["places"])),
)


def header(columns: Columns) -> str:
    """The first record."""
    return record_of([name for name, _ in columns])


def record(columns: Columns, row: Row) -> str:
    """The record of a contract."""
    return record_of([cell(row) for _, cell in columns])
