"""An edition as a CSV file: one row an award, in the order of the LGA’s template.

UTF-8 with a byte order mark: without it Excel reads “£” and “ŵ” as something else, and those who open the file in Excel
are who it is for; programs ask for “utf-8-sig”. Records end as RFC 4180 says.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from models.public import record as tables
from portal.publishing import quarter
from portal.publishing.csv_columns import COLUMNS, Field, Place
from portal.publishing.open_data import checked
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Register
from portal.publishing.words import FRAMEWORKS

MARK = "\ufeff"
BATCH = 500
"""So many contracts are turned into rows at a time."""
Cells = list[str]


@dataclass(frozen=True)
class Facts:
    """What there is to know of the file of an edition. `filled`: name of a column -> rows in which anything stands."""

    size: int
    rows: int
    contracts: int
    filled: dict[str, int]
    sha256: str


def url_of(edition: Edition) -> str:
    """/data/2026-27-q2/fairshire/contracts.csv"""
    return f"/data/{edition.quarter}/{edition.authority}/contracts.csv"


def mark(of: Register, edition: Edition) -> str:
    """Changes with anything that stands in the file of an edition."""
    refs = references(of, edition.authority)
    return mark_of(quarter.edition_mark(of, edition), edition.last_day, name(of, edition), refs)


def name(of: Register, edition: Edition) -> str:
    """Of the authority, as the edition has it."""
    rows = of.other(tables.Authority, edition)
    return str((rows[0] if rows else of.authorities[edition.authority])["name"])


def references(of: Register, authority: str) -> list[tuple[str, str]]:
    """Slug and reference of every framework of an authority, as the newest edition that has it says."""
    here = (line for line in of.latest.values() if line.authority == authority)
    return sorted((line.slug, line.reference) for line in here if line.arrangement in FRAMEWORKS and line.reference)


def table(of: Register, edition: Edition, address: str) -> tuple[bytes, Facts]:
    """The file; `address` is that of the site, or “”. Raises WrongCells where a cell has a wrong format."""
    refs = dict(references(of, edition.authority))
    place = Place(name(of, edition), edition.authority, edition.last_day, refs, address)
    out = io.BytesIO()  # a text in memory would take four bytes for each letter
    out.write((MARK + record_of([column.name for column in COLUMNS])).encode())
    filled = [0] * len(COLUMNS)
    contracts = rows = 0
    released = of.rows(edition)
    while batch := list(islice(released, BATCH)):
        cells = [line for row in batch for line in rows_of(row, place)]
        checked.refuse(cells, rows + 2)
        out.write("".join(map(record_of, cells)).encode())
        columns = zip(filled, zip(*cells, strict=True), strict=True)
        filled = [before + sum(map(bool, column)) for before, column in columns]
        contracts, rows = contracts + len(batch), rows + len(cells)
    content = out.getvalue()
    by_name = {column.name: count for column, count in zip(COLUMNS, filled, strict=True)}
    return content, Facts(len(content), rows, contracts, by_name, sha256(content).hexdigest())


def record_of(cells: Cells) -> str:
    """A record as RFC 4180 has it, with quotes where they are needed: csv.writer looks at every letter for itself."""
    record = ",".join(cells)
    if record.count(",") >= len(cells) or QUOTE in record or "\r" in record or "\n" in record:
        record = ",".join([f'"{cell.replace(QUOTE, QUOTE * 2)}"' if NEEDS_QUOTES(cell) else cell for cell in cells])
    return f"{record}\r\n"


QUOTE = '"'
NEEDS_QUOTES = re.compile('[,"\r\n]').search


def rows_of(row: dict[str, Any], place: Place) -> Iterator[Cells]:
    """One row an award; a contract without a supplier has one row."""
    common = BLANK.copy()
    for number, field, shown in FIELDS_OF_CONTRACTS:
        if (value := row[field]) or value == 0:
            common[number] = shown(value)
    for number, of_contract in OF_CONTRACTS:
        common[number] = of_contract(row, place)
    for part in row["suppliers"]:
        cells = common.copy()
        for number, field, shown in FIELDS_OF_AWARDS:
            if (value := part[field]) or value == 0:
                cells[number] = shown(value)
        for number, of_award in OF_AWARDS:
            cells[number] = of_award(part, place)
        yield cells
    if not row["suppliers"]:
        yield common


BLANK = [""] * len(COLUMNS)
_OF_CONTRACTS = [(number, column.contract) for number, column in enumerate(COLUMNS)]
_OF_AWARDS = [(number, column.award) for number, column in enumerate(COLUMNS)]
FIELDS_OF_CONTRACTS = [(number, *cell) for number, cell in _OF_CONTRACTS if isinstance(cell, Field)]
FIELDS_OF_AWARDS = [(number, *cell) for number, cell in _OF_AWARDS if isinstance(cell, Field)]
OF_CONTRACTS = [(number, cell) for number, cell in _OF_CONTRACTS if cell and not isinstance(cell, Field)]
OF_AWARDS = [(number, cell) for number, cell in _OF_AWARDS if cell and not isinstance(cell, Field)]
