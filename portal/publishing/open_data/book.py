"""An edition as a workbook: the cells of contracts.csv, with days that are days and money that can be added up.

xlsxwriter makes the frame (columns, formats, a frozen header, a filter) with one sample row; the rows are put into its
sheet as text, which takes a fraction of the time that a call for each cell does. Text stands there as text: nothing is
ever a formula. The same edition always gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from portal.publishing.open_data.kinds import kind_of

MADE = datetime(2000, 1, 1)
"""Stands in the properties as the day on which the file was made: another day would be another file."""

ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
SHEET = "xl/worksheets/sheet1.xml"
SAMPLE = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
DIMENSION = re.compile(rb"<dimension [^>]*/>")
STYLE = re.compile(rb'<c r="([A-Z]+)2" s="(\d+)"')
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
SPECIAL = re.compile("[&<>\x00-\x1f\ufffe\uffff\ud800-\udfff]|^\\s|\\s$").search
LONGEST = 32_767
"""Letters that a cell may hold."""

FIRST_DAY = date(1899, 12, 30).toordinal()
ROWS = 500
FIRST_ROW = 2
Make = Callable[[str], str]


def book(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook. `rows`: cells as contracts.csv has them."""
    frame, styles = _frame(tuple(names))
    makers = [_maker(name, xl_col_to_name(place), styles) for place, name in enumerate(names)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in frame.items():
            with parts.open(_entry(name), "w") as part:
                if name != SHEET:
                    part.write(content)
                    continue
                before, after = SAMPLE.split(DIMENSION.sub(b"", content))
                part.write(before)
                for text in _texts(makers, rows):
                    part.write(text.encode())
                part.write(after)
    return out.getvalue()


def _texts(makers: Sequence[tuple[str, str, Make]], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    numbered = enumerate(rows, FIRST_ROW)
    while batch := list(islice(numbered, ROWS)):
        yield "".join([_row(number, makers, cells) for number, cells in batch])


def _row(number: int, makers: Sequence[tuple[str, str, Make]], cells: Sequence[str]) -> str:
    made = [
        f'<c r="{letter}{number}"{style}{make(cell)}</c>'
        for (letter, style, make), cell in zip(makers, cells, strict=True)
        if cell
    ]
    return f'<row r="{number}">{"".join(made)}</row>'


def _maker(name: str, letter: str, styles: dict[str, str]) -> tuple[str, str, Make]:
    """Of a column: its letter, the style of its cells, and what makes the rest of a cell."""
    kind = kind_of(name)
    style = f' s="{styles[letter]}"' if letter in styles else ""
    makers: dict[str, Make] = {"day": _day, "money": _figure, "number": _figure}
    return letter, style, makers.get(kind, _text)


@cache
def _day(cell: str) -> str:
    serial = date(int(cell[6:]), int(cell[3:5]), int(cell[:2])).toordinal() - FIRST_DAY
    return f"><v>{serial}</v>"


def _figure(cell: str) -> str:
    return f"><v>{cell}</v>"


def _text(cell: str) -> str:
    if len(cell) < LONGEST and not SPECIAL(cell):
        return f' t="inlineStr"><is><t>{cell}</t></is>'
    words = escape(NOT_IN_XML.sub("", cell[:LONGEST]))
    keep = ' xml:space="preserve"' if words != words.strip() or "\n" in words else ""
    return f' t="inlineStr"><is><t{keep}>{words}</t></is>'


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, ENTRY_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


@cache
def _frame(names: tuple[str, ...]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The parts of a workbook with a header and a sample row; letter of a column -> number of its style."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Contracts register", "created": MADE})
        formats = {
            "day": workbook.add_format({"num_format": "dd/mm/yyyy"}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
        }
        sheet = workbook.add_worksheet("Contracts")
        bold = workbook.add_format({"bold": True})
        for place, name in enumerate(names):
            sheet.write_string(0, place, name, bold)
            if (kind := kind_of(name)) in formats:
                sheet.write_number(1, place, 1, formats[kind])
            sheet.set_column(place, place, 40 if name in ("ContractTitle", "Description") else 18)
        sheet.write_string(1, 0, "sample")
        sheet.freeze_panes(1, 0)
    with zipfile.ZipFile(out) as parts:
        frame = {name: parts.read(name) for name in parts.namelist()}
    styles = {letter.decode(): style.decode() for letter, style in STYLE.findall(frame[SHEET])}
    return frame, styles
