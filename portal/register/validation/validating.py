"""A whole file, held to a profile."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from portal.register import sheets, tables
from portal.register.findings import shown
from portal.register.lines import no_contract
from portal.register.plain_text import clean
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
    rows = Rows(layout, book=not table.sheet.ragged)
    for row in table.rows():
        counted.rows += 1
        if moved := table.problem(row) or no_contract(row, table.columns):
            first = next((clean(cell) for cell in row.cells if cell.strip()), "")
            yield Fault(row.number, "", shown(first), moved, "error", headings.BOTH)
        else:
            yield from rows.faults(row)
    yield from _empty(table, counted)


def _scottish(table: Table, counted: _Counted) -> Iterator[Fault]:
    yield from scotland.heading_faults(table.header, table.columns)
    for row in table.rows():
        counted.rows += 1
        if moved := table.problem(row) or no_contract(row, table.columns):
            yield Fault(row.number, "", "", moved, "error", scotland.PROFILE)
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
