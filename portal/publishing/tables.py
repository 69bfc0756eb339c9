"""An edition as a CSV file: one row an award, in the order of the LGA’s template. open_data/making.py makes it.

UTF-8 with a byte order mark: without it Excel reads “£” and “ŵ” as something else, and those who open the file in Excel
are who it is for; programs ask for “utf-8-sig”. Records end as RFC 4180 says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.public import record as tables
from portal.publishing import quarter
from portal.publishing.csv_columns import COLUMNS, Field, Place
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Register
from portal.publishing.words import FRAMEWORKS

MARK = "\ufeff"
HEAD = 3
"""So many columns, the first ones, say the same in every row of an edition, and another thing in the next."""
Cells = list[str]


@dataclass(frozen=True)
class Facts:
    """What there is to know of the file of an edition, and of those that stand beside it row by row. `filled`: name of
    a column -> rows in which anything stands; `digests`: name of each file -> SHA-256."""

    size: int
    rows: int
    contracts: int
    filled: dict[str, int]
    digests: dict[str, str]

    @property
    def sha256(self) -> str:
        """Of the file itself."""
        return self.digests["contracts.csv"]


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


def nation(of: Register, edition: Edition) -> str:
    """Of the authority, as the edition has it."""
    rows = of.other(tables.Authority, edition)
    return str((rows[0] if rows else of.authorities[edition.authority])["nation"])


def references(of: Register, authority: str) -> list[tuple[str, str]]:
    """Slug and reference of every framework of an authority, as the newest edition that has it says."""
    here = (line for line in of.latest.values() if line.authority == authority)
    return sorted((line.slug, line.reference) for line in here if line.arrangement in FRAMEWORKS and line.reference)


def place(of: Register, edition: Edition, address: str) -> Place:
    """What the cells of an edition are made of beside its rows."""
    refs = dict(references(of, edition.authority))
    return Place(name(of, edition), edition.authority, edition.last_day, refs, address)


def head(place: Place) -> Cells:
    """What stands in the first columns of each of its rows."""
    said = {number: of_contract({}, place) for number, of_contract in OF_CONTRACTS if number < HEAD}
    return [said.get(number, "") for number in range(HEAD)]


def record_of(cells: Cells) -> str:
    """A record as RFC 4180 has it, with quotes where they are needed: csv.writer looks at every letter for itself."""
    record = ",".join(cells)
    if QUOTE in record or "\r" in record or "\n" in record:
        record = ",".join(
            [f'"{cell.replace(QUOTE, QUOTE * 2)}"' if cell and NEEDS_QUOTES(cell) else cell for cell in cells]
        )
    elif record.count(",") >= len(cells):
        record = ",".join([f'"{cell}"' if "," in cell else cell for cell in cells])
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
