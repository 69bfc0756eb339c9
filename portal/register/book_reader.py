"""A program of its own: a workbook on standard input, its rows as lines of JSON on standard output.

A sheet begins with {"name", "hidden"}, a row is [number, cell, cell …], the last line is "end". Exit status 3 and one
word on standard error where it cannot be read. It imports nothing of Evenhand and is run with `python -I`.
"""

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from decimal import Decimal

MEMORY = 1536 * 1024 * 1024
SECONDS = 90
MOST_CELLS = 8_000_000
MOST_CHARACTERS = 200_000_000


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
    cells = characters = 0
    for number, about in enumerate(book.sheets_metadata):
        yield json.dumps({"name": about.name, "hidden": about.visible != SheetVisibleEnum.Visible})
        sheet = book.get_sheet_by_index(number)
        before = sheet.start[1] if sheet.start else 0  # columns; the rows come from the first one on
        for place, row in enumerate(sheet.iter_rows(), 1):
            if any(value != "" for value in row):
                line = json.dumps([place, *[""] * before, *map(text, row)], ensure_ascii=False)
                cells, characters = cells + len(row), characters + len(line)
                if cells > MOST_CELLS or characters > MOST_CHARACTERS:
                    raise TooManyCells
                yield line
    yield '"end"'


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
