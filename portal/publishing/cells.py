"""Values of the register as cells of a CSV file: days, money, words. Pure.

The formats are those of the LGA’s guidance (v1.3, 1 June 2015): DD/MM/YYYY, money with two decimals and nothing else,
Yes and No, an empty cell for what is not known.
"""

import unicodedata
from functools import lru_cache

TRIGGERS = frozenset("=+-@|%＝＋－＠｜％")
"""With these a spreadsheet begins a formula or a command, in their full-width forms, too."""


def day(value: str | None) -> str:
    """31/03/2026, of an ISO text."""
    return f"{value[8:10]}/{value[5:7]}/{value[:4]}" if value else ""


def money(pence: int | None) -> str:
    """25123.00, of pence."""
    return "" if pence is None else f"{pence // 100}.{pence % 100:02}"


def number(value: int | None) -> str:
    return "" if value is None else str(value)


def flag(value: str) -> str:
    """Yes, No, or nothing where it is not known."""
    return value.capitalize()


@lru_cache(maxsize=256)
def words(key: str) -> str:
    """`call_off_direct` as Call off direct."""
    return key.replace("_", " ").capitalize()


def text(value: str | None) -> str:
    """Words as they are; an apostrophe stands before what a spreadsheet would run as a formula.

    So it does before what begins with apostrophes and then would be one: whoever reads the file back takes one away.
    """
    if not value or value[0].isalnum():
        return value or ""
    return f"'{value}" if _runs(value) else value


def _runs(value: str) -> bool:
    if value[0] in "\t\r\n":
        return True
    for char in value:
        if char in TRIGGERS:
            return True
        if char != "'" and unicodedata.category(char)[0] not in "CZ":  # what nobody sees
            return False
    return False
