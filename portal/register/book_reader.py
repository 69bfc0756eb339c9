"""A program of its own: a workbook on standard input, its rows as lines of JSON on standard output.

A sheet begins with {"name", "hidden"}, a row is [number, cell, cell …], the last line is "end". Exit status 3 and one
word on standard error where it cannot be read. It imports nothing of Evenhand and is run with `python -I`.
"""

import datetime
import html
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

MEMORY = 1536 * 1024 * 1024
SECONDS = 90
MOST_CELLS = 8_000_000
MOST_CHARACTERS = 200_000_000
MOST_MERGED = 100_000
LARGEST_PART = 64 * 1024 * 1024


class TooManyCells(Exception):
    """More than a register can have."""


def main() -> int:
    """Reads, writes and gives the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import PasswordError  # noqa: PLC0415 - only now: the limits hold for it, too

    try:
        for line in lines(sys.stdin.buffer.read()):
            sys.stdout.write(line + "\n")
    except PasswordError:
        return refuse("password")
    except TooManyCells:
        return refuse("cells")
    except BaseException:  # a panic of the library is no Exception
        return refuse("unreadable")
    return 0


def refuse(word: str) -> int:
    """Says why, in the one word that `books.REASONS` knows."""
    sys.stderr.write(word)
    return 3


def lines(content: bytes) -> Iterator[str]:
    """The whole answer, line by line."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    unseen = Unseen.of_sheets(content)
    cells = characters = 0
    for number, about in enumerate(book.sheets_metadata):
        head = {"name": about.name, "hidden": about.visible != SheetVisibleEnum.Visible}
        yield json.dumps(head | unseen.get(about.name, {}))
        sheet = book.get_sheet_by_index(number)
        before = sheet.start[1] if sheet.start else 0  # columns; the rows come from the first one on
        merged = Merged(sheet.merged_cell_ranges or [], before)
        for place, row in enumerate(sheet.iter_rows(), 1):
            while row and row[-1] == "":
                row.pop()
            if row:
                merged.fill(place - 1, row)
                line = json.dumps([place, *[""] * before, *map(text, row)], ensure_ascii=False)
                cells, characters = cells + len(row), characters + len(line)
                if cells > MOST_CELLS or characters > MOST_CHARACTERS:
                    raise TooManyCells
                yield line
    yield '"end"'


class Unseen:
    """What somebody sees who looks at a sheet of an XLSX file, and the cells do not say: which rows and columns are
    hidden, and which formulas have no result in the file (an empty text is one). By regular expressions: there may be
    millions of cells."""

    SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
    LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
    ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*\bhidden="(?:1|true)"[^<>]*>')
    COLUMN = re.compile(rb'<(?:\w+:)?col\b[^<>]*\bhidden="(?:1|true)"[^<>]*>')
    FORMULA = re.compile(
        rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
        rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
    )

    @classmethod
    def of_sheets(cls, content: bytes) -> dict[str, dict[str, list[str]]]:
        """Name of a sheet -> hidden rows, hidden columns (numbers from 1) and formulas without a result (“E2”)."""
        if not content.startswith(b"PK"):
            return {}
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                return {name: cls.of(parts.read(part)) for name, part in cls.parts(parts) if cls.is_small(parts, part)}
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError):
            return {}  # it could be read without

    @classmethod
    def is_small(cls, parts: zipfile.ZipFile, part: str) -> bool:
        return parts.getinfo(part).file_size <= LARGEST_PART

    @classmethod
    def parts(cls, parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
        """The name of each sheet, and where it lies."""
        if "xl/workbook.xml" not in parts.namelist():
            return
        links = cls.LINK.findall(parts.read("xl/_rels/workbook.xml.rels"))
        where = {cls.said("Id", link): cls.said("Target", link) for link in links}
        for sheet in cls.SHEET.findall(parts.read("xl/workbook.xml")):
            target = where.get(cls.said("r:id", sheet), "")
            if target:
                yield cls.said("name", sheet), target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    @classmethod
    def of(cls, part: bytes) -> dict[str, list[str]]:
        columns = [
            str(number)
            for one in cls.COLUMN.findall(part)
            for number in range(int(cls.said("min", one)), min(int(cls.said("max", one)), 500) + 1)
        ]
        return {
            "hidden_rows": [cls.said("r", one) for one in cls.ROW.findall(part)],
            "hidden_columns": columns,
            "no_result": [cls.said("r", one) for one in cls.FORMULA.findall(part) if cls.said("t", one) != "str"],
        }

    @staticmethod
    def said(name: str, tag: bytes) -> str:
        found = re.search(rf'\s{name}="([^"]*)"'.encode(), tag)
        return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


class Merged:
    """Cells that were made one over several rows: what stands in the first holds for the others. Those over several
    columns are headlines, and stay as they are."""

    def __init__(self, ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], before: int) -> None:
        """`ranges` count from nought, `before` columns stand to the left of the first cell of a row."""
        self.starts: dict[int, list[tuple[int, int]]] = {}
        self.open: dict[int, tuple[int, object]] = {}
        for (top, left), (bottom, right) in ranges[:MOST_MERGED]:
            if bottom > top and left == right:
                self.starts.setdefault(top, []).append((left - before, bottom))

    def fill(self, number: int, row: list[Any]) -> None:
        """Puts what holds from above into a row with something of its own in it."""
        for place, (last, value) in list(self.open.items()):
            if number > last:
                del self.open[place]
            elif place < len(row) and row[place] == "":
                row[place] = value
            elif place >= len(row):
                row += [""] * (place - len(row)) + [value]
        for place, last in self.starts.get(number, ()):
            if 0 <= place < len(row) and row[place] != "":
                self.open[place] = last, row[place]


def text(value: object) -> str:
    """A cell in exact text: 2026-03-31, 1234.5, True. Formulas come as their values."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def number(value: float) -> str:
    """The fifteen figures that a spreadsheet keeps, never with an exponent."""
    plain = format(Decimal(format(value, ".15g")), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


if __name__ == "__main__":
    sys.exit(main())
