"""The rows of a file, held to the LGA’s template in both its profiles. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from portal.register.findings import shown
from portal.register.plain_text import clean
from portal.register.rows import Row
from portal.register.validation.faults import Fault
from portal.register.validation.headings import BOTH, Layout
from portal.validating.formats import Check, day, money, problem
from portal.validating.lga import FIELDS, Field, Profile

EXACT_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00:00)?", re.ASCII)
FIGURES = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
PROFILES: tuple[Profile, Profile] = ("guide", "schema")


class Rows:
    """Holds row after row to the template. `book`: the cells of a workbook come as exact days and figures, whichever
    way it shows them, and only what was typed as text has a format of its own."""

    def __init__(self, layout: Layout, *, book: bool) -> None:
        self.layout, self.book = layout, book
        self._titles: dict[str, tuple[str, int]] = {}
        self._fields = [(field, layout.places[field.name]) for field in FIELDS if field.name in layout.places]

    def faults(self, row: Row) -> Iterator[Fault]:
        """What is wrong with one row."""
        cells = {f.name: clean(row.cells[place]).strip() if place < len(row.cells) else "" for f, place in self._fields}
        for field, _place in self._fields:
            yield from self._cell(row.number, field, cells[field.name])
        yield from self._together(row.number, cells)

    def _cell(self, number: int, field: Field, value: str) -> Iterator[Fault]:
        if not value:
            wanted = tuple(profile for profile in PROFILES if field.need(profile) == "always")
            if wanted:
                yield self._fault(number, field.name, "", "an empty cell in a column that must be filled in", wanted)
            return
        said = {profile: self._problem(value, field.check_of(profile)) for profile in PROFILES}
        if not field.in_schema:
            said["schema"] = said["guide"]
        for words in dict.fromkeys(filter(None, said.values())):
            profiles = tuple(profile for profile in PROFILES if said[profile] == words)
            yield self._fault(number, field.name, value, words, profiles)

    def _problem(self, value: str, check: Check | None) -> str:
        if self.book and check is day and (exact := EXACT_DAY.fullmatch(value)):
            return "" if _exists(exact) else "no such day"
        if self.book and check is money and FIGURES.fullmatch(value):
            return ""
        return problem(value, check)

    def _together(self, number: int, cells: dict[str, str]) -> Iterator[Fault]:
        """What two cells of a row, or two rows, say against each other."""
        starts, ends = _day(cells.get("StartDate", "")), _day(cells.get("EndDate", ""))
        if starts and ends and ends < starts:
            yield self._fault(number, "EndDate", cells["EndDate"], "the end is before the start", BOTH)
        if cells.get("CPVLabel") and not cells.get("CPVCode"):
            yield self._warning(number, "CPVLabel", cells["CPVLabel"], "a CPV label without its code")
        numbers = ("CharityCommissionNumber", "CompaniesHouseRegistrationNumber", "OtherSupplierID")
        if cells.get("VCSESupplier", "").lower() in ("yes", "true") and not any(cells.get(name) for name in numbers):
            yield self._warning(number, "VCSESupplier", "", "a VCSE without a registration number")
        yield from self._reference(number, cells)

    def _reference(self, number: int, cells: dict[str, str]) -> Iterator[Fault]:
        reference, title = cells.get("ContractReference", ""), cells.get("ContractTitle", "")
        if not reference:
            return
        first, row = self._titles.setdefault(reference.casefold(), (title, number))
        if first.casefold() != title.casefold():
            words = f"the reference of another agreement, too: see row {row}"
            yield self._warning(number, "ContractReference", reference, words)

    def _fault(self, number: int, name: str, value: str, words: str, profiles: tuple[str, ...]) -> Fault:
        return Fault(number, self.layout.called(name), shown(value), words, "error", profiles)

    def _warning(self, number: int, name: str, value: str, words: str) -> Fault:
        return Fault(number, self.layout.called(name), shown(value), words, "warning", BOTH)


def _exists(found: re.Match[str]) -> bool:
    try:
        return bool(date(*map(int, found.groups())))
    except ValueError:
        return False


def _day(value: str) -> date | None:
    """Of a cell that may be one, in either way of writing."""
    if found := EXACT_DAY.fullmatch(value):
        return date(*map(int, found.groups())) if _exists(found) else None
    return None if day(value) else date(int(value[6:]), int(value[3:5]), int(value[:2]))
