"""Writes the same rows as CSV in any encoding, XLSX, XLS and ODS, under the headings of any family."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

AWARDS = Path(__file__).parents[2] / "data" / "registers" / "award_rows.csv"

Cell = str | int | float | date
Rows = Sequence[Sequence[Cell]]

LGA = (
    *("ContractReference", "ContractTitle", "OrganisationalUnit", "Description", "StartDate", "EndDate"),
    *("ContractValue", "SupplierName"),
)
"""The fields that ROWS holds, as the LGA’s schema calls them."""

CARE = "Children’s services"
ROWS: list[list[Cell]] = [
    ["FC-001", "Supported lodgings", CARE, "Homes with hosts.\nTwo lots.", date(2026, 4, 1), date(2029, 3, 31),
     1250000.5, "Harbour Young People’s Trust"],
    ["FC-002", "Short breaks, Saturdays", CARE, "Play; “swimming”", date(2025, 9, 1), date(2027, 8, 31), 80000,
     "Rowan & Sons Ltd"],
    ["FC-003", "Advocacy", "Legal", "Café visits", date(2024, 1, 15), date(2026, 12, 31), 106000000, "Voice CIC"],
    ["FC-004", "Fostering framework", CARE, "Independent agencies", date(2026, 1, 1), date(2030, 12, 31), 0,
     "Oak Fostering Ltd | Elm Fostering Ltd"],
]  # fmt: skip


def said(cell: Cell, days: str = "%d/%m/%Y") -> str:
    """A cell as a CSV file has it."""
    return cell.strftime(days) if isinstance(cell, date) else str(cell)


def as_csv(
    rows: Rows, headings: Sequence[str] = LGA, *, encoding: str = "utf-8", delimiter: str = ",", days: str = "%d/%m/%Y"
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows([[said(cell, days) for cell in row] for row in rows])
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Rows, headings: Sequence[str] = LGA, *, above: int = 0, left: int = 0) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Register")
        for number, row in enumerate([headings, *rows], above):
            for place, cell in enumerate(row, left):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime.combine(cell, datetime.min.time()), day)
                else:
                    sheet.write(number, place, cell)
    return out.getvalue()


def as_xls(rows: Rows, headings: Sequence[str] = LGA, *, above: int = 0, left: int = 0) -> bytes:
    book = xlwt.Workbook()
    sheet, day = book.add_sheet("Register"), xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for number, row in enumerate([headings, *rows], above):
        for place, cell in enumerate(row, left):
            style = (day,) if isinstance(cell, date) else ()
            sheet.write(number, place, cell, *style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(rows: Rows, headings: Sequence[str] = LGA, *, above: int = 0, left: int = 0) -> bytes:
    book, table = OpenDocumentSpreadsheet(), Table(name="Register")
    book.spreadsheet.addElement(table)
    for row in [*[()] * above, headings, *rows]:
        line = TableRow()
        for cell in [*[""] * left, *row]:
            line.addElement(_ods(cell))
        table.addElement(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(cell: Cell) -> TableCell:
    if isinstance(cell, date):
        found = TableCell(valuetype="date", datevalue=cell.isoformat())
    elif isinstance(cell, str):
        found = TableCell(valuetype="string")
    else:
        found = TableCell(valuetype="float", value=str(cell))
    for line in said(cell).split("\n"):
        found.addElement(P(text=line))
    return found
