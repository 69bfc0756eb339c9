"""An edition as a CSV file: one row an award, in the order of the LGA’s template. open_data/making.py makes it.

UTF-8 with a byte order mark: without it Excel reads “£” and “ŵ” as something else, and those who open the file in Excel
are who it is for; programs ask for “utf-8-sig”. Records end as RFC 4180 says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

import orjson

from models.public import record as tables
from portal.publishing import quarter
from portal.publishing.cells import text
from portal.publishing.csv_columns import COLUMNS, Field, Place
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Register, Row
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
    return str(_said(of, edition)["name"])


def nation(of: Register, edition: Edition) -> str:
    """Of the authority, as the edition has it."""
    return str(_said(of, edition)["nation"])


def _said(of: Register, edition: Edition) -> Row:
    return _authorities(of).get((edition.authority, edition.period_key)) or of.authorities[edition.authority]


@lru_cache(maxsize=2)
def _authorities(_of: Register) -> dict[tuple[str, str], Row]:
    """What each edition says of its authority: there may be a thousand, and each is asked for often."""
    every = tables.Authority.select().order_by(tables.Authority.slug.desc())
    return {(row.authority, row.period_key): orjson.loads(row.data) for row in every}


def references(of: Register, authority: str) -> list[tuple[str, str]]:
    """Slug and reference of every framework of an authority, as the newest edition that has it says."""
    return _references(of)[authority]


@lru_cache(maxsize=2)
def _references(of: Register) -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for line in of.latest.values():
        if line.arrangement in FRAMEWORKS and line.reference:
            found[line.authority].append((line.slug, line.reference))
    return defaultdict(list, {authority: sorted(some) for authority, some in found.items()})


def place(of: Register, edition: Edition, address: str) -> Place:
    """What the cells of an edition are made of beside its rows."""
    refs = dict(references(of, edition.authority))
    return Place(name(of, edition), edition.authority, edition.last_day, refs, address)


def head(place: Place) -> Cells:
    """What stands in the first columns of each of its rows."""
    said = {number: of_contract({}, place) for number, of_contract in HEAD_OF_CONTRACTS}
    return [said.get(number, "") for number in range(HEAD)]


def record_of(cells: Cells) -> str:
    """A record as RFC 4180 has it."""
    return f"{','.join(quoted(cells))}\r\n"


def quoted(cells: Cells) -> Cells:
    """The cells as they stand in a record: in quotes where they need them. csv.writer looks at every letter itself."""
    whole = "".join(cells)
    if QUOTE in whole or "\r" in whole or "\n" in whole:
        return [f'"{cell.replace(QUOTE, QUOTE * 2)}"' if cell and NEEDS_QUOTES(cell) else cell for cell in cells]
    if "," in whole:
        return [f'"{cell}"' if "," in cell else cell for cell in cells]
    return cells


QUOTE = '"'
NEEDS_QUOTES = re.compile('[,"\r\n]').search


def rows_of(row: dict[str, Any], place: Place) -> Iterator[Cells]:
    """One row an award; a contract without a supplier has one row. The first columns are left empty: `head`."""
    common = BLANK.copy()
    FIELDS_OF_CONTRACTS.show(row, common)
    for number, of_contract in OF_CONTRACTS:
        common[number] = of_contract(row, place)
    for part in row["suppliers"]:
        cells = common.copy()
        FIELDS_OF_AWARDS.show(part, cells)
        for number, of_award in OF_AWARDS:
            cells[number] = of_award(part, place)
        yield cells
    if not row["suppliers"]:
        yield common


class Fields:
    """Cells that show one field each, and of which there are so many that they are shown at once."""

    def __init__(self, cells: Iterable[tuple[int, Field]]) -> None:
        """Each with its place in the row."""
        cells = list(cells)
        texts = [(number, field.name) for number, field in cells if field.shown is text]
        self._places, self._texts = [number for number, _ in texts], itemgetter(*[name for _, name in texts])
        self._others = [(number, *field) for number, field in cells if field.shown is not text]

    def show(self, row: dict[str, Any], cells: Cells) -> None:
        """Puts them into their cells, which are empty."""
        for number, value in zip(self._places, self._texts(row), strict=True):
            if value:
                cells[number] = value if value[0].isalnum() else text(value)
        for number, name, shown in self._others:
            if (value := row[name]) or value == 0:
                cells[number] = shown(value)


BLANK = [""] * len(COLUMNS)
_OF_CONTRACTS = [(number, column.contract) for number, column in enumerate(COLUMNS)]
_OF_AWARDS = [(number, column.award) for number, column in enumerate(COLUMNS)]
FIELDS_OF_CONTRACTS = Fields((number, cell) for number, cell in _OF_CONTRACTS if isinstance(cell, Field))
FIELDS_OF_AWARDS = Fields((number, cell) for number, cell in _OF_AWARDS if isinstance(cell, Field))
_FUNCTIONS = [(number, cell) for number, cell in _OF_CONTRACTS if cell and not isinstance(cell, Field)]
HEAD_OF_CONTRACTS = [(number, cell) for number, cell in _FUNCTIONS if number < HEAD]
OF_CONTRACTS = [(number, cell) for number, cell in _FUNCTIONS if number >= HEAD]
OF_AWARDS = [(number, cell) for number, cell in _OF_AWARDS if cell and not isinstance(cell, Field)]
