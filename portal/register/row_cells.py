"""The cells of one row by the fields that they hold, and what was odd about them. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from sys import intern

from portal.register import cells, dates
from portal.register.cells import Read
from portal.register.columns import Columns
from portal.register.findings import Finding, shown
from portal.register.plain_text import clean, repaired
from portal.register.rows import Row

DEFUSED = re.compile(r"'[\s']*[=+\-@|%＝＋－＠｜％]")
"""A cell that would have been a formula: whoever wrote the CSV put an apostrophe before it."""

AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""="00123": how systems keep a spreadsheet from taking the noughts away."""


def _as_meant(text: str) -> str:
    if text[0] not in "'=":
        return text
    if found := AS_TEXT.fullmatch(text):
        return found[1].replace('""', '"')
    return text[1:] if DEFUSED.match(text) else text


LONGEST_TEXT, LONGEST_LIST = 20_000, 200_000
"""Characters of a cell: of words, and of names one after the other."""


@dataclass(slots=True)
class Cells:
    """One row while it is read: gives cells by field, and keeps what was odd."""

    row: Row
    columns: Columns
    findings: list[Finding] = field(default_factory=list)

    def raw(self, name: str) -> tuple[int, str]:
        """The first of the field’s cells with something in it, and its column."""
        found = self.columns.places.get(name, ())
        for place in found:
            if place < len(self.row.cells) and (text := clean(self.row.cells[place])):
                return place, _as_meant(text)
        return (found[0] if found else -1), ""

    def all(self, name: str) -> list[tuple[int, str]]:
        """All of the field’s cells with something in them, the best column first."""
        cells_of = [(place, clean(self.row.cells[place])) for place in self._places(name)]
        return [(place, _as_meant(text)) for place, text in cells_of if text]

    def _places(self, name: str) -> list[int]:
        return [place for place in self.columns.places.get(name, ()) if place < len(self.row.cells)]

    def text(self, name: str, *, lines: bool = False, longest: int = LONGEST_TEXT) -> str:
        """A cell in words, put right; without `lines` on one line. Of what no page can show the beginning is kept."""
        place, raw = self.raw(name)
        if not raw:
            return ""
        text, done = repaired(raw)
        for problem, action in done:
            self.odd(place, raw, problem, action)
        if len(text) > longest:
            self.odd(place, raw, f"longer than {longest:,} characters", "its beginning is kept")
            text = text[:longest].rstrip()
        return text if lines else " ".join(text.split())

    def words(self, name: str) -> str:
        """The same, where a placeholder says nothing."""
        text = self.text(name)
        if cells.is_placeholder(text):
            self.odd(self.raw(name)[0], text, "a placeholder", "taken as empty")
            return ""
        return intern(text)  # departments and the like stand on thousands of rows

    def read(self, name: str, reader: Callable[[str], Read[cells.T]]) -> Read[cells.T]:
        """What a reader of cells.py makes of it."""
        place, raw = self.raw(name)
        return self._said(place, raw, reader(raw))

    def read_day(self, name: str) -> Read[date]:
        """The day that stands there."""
        place, raw = self.raw(name)
        return self._said(place, raw, dates.day(raw, month_first=place in self.columns.month_first)) if raw else Read()

    def _said(self, place: int, raw: str, found: Read[cells.T]) -> Read[cells.T]:
        if found.problem:
            self.odd(place, raw, found.problem, found.action)
        return found

    def day(self, name: str) -> Read[date]:
        """A day, in the order that its column is written in; nothing is said of it."""
        place, raw = self.raw(name)
        return dates.day(raw, month_first=place in self.columns.month_first)

    def odd(self, place: int | str, value: str, problem: str, action: str) -> None:
        """Keep a finding about a column, given by its number or the name of its field."""
        if isinstance(place, str):
            place = self.columns.places.get(place, (-1,))[0]
        column = self.columns.headings[place] if 0 <= place < len(self.columns.headings) else ""
        self.findings.append(Finding(self.row.number, column, shown(value), problem, action))
