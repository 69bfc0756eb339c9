"""The table in a file: on which sheet, under which header, however many rows stand above it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from portal.register import columns
from portal.register.bad_file import BadFile
from portal.register.columns import Columns
from portal.register.findings import Finding, shown
from portal.register.plain_text import clean
from portal.register.rows import Row, Sheet

DEEPEST_HEADER = 60
"""Rows that may stand above the header."""

NO_HEADER = (
    "No row in the file is a header of a contracts register. Its headings should be those of the Local Government "
    "Transparency Code, such as “Contract reference number”, “Title of agreement” and “Supplier name”."
)


NO_TEXT = "This is no text and no spreadsheet: a picture, perhaps, or a file of another program. Choose CSV or XLSX."
NO_SIGN = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
"""What no text has, but for a stray one."""

MOST_NAMED = 8
"""Headings named where none was found."""


@dataclass(frozen=True)
class Table:
    """A sheet and its header. `rows` gives what stands below, empty rows left out."""

    sheet: Sheet
    header: int
    columns: Columns
    findings: tuple[Finding, ...]

    def rows(self) -> Iterator[Row]:
        for row in self.sheet.rows():
            if row.number > self.header and any(map(str.strip, row.cells)):
                yield row

    def with_months_first(self, places: frozenset[int]) -> "Table":
        """The same, whose columns of these numbers have days as Americans write them."""
        return replace(self, columns=replace(self.columns, month_first=places))

    def department_of(self, row: Row) -> str:
        """The department that a heading between the rows names for those below, “Directorate: Education”; only where no
        column does."""
        if "department" in self.columns.places or len(filled := [cell for cell in row.cells if cell.strip()]) != 1:
            return ""
        text = " ".join(clean(filled[0]).split())
        found = NAMED_BEFORE.fullmatch(text) or NAMED_BEHIND.fullmatch(text)
        return found["name"] if found else ""

    def more_of(self, row: Row, above: Row | None) -> Row | None:
        """A row that names a supplier and neither title nor reference, with those of the contract above it: registers
        that name each contract once have the other suppliers on rows of their own below."""
        title, suppliers = self.columns.places.get("title", (0,))[0], self.columns.places.get("suppliers", ())
        if above is None or not suppliers or (title < len(row.cells) and row.cells[title].strip()):
            return None
        named = {place for name in NAMING for place in self.columns.places.get(name, ())}
        if any(row.cells[place].strip() for place in named if place < len(row.cells)):
            return None
        first = next((place for place, cell in enumerate(row.cells) if cell.strip()), -1)
        if first not in (*suppliers, *self.columns.places.get("lot", ())) or first == 0:
            return None
        cells = [*row.cells, *[""] * (len(above.cells) - len(row.cells))]
        for place in {place for name in SHARED for place in self.columns.places.get(name, ())}:
            if place < len(above.cells) and not cells[place].strip():
                cells[place] = above.cells[place]
        return Row(row.number, cells)

    def below(self, row: Row) -> "Table | None":
        """The table that begins here, where a row is another header: of a second table under the first."""
        if any(map(WITH_FIGURES.search, row.cells)) or self.columns.is_ours:
            return None
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) < columns.FEWEST:
            return None
        found = columns.read(row.cells)
        if (
            found is None
            or found.headings == self.columns.headings
            or 2 * sum(map(bool, map(columns.means, filled))) <= len(filled)
        ):
            return None
        return replace(self, header=row.number, columns=found)

    def problem(self, row: Row) -> str:
        """Why a row cannot be what it was meant to be, or nothing."""
        width = len(self.columns.headings)
        if self._is_header(row):
            return "the header again"
        if row.number <= self.header + LINES_OF_HELP and (help_ := _help(row)):
            return help_
        if not self.sheet.ragged:
            return ""
        if any(cell.strip() for cell in row.cells[width:]):
            return "more cells than the header has: a delimiter too many may have moved them"
        if any(_is_rows(cell, self.sheet.delimiter, width) for cell in row.cells):
            return "a cell that holds whole rows: a quotation mark may be missing"
        return ""

    def _is_header(self, row: Row) -> bool:
        title = next(self.columns.places[name][0] for name in ("title", "description") if name in self.columns.places)
        cell = row.cells[title] if title < len(row.cells) else ""
        return " ".join(clean(cell).split()) == self.columns.headings[title] and columns.read(row.cells) is not None


def _help(row: Row) -> str:
    """What a row right below the header is, where it explains the columns."""
    filled = [" ".join(clean(cell).split()) for cell in row.cells if cell.strip()]
    counted = [int(cell) if cell.isdecimal() and len(cell) < 4 else -1 for cell in filled]
    if len(filled) >= columns.FEWEST and counted == list(range(counted[0], counted[0] + len(filled))):
        return "the numbers of the columns"
    if sum(len(cell) <= LONGEST_HELP and bool(HELP.fullmatch(cell)) for cell in filled) * 2 >= max(len(filled), 2):
        return "an explanation of the columns"
    return ""


NAMING = ("title", "reference", "description")
SHARED = (*NAMING, "authority", "starts_on", "ends_on", "period", "department", "arrangement", "last_end_on")
"""What holds for all rows of one agreement and may stand on the first alone."""

_KIND = r"(?:directorate|department|dept|division|service area|business area|business unit|cyfarwyddiaeth|adran)"
NAMED_BEFORE = re.compile(rf"{_KIND}\s*[:–—-]\s*(?P<name>\S.{{1,90}})", re.IGNORECASE)
NAMED_BEHIND = re.compile(rf"(?P<name>[A-Z][\w’', &-]{{1,80}}\s{_KIND}):?", re.IGNORECASE)

LINES_OF_HELP, LONGEST_HELP = 3, 80
HELP = re.compile(
    r"(?:mandatory|optional|required|recommended|free text|text|string|date|number|numeric|currency"
    r"|drop ?down(?: list)?|yes ?/ ?no|y ?/ ?n"
    r"|conditional|auto(?:matic)?|£.{0,20}(?:vat)?.{0,10}|d{1,2}[/. -]m{2,4}[/. -]y{2,4}|(?:please )?(?:select"
    r"|enter|choose)\b.*)"
    r"(?: ?\(?(?:field|column|only|if applicable|format|d{1,2}[/. -]m{2,4}[/. -]y{2,4})\)?)*",
    re.IGNORECASE,
)
"""DD/MM/YYYY, Mandatory, Free text: what templates say below their headings."""

WITH_FIGURES = re.compile(r"\d{2}")
"""What headings hardly have, and rows of a register do; for looking at few rows only."""


def _is_rows(cell: str, delimiter: str, width: int) -> bool:
    return "\n" in cell and any(line.count(delimiter) >= max(4, width - 2) for line in cell.split("\n"))


def find(sheets: list[Sheet]) -> Table:
    """The table with the most known headings, the longest of several. Raises BadFile where none has a header."""
    candidates = [(found, sheet) for sheet in sheets if (found := _header(sheet))]
    shown_ones = [pair for pair in candidates if not pair[1].hidden]
    if not shown_ones:
        raise BadFile(NO_TEXT if any(map(_is_binary, sheets)) else NO_HEADER + _nearest(sheets))
    known = max(columns.known for (_, columns), _ in shown_ones)
    as_good = [pair for pair in shown_ones if pair[0][1].known == known]
    (number, best), sheet = as_good[0] if as_good[0][1].ragged else max(as_good, key=_rows_of)
    findings = [Finding(None, "", shown(one.value), one.problem, one.action) for one in sheet.oddities]
    if not sheet.ragged:
        findings += _others(sheets, [one for _, one in candidates], sheet)
    return Table(sheet, number, best, tuple(findings))


def _is_binary(sheet: Sheet) -> bool:
    """Whether more than a fiftieth of its beginning is what no text has."""
    start = "".join(cell for row in islice(sheet.rows(), DEEPEST_HEADER) for cell in row.cells)[:4000]
    return sheet.ragged and len(NO_SIGN.findall(start)) * 50 > len(start)


def _rows_of(found: tuple[tuple[int, Columns], Sheet]) -> int:
    """How long a sheet is: a sheet that explains the headings has them, too."""
    return sum(1 for _ in found[1].rows())


def _header(sheet: Sheet) -> tuple[int, Columns] | None:
    found: list[tuple[int, Columns]] = []
    before: Row | None = None
    for row in islice(sheet.rows(), DEEPEST_HEADER):
        alone = columns.read(row.cells)
        both = before and _of_two_rows(before.cells, row.cells)
        found += [(row.number, one) for one in (alone, both) if one]
        before = row
    return max(found, key=lambda pair: pair[1].known) if found else None


def _nearest(sheets: list[Sheet]) -> str:
    """Which row comes nearest to a header, and what of it is understood: for whoever has a file of another kind."""
    best: tuple[int, Row] | None = None
    for row in (row for sheet in sheets if not sheet.hidden for row in islice(sheet.rows(), DEEPEST_HEADER)):
        known = sum(bool(columns.means(cell)) for cell in row.cells)
        if known > (best[0] if best else 0):
            best = known, row
    if best is None:
        return ""
    cells = [" ".join(clean(cell).split()) for cell in best[1].cells if cell.strip()]
    understood = [f"“{shown(cell)}”" for cell in cells if columns.means(cell)][:MOST_NAMED]
    other = [f"“{shown(cell)}”" for cell in cells if not columns.means(cell)][:MOST_NAMED]
    said = f" Row {best[1].number} comes nearest. Understood: {', '.join(understood)}."
    return f"{said} Not understood: {', '.join(other)}." if other else f"{said} A header has a title and three more."


def _of_two_rows(upper: list[str], lower: list[str]) -> Columns | None:
    """A header on two rows: “Contract period” stands above “Start date” and “End date”, other headings above nothing.

    Only where every heading of the lower row is one that is known, so that no row of the table is taken for headings.
    """
    headings, group = [], ""
    for place in range(max(len(upper), len(lower))):
        above, below = (clean(row[place]) if place < len(row) else "" for row in (upper, lower))
        group = above or (group if below else "")
        if below and not columns.means(below):
            if any(map(str.isdigit, below)) or not columns.means(f"{group} {below}"):
                return None
            below = f"{group} {below}"
        headings.append(below or above)
    filled, over = (sum(bool(cell.strip()) for cell in row) for row in (lower, upper))
    taken = any(heading != clean(cell) for heading, cell in zip(headings, lower, strict=False))
    blank_below = 2 <= filled < sum(map(bool, headings))
    merged_down = over > 1 and taken  # a cell over both rows stands in each; a headline stands alone
    return columns.read(headings) if blank_below or merged_down else None


def _others(sheets: list[Sheet], with_header: list[Sheet], chosen: Sheet) -> Iterator[Finding]:
    for sheet in sheets:
        if sheet is chosen:
            continue
        problem, action = "a sheet without the header of a register", "not imported"
        if sheet.hidden:
            problem = "a hidden sheet"
        elif sheet in with_header:
            problem = "another sheet with the header of a register"
            action = "not imported: one sheet of a file is; save this one as a file of its own"
        yield Finding(None, "", shown(clean(sheet.name)), problem, action)
