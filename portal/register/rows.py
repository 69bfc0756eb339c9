"""Rows of text, and sheets of them: what every kind of file is turned into. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from portal.register.bad_file import BadFile

MOST_ROWS = 250_000
MOST_CELLS = 8_000_000
MOST_COLUMNS = 500


class Row(NamedTuple):
    """One record; `number` is what a spreadsheet shows beside it: line breaks inside cells do not count."""

    number: int
    cells: list[str]
    repaired: bool = False
    """Whether quotation marks inside its cells were put right."""


class Oddity(NamedTuple):
    """Something to know about a sheet or a text file as a whole."""

    value: str
    problem: str
    action: str


@dataclass(frozen=True)
class Sheet:
    """One way to read a file: a sheet of a workbook, or a text file with one delimiter.

    `ragged`: each row has its own number of cells, so that one with too many has a delimiter too many in it.
    `oddities`: what was odd about it as a whole, and what was done.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    hidden: bool = False
    ragged: bool = False
    delimiter: str = ""
    oddities: tuple[Oddity, ...] = ()


def counted(rows: Iterator[Row]) -> Iterator[Row]:
    """The same rows without the empty cells at their ends, until there are more than any register has."""
    cells = 0
    for row in rows:
        while row.cells and not row.cells[-1]:
            row.cells.pop()
        cells += len(row.cells)
        if row.number > MOST_ROWS:
            raise BadFile(f"The file has more than {MOST_ROWS:,} rows.")
        if cells > MOST_CELLS or len(row.cells) > MOST_COLUMNS:
            raise BadFile(f"The file has more than {MOST_COLUMNS} columns, or {MOST_CELLS:,} cells.")
        yield row
