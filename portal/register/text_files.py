"""Text files with a delimiter, in the encodings that spreadsheets and councils’ systems write. Pure."""

import codecs
import csv
import re
from collections.abc import Iterator
from functools import partial

from portal.register.bad_file import BadFile
from portal.register.rows import Oddity, Row, Sheet, counted

DELIMITERS = ",;\t|"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEPARATOR_LINE = re.compile(r"sep=.\r?\n", re.IGNORECASE)
"""Excel’s own hint; it shows no row for it."""

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""One at a time: a file in memory twice over would be too much."""

LONG = 131_072
"""Characters. A longer cell with line breaks in it has swallowed the rows below; one without is only long."""

csv.field_size_limit(64 * 1024 * 1024)  # no cell is longer than its file; what is too long is said here

WELSH = re.compile(rb"[\xf0\xfe\xd0\xde]")
"""ŵ and ŷ of ISO-8859-14, the Celtic one; Windows-1252 has letters of Iceland there."""

ONLY_WINDOWS = re.compile(rb"[\x80-\x9f]")
"""Quotation marks, dashes and the euro of Windows-1252; no ISO-8859 has anything there."""

MIXED = Oddity("", "The file mixes two encodings (UTF-8 and Windows-1252).", "read line by line")
BROKEN_QUOTES = "The file cannot be read as CSV: a quotation mark may be missing."


def read(content: bytes) -> list[Sheet]:
    """The file under each delimiter that occurs in it. Raises BadFile where it is no text."""
    text, oddities = decode(content)
    text = text.replace("\0", "")
    if text[:4].lower() == "sep=":
        text = SEPARATOR_LINE.sub("", text, count=1)
    return [
        Sheet("", partial(_rows, text, mark), ragged=True, delimiter=mark, oddities=oddities)
        for mark in DELIMITERS
        if mark in text
    ] or [Sheet("", partial(_rows, text, ","), ragged=True, delimiter=",", oddities=oddities)]


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    record: list[str] = []
    reader = csv.reader(_kept(text, record), delimiter=delimiter)
    try:
        yield from counted(_row(number, _whole(cells), record, delimiter) for number, cells in enumerate(reader, 1))
    except csv.Error as error:
        raise BadFile(BROKEN_QUOTES) from error


def _kept(text: str, record: list[str]) -> Iterator[str]:
    """Line by line; `record` holds those that were read since it was emptied."""
    for found in LINE.finditer(text):
        record.append(found[0])
        yield found[0]


def _row(number: int, cells: list[str], record: list[str], delimiter: str) -> Row:
    """One record. Quotation marks inside a quoted cell should be doubled; where they are not, they are here."""
    one_line = len(record) == 1 and len(record[0]) <= LONG  # over several lines one may be missing, not two too many
    suspect = one_line and '"' in "".join(cells) and not _strictly(record[0], delimiter)
    if suspect and (read := _strictly(_doubled(record[0], delimiter), delimiter)):
        record.clear()
        return Row(number, read, repaired=True)
    record.clear()
    return Row(number, cells)


def _doubled(written: str, delimiter: str) -> str:
    """A quoted cell begins behind a delimiter and ends before one: each mark between that stands alone, doubled."""
    body = written.rstrip("\r\n")
    pieces, last, inside = [], 0, False
    for found in re.finditer('"', body):
        place = found.start()
        before, after = body[place - 1 : place] or delimiter, body[place + 1 : place + 2] or delimiter
        if not inside:
            inside = before == delimiter
        elif after == delimiter:
            inside = False
        elif '"' not in (before, after):
            pieces.append(body[last : place + 1])
            last = place
    return "".join([*pieces, written[last:]])


def _strictly(written: str, delimiter: str) -> list[str]:
    """The cells of one record that has its quotation marks where they belong; else none."""
    try:
        read = list(csv.reader([written], delimiter=delimiter, strict=True))
    except csv.Error:
        return []
    return read[0] if len(read) == 1 else []


def _whole(cells: list[str]) -> list[str]:
    if sum(map(len, cells)) > LONG and any(len(cell) > LONG and re.search("[\r\n]", cell) for cell in cells):
        raise BadFile(BROKEN_QUOTES)
    return cells


def decode(content: bytes) -> tuple[str, tuple[Oddity, ...]]:
    """The text of a file, and what was odd about it.

    A byte order mark decides; then noughts between letters (UTF-16); then whether it is UTF-8 throughout; else it is
    Windows-1252, or UTF-8 into which such lines were pasted.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            rest = content.removeprefix(mark)
            return _utf8(rest) if encoding == "utf-8" else (rest.decode(encoding, "replace"), ())
    if encoding := _wide(content[:4000]):
        return content.decode(encoding, "replace"), ()
    return _utf8(content)


def _wide(start: bytes) -> str:
    """The name of a two-byte encoding without its mark: Western text has a nought in every other byte."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 5:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf8(content: bytes) -> tuple[str, tuple[Oddity, ...]]:
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    whole = len(content.decode("utf-8", "ignore").encode("ascii", "ignore"))
    kept = len(content.decode("utf-8", "ignore").encode())
    broken = len(content) - kept
    if kept - whole <= broken:
        welsh = WELSH.search(content) and not ONLY_WINDOWS.search(content)
        return content.decode("iso8859-14" if welsh else "cp1252", "replace"), ()
    return content.decode("utf-8", "as_windows"), (MIXED,)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("as_windows", _as_windows)
