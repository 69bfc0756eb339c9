"""Tables of a web page, and of the XML that Excel wrote in 2003: systems give both out under the name .xls. Pure.

Only the words in the cells are asked for. Tags are found by one pass of a regular expression, in time that grows with
the length of the page: a parser that looks for the end of everything that begins can be made to look for hours.
"""

import re
from collections.abc import Iterator
from html import unescape

from portal.register.bad_file import BadFile
from portal.register.rows import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Sheet, counted

TOKEN = re.compile(r"<(/?)([a-zA-Z][\w:]{0,30})([^<>]*)>|([^<]+)|<")
SAID = re.compile(r"""(?<![\w:])([\w:]{1,30})\s*=\s*["']?([^"'\s>]{1,200})""")
LONGEST_TAG = 2_000
ROWS, CELLS, BREAKS = ("tr", "row"), ("td", "th", "cell"), ("br", "p", "div", "li")
SILENT = ("script", "style", "title")


def read(text: str) -> list[Sheet]:
    """Each table of a page that has more than one row. Raises BadFile where there is more than a register can have."""
    tables = _Tables()
    for token in TOKEN.finditer(_without_comments(text)):
        end, tag, attributes, words = token.groups()
        if words:
            tables.words(words)
        elif tag and end:
            tables.end(tag.lower())
        elif tag:
            tables.begin(tag.lower(), attributes if len(attributes) <= LONGEST_TAG else "")
    tables.end_row()
    return [_sheet(rows) for rows in tables.found if len(rows) > 1]


def _without_comments(text: str) -> str:
    """Piece by piece: what has no end is left out up to the next one."""
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _sheet(rows: list[Row]) -> Sheet:
    def again() -> Iterator[Row]:
        return counted(Row(row.number, list(row.cells)) for row in rows)

    return Sheet("", again)


class _Tables:
    """What was read so far. A cell over several columns stands in the first of them, one over several rows in each."""

    def __init__(self) -> None:
        self.found: list[list[Row]] = []
        self.cells: dict[int, str] = {}
        self.below: dict[int, tuple[int, str]] = {}
        self.number = self.place = self.silent = self.total = 0
        self.across = self.down = 1
        self.cell: list[str] | None = None

    def begin(self, tag: str, attributes: str) -> None:
        """A tag that opens something."""
        if tag == "table":
            self.end_row()
            self.found.append([])
            self.number, self.below = 0, {}
        elif tag in ROWS and self.found:
            self.end_row()
            self.number = min(_count(attributes, "ss:index", self.number + 1), MOST_ROWS + 1)
            self.place = 0
        elif tag in CELLS and self.found:
            self._end_cell()
            self._begin_cell(attributes)
        elif tag in BREAKS and self.cell:
            self.cell.append("\n")
        self.silent += tag in SILENT

    def end(self, tag: str) -> None:
        """A tag that closes something."""
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in CELLS:
            self._end_cell()
        elif tag in ROWS or tag == "table":
            self.end_row()

    def words(self, words: str) -> None:
        """What stands between two tags."""
        if self.cell is not None and not self.silent:
            self.cell.append(unescape(words))

    def end_row(self) -> None:
        """Keeps the row that was read, if there is one."""
        self._end_cell()
        if self.cells and self.found:
            whole = {place: words for place, (last, words) in self.below.items() if self.number <= last} | self.cells
            row = [whole.get(place, "") for place in range(max(whole) + 1)]
            self.total += len(row)
            if self.total > MOST_CELLS:
                raise BadFile(f"The page has tables of more than {MOST_CELLS:,} cells.")
            self.found[-1].append(Row(self.number, row))
        self.below = {place: one for place, one in self.below.items() if self.number < one[0]}
        self.cells = {}

    def _begin_cell(self, attributes: str) -> None:
        self.cell = []
        self.place = _count(attributes, "ss:index", self.place + 1) - 1
        while self.place in self.below:
            self.place += 1
        self.across = _count(attributes, "colspan", 1) + _count(attributes, "ss:mergeacross", 0)
        self.down = _count(attributes, "rowspan", 1) + _count(attributes, "ss:mergedown", 0)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        words = "".join(self.cell).strip()
        if self.place <= MOST_COLUMNS:
            self.cells[self.place] = words
            if self.down > 1:
                self.below[self.place] = self.number + self.down - 1, words
        self.place += min(self.across, MOST_COLUMNS)
        self.cell = None


def _count(attributes: str, name: str, otherwise: int) -> int:
    found = next((value for said, value in SAID.findall(attributes) if said.lower() == name), "") if attributes else ""
    return int(found) if found.isdecimal() and len(found) < 7 else otherwise
