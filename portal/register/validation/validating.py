"""A whole file, held to a profile."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from portal.register import sheets, tables
from portal.register.findings import shown
from portal.register.lines import no_contract
from portal.register.plain_text import clean
from portal.register.rows import Row
from portal.register.tables import Table
from portal.register.validation import headings, scotland
from portal.register.validation.faults import LEVELS, Fault, Validation
from portal.register.validation.rows import Rows
from portal.validating.lga import DIFFERENCES

Chosen = Literal["", "guide", "schema", "scotland"]
CHOICES = ("guide", "schema", "scotland")
MOST = 10_000
"""So many findings of each level are kept, and all are counted: what is wrong with more, the first of them show."""


def validate(content: bytes, profile: Chosen = "") -> Validation:
    """Holds a contracts file to a profile; without one to the guidance, with what the machine schema alone minds as
    warnings. Raises BadFile where the file cannot be read or has no header of a contracts register."""
    table = tables.find(sheets.read(content))
    counted = _Counted()
    found = _scottish(table, counted) if profile == "scotland" else _english(table, counted)
    kept: list[Fault] = []
    counts = dict.fromkeys(LEVELS, 0)
    for fault in (judged for one in found if (judged := _judged(one, profile))):
        counts[fault.level] += 1
        if counts[fault.level] <= MOST:
            kept.append(fault)
    kept.sort(key=lambda fault: (fault.row or 0, LEVELS.index(fault.level)))
    differences = [] if profile == "scotland" else _differences(table)
    return Validation(profile or "guide and schema", table.columns.family, counted.rows, counts, kept, differences)


class _Counted:
    rows = 0


def _english(table: Table, counted: _Counted) -> Iterator[Fault]:
    layout = headings.layout(table.header, table.columns)
    yield from headings.faults(layout)
    yield from _of_the_sheet(table)
    rows = Rows(layout, book=not table.sheet.ragged)
    for row in table.rows():
        counted.rows += 1
        if below := table.below(row):
            table, rows = below, Rows(headings.layout(below.header, below.columns), book=not below.sheet.ragged)
            yield _whole_row(row, SECOND, headings.BOTH)
        elif moved := _moved(table, row):
            yield _whole_row(row, moved, headings.BOTH)
        else:
            yield from rows.faults(row)
    yield from _empty(table, counted)


SECOND = "the header of a second table: give it a file of its own"


def _moved(table: Table, row: Row) -> str:
    """Why a row is none of a register at all, or nothing."""
    if row.repaired:
        return "a quotation mark inside a cell that is not doubled, as CSV asks for"
    return table.problem(row) or no_contract(row, table.columns)


def _whole_row(row: Row, problem: str, profiles: tuple[str, ...]) -> Fault:
    first = next((clean(cell) for cell in row.cells if cell.strip()), "")
    return Fault(row.number, "", shown(first), problem, "error", profiles)


def _of_the_sheet(table: Table) -> Iterator[Fault]:
    """What is odd about the file as a whole: hidden rows, formulas without results, two encodings."""
    for one in table.sheet.oddities:
        yield Fault(None, "", shown(one.value), one.problem, "warning", CHOICES)


def _scottish(table: Table, counted: _Counted) -> Iterator[Fault]:
    yield from scotland.heading_faults(table.header, table.columns)
    yield from _of_the_sheet(table)
    for row in table.rows():
        counted.rows += 1
        if below := table.below(row):
            table = below
            yield _whole_row(row, SECOND, scotland.PROFILE)
        elif moved := _moved(table, row):
            yield _whole_row(row, moved, scotland.PROFILE)
        else:
            yield from scotland.row_faults(row, table.columns)
    yield from _empty(table, counted)


def _empty(table: Table, counted: _Counted) -> Iterator[Fault]:
    if not counted.rows:
        yield Fault(table.header, "", "", "no rows stand below the header", "error", CHOICES)


def _judged(fault: Fault, profile: Chosen) -> Fault | None:
    """None for what the profile does not mind."""
    if profile:
        return fault if profile in fault.profiles else None
    if fault.profiles == ("schema",) and fault.level == "error":
        return replace(fault, level="warning")
    return fault


def _differences(table: Table) -> list[str]:
    places = headings.layout(table.header, table.columns).places
    return [words for name, words in DIFFERENCES.items() if name in places]
