"""Any file that councils publish their register in, as rows of text: CSV, XLSX, XLS and ODS. Pure.

What a cell means is not asked here: dates and numbers of a spreadsheet come as exact text (2026-03-31, 1234.5).
"""

import io
import zipfile

from portal.register import books, text_files, web_tables
from portal.register.bad_file import BadFile
from portal.register.rows import Sheet

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Where a workbook with a password keeps what is in it."""

MOST_PARTS = 5_000
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"


def read(content: bytes) -> list[Sheet]:
    """The sheets of a file; a text file comes once for each delimiter, and the header decides.

    Raises BadFile where it cannot be read; `Sheet.rows` raises it where that shows only later.
    """
    if not content.strip():
        raise BadFile("The file is empty.")
    if len(content) > LARGEST_FILE:
        raise BadFile(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    start = text_files.decode(content[:512])[0].lstrip("\ufeff \t\r\n").lower()
    if content.startswith(PDF):
        raise BadFile("This is a PDF. Choose the spreadsheet or CSV file that it was made from.")
    if start.startswith(("<!doctype", "<html", "<table", "<?xml", "<head", "<meta", "<style", "<div", "<body")):
        return _of_page(content)
    if content.startswith(ZIP):
        _refuse_bombs(content)
        return books.read(content)
    if content.startswith(OLE) and LOCKED in content:
        raise BadFile(books.REASONS["password"])
    return books.read(content) if content.startswith(OLE) else text_files.read(content)


def _of_page(content: bytes) -> list[Sheet]:
    """The tables of a web page, which many systems call .xls."""
    if found := web_tables.read(text_files.decode(content)[0]):
        return found
    raise BadFile("This is a web page or XML without a table. Open what it shows, and save that as CSV or XLSX.")


def _refuse_bombs(content: bytes) -> None:
    """What a workbook says about its own size; where it lies, the reader’s own limits stop it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
            names = parts.namelist()
    except Exception as error:  # a damaged archive raises what it likes
        raise BadFile("The file is damaged: it begins like a spreadsheet and cannot be unpacked.") from error
    if len(sizes) > MOST_PARTS or sum(sizes) > LARGEST_UNPACKED:
        raise BadFile(f"The file unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MB.")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise BadFile("This is an archive or a document, not a spreadsheet. Choose the CSV or XLSX file itself.")
