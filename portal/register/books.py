"""Workbooks (XLSX, XLS, ODS), read by a program of its own with little memory and little time.

A workbook of a few kilobytes can ask for hundreds of gigabytes, and the library that reads it then ends the process.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from portal.register.bad_file import BadFile
from portal.register.rows import Row, Sheet, counted

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
        yield Sheet(said["name"], partial(_rows, lines[start + 1 : end]), hidden=said["hidden"])


def _rows(lines: Sequence[bytes]) -> Iterator[Row]:
    yield from counted(Row(number, cells) for number, *cells in map(json.loads, lines))
