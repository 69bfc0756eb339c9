"""Workbooks (XLSX, XLS, ODS), read by a program of its own with little memory and little time.

A workbook of a few kilobytes can ask for hundreds of gigabytes, and the library that reads it then ends the process.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from portal.register.bad_file import BadFile
from portal.register.rows import Oddity, Row, Sheet, counted

PROGRAM = Path(__file__).with_name("book_reader.py")
SECONDS = 120

DAMAGED = "The spreadsheet cannot be read: it is damaged, or asks for more memory or time than a register needs."
REASONS = {
    "password": "The spreadsheet is protected by a password. Save it without one.",
    "cells": "The spreadsheet has more cells than a register can have.",
    "unreadable": DAMAGED,
}


def read(content: bytes) -> list[Sheet]:
    """The sheets of a workbook in its order, hidden ones marked. Raises BadFile."""
    command = [sys.executable, "-I", "-X", "utf8", str(PROGRAM)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise BadFile(DAMAGED) from error
    lines = done.stdout.split(b"\n")
    if done.returncode != 0 or lines[-2:] != [b'"end"', b""]:
        raise BadFile(REASONS.get(done.stderr.decode(errors="replace").strip(), DAMAGED))
    return list(_sheets(lines[:-2]))


def _sheets(lines: Sequence[bytes]) -> Iterator[Sheet]:
    starts = [number for number, line in enumerate(lines) if line.startswith(b"{")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        said = json.loads(lines[start])
        rows = partial(_rows, lines[start + 1 : end])
        yield Sheet(said["name"], rows, hidden=said["hidden"], oddities=tuple(_unseen(said)))


MOST_NAMED = 20


def _unseen(said: Mapping[str, Sequence[str]]) -> Iterator[Oddity]:
    """What whoever looks at the sheet does not see, and what its formulas lost."""
    for name, problem in (
        ("hidden_rows", "rows are hidden in the spreadsheet"),
        ("hidden_columns", "columns are hidden in the spreadsheet"),
    ):
        if hidden := said.get(name, ()):
            action = "read like the others: take out of the file what is not meant to be published"
            what = _column(hidden) if name == "hidden_columns" else hidden
            yield Oddity(_named(what), problem, action)
    if lost := said.get("no_result", ()):
        problem = "cells with a formula whose result is not in the file"
        yield Oddity(
            _named(lost), problem, "taken as empty: open the file in Excel or LibreOffice, save it and try again"
        )


def _column(numbers: Sequence[str]) -> list[str]:
    """Letters, as a spreadsheet shows them: 28 is AB."""
    return [_letters(int(number)) for number in numbers]


def _letters(number: int) -> str:
    before, last = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _named(what: Sequence[str]) -> str:
    more = f" … ({len(what):,} in all)" if len(what) > MOST_NAMED else ""
    return ", ".join(what[:MOST_NAMED]) + more


def _rows(lines: Sequence[bytes]) -> Iterator[Row]:
    yield from counted(Row(number, cells) for number, *cells in map(json.loads, lines))
