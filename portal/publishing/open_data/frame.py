"""An empty workbook: columns, formats, a frozen header. xlsxwriter makes it with one sample row, once for all editions;
the sheet is taken apart where the rows go in."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from portal.publishing.open_data.kinds import kind_of
from portal.publishing.open_data.zipped import piece

MADE = datetime(2000, 1, 1)
"""Stands in the properties as the day on which the file was made: another day would be another file."""

SHEET = "xl/worksheets/sheet1.xml"
SAMPLE = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
DIMENSION = re.compile(rb"<dimension [^>]*/>")
LETTER = re.compile(rb'<c r="([A-Z]+)1"')
STYLE = re.compile(rb'<c r="([A-Z]+)2" s="(\d+)"')


class InSheet(NamedTuple):
    """A column: its name, its letter, and the style of its cells."""

    name: str
    letter: str
    style: str


class Frame:
    """`before`: name of each part and what stands in it, up to where the rows go in; `end`: the rest of the sheet;
    `after`: the parts that follow."""

    def __init__(self, names: Sequence[str], parts: Mapping[str, bytes]) -> None:
        """`names`: of the columns; `parts`: as `parts_of` makes them."""
        sheet = parts[SHEET]
        first, rest = SAMPLE.split(DIMENSION.sub(b"", sheet))
        whole = [(name, piece(part, last=True)) for name, part in parts.items()]
        at = list(parts).index(SHEET)
        self.before = [*whole[:at], (SHEET, piece(first))]
        self.end = piece(rest, last=True)
        self.after = whole[at + 1 :]
        styles = {letter: f' s="{style.decode()}"' for letter, style in STYLE.findall(sheet)}
        letters = zip(names, LETTER.findall(sheet), strict=True)
        self.columns = [InSheet(name, letter.decode(), styles.get(letter, "")) for name, letter in letters]


def parts_of(names: Sequence[str]) -> dict[str, bytes]:
    """The parts of a workbook with these columns: a header, and a sample row."""
    import io
    import zipfile

    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
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
        return {name: parts.read(name) for name in parts.namelist()}
