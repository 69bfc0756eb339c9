"""A list of Ofsted’s, read: what it says of each number, of which day it is, and what was odd about it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from models import identifiers
from portal.ofsted import columns
from portal.register import cells, dates, headings, sheets
from portal.register.bad_file import BadFile
from portal.register.findings import Finding, shown
from portal.register.headings import Headings
from portal.register.plain_text import clean
from portal.register.rows import Row

LONGEST = 120
NO_HEADER = (
    "No row in the file is a header of Ofsted’s list. It names at least URN, Provision type, Registration status."
)
NO_DAY = "It does not say of which day this list is. Give the day, such as 31 March 2024."
AS_AT = re.compile(r"\bas at (\d{1,2} [a-z]+ \d{4})", re.IGNORECASE)
IN_NAME = re.compile(rf"({'|'.join(dates.FULL_MONTHS)}|{'|'.join(dates.MONTHS)})[ _-]*(20\d\d)(?!\d)", re.IGNORECASE)
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement to be good",
    "requires improvement to be good": "Requires improvement to be good",
    "adequate": "Adequate",
    "satisfactory": "Satisfactory",
    "inadequate": "Inadequate",
}
"""As they are called today; “adequate” and “satisfactory” were given until 2015."""
OUTCOMES = ("Consistently strong", "Inconsistent quality", "Serious or widespread weaknesses")
"""Of supported accommodation, which has no grades; Ofsted’s sentences begin so."""

Entry = dict[str, Any]
"""The columns of `models.ofsted.OfstedEntry` by name."""


@dataclass
class Listing:
    """What a list says. `read` counts every row with something in it, `rejected` those that name nobody."""

    as_at: date
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0

    @property
    def rejected(self) -> int:
        return self.read - len(self.entries)


def read(content: bytes, name: str, today: date, as_at: date | None = None) -> Listing:
    """A whole file; `name` is what it is called. Raises BadFile where it cannot be read, is none of Ofsted’s lists, has
    no row that can be kept, or says no more than `as_at` of which day it is."""
    table = headings.find(sheets.read(content), columns.read)
    if table is None:
        raise BadFile(NO_HEADER)
    sheet, header, found = table
    above = [cell for row in islice(sheet.rows(), header - 1) if row.number < header for cell in row.cells]
    listing = Listing(_day(as_at, above, name, today))
    listing.findings += [Finding(None, "", one.value, one.problem, one.action) for one in sheet.oddities]
    seen: set[str] = set()
    for row in sheet.rows():
        if row.number > header and any(map(str.strip, row.cells)):
            listing.read += 1
            _take(row, found, listing, seen)
    if not listing.entries:
        raise BadFile("The list has a header and no row below it that can be kept.")
    return listing


def _day(as_at: date | None, above: Sequence[str], name: str, today: date) -> date:
    """The day that was given, that stands above the header, or the last of the month in the file’s name."""
    said = (match[1] for cell in above if (match := AS_AT.search(clean(cell))))
    day = as_at or next((value for text in said if (value := dates.day(text).value)), None) or _in_name(name)
    if day is None:
        raise BadFile(NO_DAY)
    if day > today:
        raise BadFile("This list would be of a day that has not come yet. Check its day.")
    return day


def _in_name(name: str) -> date | None:
    """“provider_at_march_2024.csv” is of 31 March 2024."""
    if (found := IN_NAME.search(name)) is None:
        return None
    month = dates.MONTHS.index(found[1].lower()[:3]) + 1
    return date(int(found[2]) + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _take(row: Row, found: Headings, listing: Listing, seen: set[str]) -> None:
    """One row: an entry, or a finding that says why it is none. Whatever else is odd is said, too."""
    written = found.cell(row.cells, "urn")
    try:
        urn = identifiers.urn(written)
    except ValueError:
        problem = "no number of Ofsted’s (URN)" if written else "no number"
        listing.findings.append(Finding(row.number, found.headings["urn"], shown(written), problem, "rejected"))
        return
    if urn in seen:
        listing.findings.append(
            Finding(row.number, found.headings["urn"], urn, "a number for the second time", "rejected")
        )
        return
    seen.add(urn)
    facts, odd = _facts(row, found)
    listing.findings += odd
    listing.entries.append({"urn": urn, **facts, "as_at": listing.as_at})


def _facts(row: Row, found: Headings) -> tuple[Entry, list[Finding]]:
    entry: Entry = {
        name: _words(found.cell(row.cells, name)) for name in ("provision_type", "status", "local_authority")
    }
    odd = []
    for name, reader in (("registered_on", dates.day), ("deregistered_on", dates.day), ("overall_on", dates.day),
                         ("places", cells.whole)):  # fmt: skip
        written = found.cell(row.cells, name)
        read_as: cells.Read[Any] = reader(written)
        entry[name] = read_as.value
        if read_as.problem and not cells.is_redacted(written):
            problem = Finding(row.number, found.headings[name], shown(written), read_as.problem, read_as.action)
            odd.append(problem)
    grade = found.cell(row.cells, "overall")
    outcome = next((words for words in OUTCOMES if grade.casefold().startswith(words.casefold())), "")
    entry["overall"] = GRADES.get(grade.casefold(), outcome)
    if grade and not entry["overall"]:
        odd.append(
            Finding(row.number, found.headings["overall"], shown(grade), "not one of Ofsted’s grades", "not kept")
        )
    return entry, odd


def _words(text: str) -> str:
    return "" if cells.is_redacted(text) or cells.is_placeholder(text) else text[:LONGEST]
