"""Plain text and CSV: text and nothing else."""

import csv
import io
import re

from portal.uploads.looking.looked import Looked, Refused, found

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe)", re.IGNORECASE)
BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"#!")
FORMULA = re.compile(r"\s*(?:[=@]|[+-](?![\d.,\s£$€]*$))")
"""What a spreadsheet would compute: not “-5” and not “+44 1632 960100”."""
SEEN = 2048


def look(content: bytes, kind: str) -> Looked:
    """Cells of a CSV file that a spreadsheet would compute when somebody opens it."""
    text = decoded(content)
    return Looked(kind, content, tuple(found("formulas", _formulas(text) if kind == "csv" else 0)))


def decoded(content: bytes) -> str:
    """The text. Raises Refused where it is none, or something that a program would run or show as a page."""
    if content.startswith(BINARY) or b"%PDF-" in content[:1024]:
        raise Refused("other_kind")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if CONTROL.search(text) or PAGE.match(text[:SEEN]) or b"PK\x05\x06" in content[-66_000:]:
        raise Refused("other_kind")
    return text


def _rows(text: str) -> tuple[list[list[str]], str]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), delimiter
    except csv.Error as error:
        raise Refused("damaged") from error


def _formulas(text: str) -> int:
    return sum(FORMULA.match(cell) is not None for row in _rows(text)[0] for cell in row)


def clean(content: bytes, kind: str) -> bytes:
    """The same with an apostrophe before those cells: they are shown and not computed."""
    if kind != "csv":
        return content
    rows, delimiter = _rows(decoded(content))
    made = io.StringIO()
    out = csv.writer(made, delimiter=delimiter, lineterminator="\r\n")
    out.writerows([f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")
