"""A whole file, read: its lines, and what was odd about it. Pure; nothing of the store is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from portal.register import dates, lines, sheets, tables
from portal.register.bad_file import BadFile
from portal.register.columns import Columns
from portal.register.findings import Finding, shown
from portal.register.lines import Line, Rejected
from portal.register.plain_text import clean
from portal.register.rows import Row
from portal.register.tables import Table

Watch = Callable[[int, int], None]
"""Told now and then how many of how many steps are done."""

GIVES = {
    "value": ("value_pence", "value_kind", "value_words"),
    "yearly_value": ("value_pence", "value_kind", "value_words"),
    "gross_value": ("value_pence", "value_kind", "value_words"),
    "value_kind": (),
    "vat": ("irrecoverable_vat_pence",),
    "ends_on": ("ends_on", "ends_note"),
    "period": ("starts_on", "ends_on", "ends_note"),
    "extension": ("extension_months", "last_end_on"),
    "extension_years": ("extension_months", "last_end_on"),
    "suppliers": ("supplier_words",),
    "own_arrangement": ("arrangement",),
    "arrangement": ("arrangement", "volume", "payment"),
    "process": ("process", "route"),
    "route": ("route", "process", "arrangement"),
    "contact": ("contact", "contact_email"),
    "within": ("within",),
    **dict.fromkeys(("authority", "effective_on", "company_number", "charity_number", "supplier_type", "lot"), ()),
    **dict.fromkeys(("sme", "vcse", "vcse_kind", "page", "supplier_page", "award_value"), ()),
    **dict.fromkeys(("group_name", "group_number", "group_source", "group_on"), ()),
    "first_awarded_on": ("awarded_on", "first_awarded_on"),
}
"""Which columns of `contract` a field fills, where it is not the one of its own name."""


@dataclass(frozen=True)
class Reading:
    """`read` counts all rows below the header that hold anything, `rejected` those that are no contract.

    `given` are the columns of `contract` that this file speaks of: the others of a known contract stay as they are.
    `heading` is what the column of a field is called in the file.
    """

    lines: list[Line]
    findings: list[Finding]
    read: int
    rejected: int
    given: frozenset[str]
    heading: Callable[[str], str]


def read(content: bytes, published_on: date, watch: Watch | None = None) -> Reading:
    """Raises BadFile where it cannot be read, has no known header, or no row that can be kept."""
    table = tables.find(sheets.read(content))
    kept: list[Line] = []
    findings = list(table.findings)
    filled: set[int] = set()
    total = sum(1 for _ in table.rows()) if watch else 0
    number = 0
    for number, row in enumerate(table.rows(), 1):
        filled |= {place for place, cell in enumerate(row.cells) if place not in filled and cell.strip()}
        line, odd = _line(table, row, published_on)
        kept += [line] if line else []
        findings += odd
        if watch and number % 250 == 0:
            watch(number, total)
    findings += table.columns.findings(table.header, frozenset(filled))
    findings += _month_first(findings, table.header)
    if not kept:
        raise BadFile(_none_kept(findings, number))
    return Reading(kept, findings, number, number - len(kept), _given(table, filled), _headings(table.columns))


def _line(table: Table, row: Row, published_on: date) -> tuple[Line | None, list[Finding]]:
    problem = table.problem(row)
    try:
        if not problem:
            return lines.read(row, table.columns, published_on)
    except Rejected as error:
        problem = str(error)
    value = shown(" | ".join(" ".join(clean(cell).split()) for cell in row.cells if cell.strip()))
    return None, [Finding(row.number, "", value, problem, "rejected")]


def _month_first(findings: list[Finding], header: int) -> list[Finding]:
    """One finding for each column in which a day can only be written the American way: the others may be, too."""
    odd = {one.column for one in findings if one.problem == dates.NO_SUCH_DAY and dates.is_month_first(one.value)}
    problem, action = "days of this column may be written month first", "read day first: 04/05/2026 as 4 May 2026"
    return [Finding(header, column, "", problem, action) for column in sorted(odd)]


def _none_kept(findings: list[Finding], rows: int) -> str:
    if not rows:
        return "The file has a header and no rows below it."
    first = next(finding for finding in findings if finding.action == "rejected")
    return f"None of the {rows:,} rows can be kept. Row {first.row}: {first.problem}."


def _given(table: Table, filled: set[int]) -> frozenset[str]:
    speaks_when_empty = {"first_awarded_on"}  # beside it AwardDate says when awards were made
    places = table.columns.places
    names = [name for name in places if name in speaks_when_empty or filled.intersection(places[name])]
    return frozenset(column for name in ["title", *names] for column in GIVES.get(name, (name,)))


def _headings(columns: Columns) -> Callable[[str], str]:
    def heading(name: str) -> str:
        place = columns.places.get(name, (-1,))[0]
        return columns.headings[place] if place >= 0 else ""

    return heading
