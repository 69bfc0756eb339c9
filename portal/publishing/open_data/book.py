"""An edition as a workbook: the cells of contracts.csv, with days that are days and money that can be added up.

The rows are put into the sheet of an empty one (frame.py) as text, which takes a fraction of the time that a call for
each cell does: rows that fill the same columns have a template. Text stands there as text: nothing is ever a formula.
The same edition always gives the same bytes.
"""

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import IO, NamedTuple

from portal.publishing.open_data.frame import Frame
from portal.publishing.open_data.kinds import kind_of
from portal.publishing.open_data.zipped import Archive, Piece

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
LONGEST = 32_767
"""Letters that a cell may hold."""

FIRST_DAY = date(1899, 12, 30).toordinal()
FIRST_ROW = 2
NUMBER = "\0"
"""Stands for the number of a row until it has one. XML cannot hold it, so that no text does."""


class Template(NamedTuple):
    """Of rows that fill the same columns: their cells, and which of them are days."""

    cells: str
    days: tuple[int, ...]


class Drawer:
    """Turns cells of some columns into those of the sheet."""

    def __init__(self, frame: Frame, first: int, last: int | None = None) -> None:
        """Columns from `first` to before `last` of all that the workbook has."""
        self._columns = frame.columns[first:last]
        self._templates: dict[tuple[tuple[int, ...], tuple[int, ...]], Template] = {}

    def drawn(self, cells: Sequence[str], places: tuple[int, ...]) -> str:
        """One row without its number; `places`: which of its cells are filled."""
        values, keep = _safe([cells[place] for place in places])
        key = places, keep
        template = self._templates.get(key)
        if template is None:
            template = self._templates[key] = self._template(places, keep)
        for at in template.days:
            values[at] = _day(values[at])
        return template.cells % tuple(values)

    def _template(self, places: tuple[int, ...], keep: tuple[int, ...]) -> Template:
        kinds = [kind_of(self._columns[place].name) for place in places]
        texts = [self._cell(place, at in keep) for at, place in enumerate(places)]
        return Template("".join(texts), tuple(at for at, kind in enumerate(kinds) if kind == "day"))

    def _cell(self, place: int, keep: bool) -> str:
        name, letter, style = self._columns[place]
        start = f'<c r="{letter}{NUMBER}"{style}'
        if kind_of(name) in ("day", "money", "number"):
            return f"{start}><v>%s</v></c>"
        space = ' xml:space="preserve"' if keep else ""
        return f'{start} t="inlineStr"><is><t{space}>%s</t></is></c>'


def _safe(values: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """The texts as XML has them, and the places of those that begin or end with a space or have lines."""
    whole = "|".join(values)
    plain = whole.isprintable() and len(whole) < LONGEST  # then a space is all that could be at an end
    if not plain:
        values = [NOT_IN_XML.sub("", value[:LONGEST]) for value in values]
    if "&" in whole or "<" in whole or ">" in whole:
        values = [html.escape(value, quote=False) for value in values]
    if plain and " |" not in whole and "| " not in whole and whole == whole.strip():
        return values, ()
    return values, tuple([at for at, value in enumerate(values) if value != value.strip() or "\n" in value])


@cache
def _day(cell: str) -> str:
    return str(date(int(cell[6:]), int(cell[3:5]), int(cell[:2])).toordinal() - FIRST_DAY)


def numbered(rows: Iterable[bytes], first: int) -> bytes:
    """Rows of the sheet as `Drawer.drawn` makes them, the first of which has this number."""
    texts = []
    for number, row in enumerate(rows, first):
        digits = b"%d" % number
        texts.append(b'<row r="%b">%b</row>' % (digits, row.replace(NUMBER.encode(), digits)))
    return b"".join(texts)


class Book:
    """A workbook that is being written into a file, some rows at a time; complete when the block ends."""

    def __init__(self, frame: Frame, file: IO[bytes]) -> None:
        self._frame, self._archive = frame, Archive(file)

    def __enter__(self) -> "Book":
        self._put(self._frame.before)
        return self

    def add(self, rows: Piece) -> None:
        """Some rows that are `numbered`, in their order."""
        self._archive.put(rows)

    def __exit__(self, *failed: object) -> None:
        self._archive.put(self._frame.end)
        self._put(self._frame.after)
        self._archive.close()

    def _put(self, parts: Iterable[tuple[str, Piece]]) -> None:
        for name, whole in parts:
            self._archive.begin(name)
            self._archive.put(whole)
