"""Cells of a table that a spreadsheet opens: words never become formulas, numbers and days stay what they are. Pure.

In CSV a text that a spreadsheet would calculate gets an apostrophe in front (CWE-1236; OWASP, “CSV Injection”); XLSX
has a type for text.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any, Final, TypeAlias

Cell: TypeAlias = str | int | float | date | datetime | None

RUNS: Final = re.compile(r"[\t\r\n]|[\s\u0000-\u0020\u00a0\u200b-\u200f\u2060\ufeff']*[=+\-@|%＝＋－＠｜％]")
"""With these a spreadsheet begins a formula or a command, after what nobody sees and in their full-width forms too."""
DAY: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"


def guarded(text: str) -> str:
    """Words as a cell of a CSV file."""
    return f"'{text}" if RUNS.match(text) else text


def csv_rows(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Rows as UTF-8 with a byte order mark, a piece at a time: nothing is held but a row."""
    yield "\ufeff".encode()
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_csv(cell) for cell in row])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def _csv(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return plain(cell)


def plain(number: int | float) -> int | float:
    """12 and not 12.0."""
    return int(number) if float(number).is_integer() else number


def write_book(file: IO[bytes], sheets: Sequence[tuple[str, Iterable[Sequence[Cell]]]]) -> None:
    """A workbook; of each sheet the first row is its head. Rows are written as they come, one in memory at a time."""
    import xlsxwriter  # noqa: PLC0415 - only where a workbook is asked for

    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    looks = {
        "head": book.add_format({"bold": True}),
        "text": book.add_format({"quote_prefix": True}),
        "day": book.add_format({"num_format": DAY}),
        "moment": book.add_format({"num_format": MOMENT}),
    }
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(sheet, (number, column), cell, looks, head=number == 0)
    book.close()


def _write(sheet: Any, at: tuple[int, int], cell: Cell, looks: dict[str, Any], *, head: bool) -> None:
    if isinstance(cell, str):
        risky = looks["text"] if RUNS.match(cell) else None
        sheet.write_string(*at, cell, looks["head"] if head else risky)
    elif isinstance(cell, datetime):
        sheet.write_datetime(*at, cell, looks["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), looks["day"])
    elif cell is not None:
        sheet.write_number(*at, plain(cell))
