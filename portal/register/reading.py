"""A whole file, read: its lines, and what was odd about it. Pure; nothing of the store is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
    first = tables.find(sheets.read(content))
    found = _whole(first, published_on, watch)
    if month_first := _written_month_first(found):
        found = _whole(first.with_months_first(month_first), published_on, watch)
    if not found.kept:
        raise BadFile(_none_kept(found.findings, found.number))
    headings = _headings([table.columns for table, _filled in found.tables])
    given = frozenset[str]().union(*(_given(*one) for one in found.tables))
    given |= {"department"} if any(line.department for line in found.kept) else set()
    return Reading(found.kept, found.findings, found.number, found.number - len(found.kept), given, headings)


@dataclass
class _Found:
    """What was read so far: of each table of the sheet its header and the columns with something in them."""

    tables: list[tuple[Table, set[int]]]
    findings: list[Finding]
    kept: list[Line] = field(default_factory=list)
    number: int = 0


def _whole(first: Table, published_on: date, watch: Watch | None) -> _Found:
    """All rows, by the header that stands above them."""
    found = _Found([(first, set())], list(first.findings))
    total = sum(1 for _ in first.rows()) if watch else 0
    above: Row | None = None
    department = ""
    for found.number, row in enumerate(first.rows(), 1):
        table, filled = found.tables[-1]
        if below := table.below(row):
            found.tables.append((below, set()))
            above, department = None, ""
            found.findings.append(
                _rejected(row, "another header: a second table begins", "rejected; the rows below are read by it")
            )
            continue
        filled |= {place for place, cell in enumerate(row.cells) if place not in filled and cell.strip()}
        more = table.more_of(row, above)
        line, odd = _line(table, more or row, published_on)
        if name := table.department_of(row):
            department = name
            odd = [_rejected(row, "a heading between the rows", "rejected; its department holds for the rows below")]
        elif line and department:
            line = replace(line, department=department)
        if row.repaired:
            odd = [Finding(row.number, "", _said(row), "quotation marks that were not doubled", "put right"), *odd]
        if line and more and above:
            odd = [
                Finding(
                    row.number,
                    "",
                    _said(row),
                    "a row with a supplier and no title",
                    f"read as one more of row {above.number}",
                ),
                *odd,
            ]
        above = (above if more else row) if line else None
        found.kept += [line] if line else []
        found.findings += odd
        if watch and found.number % 250 == 0:
            watch(found.number, total)
    found.findings += [
        odd for table, filled in found.tables for odd in table.columns.findings(table.header, frozenset(filled))
    ]
    found.findings += _month_first(found.findings, first.header)
    return found


def _rejected(row: Row, problem: str, action: str = "rejected") -> Finding:
    return Finding(row.number, "", _said(row), problem, action)


def _said(row: Row) -> str:
    return shown(" | ".join(" ".join(clean(cell).split()) for cell in row.cells if cell.strip()))


def _line(table: Table, row: Row, published_on: date) -> tuple[Line | None, list[Finding]]:
    problem = table.problem(row)
    try:
        if not problem:
            return lines.read(row, table.columns, published_on)
    except Rejected as error:
        problem = str(error)
    return None, [_rejected(row, problem)]


DAYS = (
    "starts_on",
    "ends_on",
    "review_on",
    "break_on",
    "awarded_on",
    "first_awarded_on",
    "effective_on",
    "last_end_on",
)


def _written_month_first(found: _Found) -> frozenset[int]:
    """The columns whose days are written the American way for sure: a day of theirs can only be read so, and none only
    the British way. A column that shows neither goes with the others where these agree."""
    if not _odd_days(found.findings) or len(found.tables) > 1:
        return frozenset()
    table = found.tables[0][0]
    places = {place for name in DAYS for place in table.columns.places.get(name, ())}
    british, american = set(), set()
    for row in table.rows():
        for place in places.intersection(range(len(row.cells))):
            text = clean(row.cells[place])
            british |= {place} if dates.is_day_first(text) else set()
            american |= {place} if dates.is_month_first(text) else set()
    return frozenset(american - british if british else places if american else ())


def _odd_days(findings: list[Finding]) -> set[str]:
    """The headings of columns with a day that can only be read month first."""
    return {one.column for one in findings if one.problem == dates.NO_SUCH_DAY and dates.is_month_first(one.value)}


def _month_first(findings: list[Finding], header: int) -> list[Finding]:
    """One finding for each column in which a day can only be written the American way: the others may be, too."""
    problem, action = "days of this column may be written month first", "read day first: 04/05/2026 as 4 May 2026"
    return [Finding(header, column, "", problem, action) for column in sorted(_odd_days(findings))]


def _none_kept(findings: list[Finding], rows: int) -> str:
    if not rows:
        return "The file has a header and no rows below it."
    first = next(finding for finding in findings if finding.action.startswith("rejected"))
    return f"None of the {rows:,} rows can be kept. Row {first.row}: {first.problem}."


def _given(table: Table, filled: set[int]) -> frozenset[str]:
    speaks_when_empty = {"first_awarded_on"}  # beside it AwardDate says when awards were made
    places = table.columns.places
    names = [name for name in places if name in speaks_when_empty or filled.intersection(places[name])]
    return frozenset(column for name in ["title", *names] for column in GIVES.get(name, (name,)))


def _headings(tables_of: list[Columns]) -> Callable[[str], str]:
    """What the column of a field is called in the first table that has it."""

    def heading(name: str) -> str:
        place, columns = next(((one.places[name][0], one) for one in tables_of if name in one.places), (-1, None))
        return columns.headings[place] if columns else ""

    return heading
