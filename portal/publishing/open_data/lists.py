"""An edition in the columns that others ask for: the usual FOI request, and section 35 in Scotland. One row a contract.

Section 35(3) of the Procurement Reform (Scotland) Act 2014 asks for (a) the date of award, (b) the contractor, (c) the
subject matter, (d) the estimated value, (e) the start, (f) the end without any extension, or how it will end, and (g)
by how long it can be extended. The order of the FOI list is that of requests which councils and police forces answered.
"""

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from portal.publishing import words
from portal.publishing.cells import day, money, text
from portal.publishing.csv_columns import COLUMNS
from portal.publishing.tables import quoted, record_of

Row = dict[str, Any]
Cell = str | Callable[[Row], str]
"""A column of contracts.csv that says the same in every row of a contract, or what is made of the contract."""
Columns = tuple[tuple[str, Cell], ...]


def _value(kind: str) -> Callable[[Row], str]:
    return lambda row: money(row["value_pence"]) if row["value_kind"] == kind else ""


def _in_words(row: Row) -> str:
    """What stands in the place of a sum: £0 and £1 are none, and whoever adds a column up must not meet them."""
    if row["value_kind"] == "nominal":
        return words.nominal(row["arrangement"], row["value_pence"])
    return text(row["value_words"]) if row["value_pence"] is None else ""


def _estimated(row: Row) -> str:
    return _in_words(row) or money(row["value_pence"])


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
        return words.counted(row["extension_months"], "month") if row["extension_months"] else "None"
    return f"To {day(row['last_end_on'])}" if row["last_end_on"] else ""


def _owner(row: Row) -> str:
    return text(row["contact"] or row["contact_email"])


def _awarded(row: Row) -> str:
    """The contract’s own day, else the first of its awards."""
    days = [row["awarded_on"], *sorted(part["awarded_on"] for part in row["suppliers"] if part["awarded_on"])]
    return day(next(filter(None, days), None))


FOI: Columns = (
    ("Contract reference", "ContractReference"),
    ("Contract title", "ContractTitle"),
    ("Procurement category", "ProcurementCategory"),
    ("Supplier name", _suppliers),
    ("Total contract value", _value("whole")),
    ("Annual contract value", _value("yearly")),
    ("Value in words", _in_words),
    ("Duration in months", _months),
    ("Extension options", _extensions),
    ("Start date", "StartDate"),
    ("Expiry date", _end),
    ("Review date", "ReviewDate"),
    ("Description", "Description"),
    ("Department", "OrganisationalUnit"),
    ("Contract owner", _owner),
    ("CPV code", "CPVCode"),
    ("CPV label", "CPVLabel"),
)

SECTION_35: Columns = (
    ("Date of Award", _awarded),
    ("Supplier name", _suppliers),
    ("Title of agreement", "ContractTitle"),
    ("Estimated Value (excl VAT)", _estimated),
    ("Start Date", "StartDate"),
    ("End Date", _end),
    ("Extension Period Option", _extensions),
    ("Contract Number", "ContractReference"),
    ("Places", "Places"),
)


def header(columns: Columns) -> str:
    """The first record."""
    return record_of([name for name, _ in columns])


class Records:
    """The records of contracts in such columns."""

    def __init__(self, columns: Columns) -> None:
        places = {column.name: place for place, column in enumerate(COLUMNS)}
        self._picked = itemgetter(*[0 if callable(cell) else places[cell] for _, cell in columns])
        self._own = [(place, cell) for place, (_, cell) in enumerate(columns) if callable(cell)]

    def record(self, row: Row, cells: Sequence[str]) -> str:
        """That of a contract; `cells` as they stand in its first row in contracts.csv, in quotes."""
        found = list(self._picked(cells))
        for (place, _), said in zip(self._own, quoted([cell(row) for _, cell in self._own]), strict=True):
            found[place] = said
        return f"{','.join(found)}\r\n"
