"""Whether one cell has the format that the LGA’s guidance asks for. Pure; each function says what is wrong, or “”.

Source: LGA, “Local transparency guidance: publishing spending and procurement information”, v1.3 (1 June 2015), and the
guidance to its schemas: DD/MM/YYYY in ten characters; money with two decimals and no sign of a currency; True, Yes,
False or No; an empty cell for what there is not, never “N/A”; several values in a cell parted by “|”.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

Check = Callable[[str], str]

DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
MONEY = re.compile(r"-?(0|[1-9]\d*)\.\d\d", re.ASCII)
FLAGS = frozenset(("true", "yes", "false", "no"))
ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s]*", re.IGNORECASE)
CPV = re.compile(r"\d{8}(-\d)?", re.ASCII)
PLACEHOLDERS = frozenset(("n/a", "na", "n\\a", "null", "none", "nil", "tbc", "tba", "-", "–", "unknown", "not known"))
REDACTIONS = ("REDACTED PERSONAL DATA", "REDACTED COMMERCIAL CONFIDENTIALITY")
"""The words that the Local Government Transparency Code 2015 asks for; they may stand in any cell."""


def day(value: str) -> str:
    """31/03/2026"""
    found = DAY.fullmatch(value)
    if not found:
        return "not a date as DD/MM/YYYY"
    try:
        date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        american = int(found[2]) > 12 >= int(found[1])
        return "no such day: the day stands before the month" if american else "no such day"
    return ""


def money(value: str) -> str:
    """25123.00 or -26123.45"""
    if MONEY.fullmatch(value):
        return ""
    if MONEY.fullmatch(re.sub(r"[£,\s]", "", value)):
        return "an amount with a pound sign, comma or space: figures, a point and two decimals alone"
    return "not an amount with two decimals, such as 25123.00"


def flag(value: str) -> str:
    """True, Yes, False or No, in any case."""
    return "" if value.lower() in FLAGS else "neither Yes nor No (True and False count, too)"


def address(value: str) -> str:
    """Web addresses, parted by “|”."""
    return "" if all(ADDRESS.fullmatch(one.strip()) for one in value.split("|")) else "not a web address"


def cpv(value: str) -> str:
    """Codes of the Common Procurement Vocabulary, parted by “|”."""
    return "" if all(CPV.fullmatch(one.strip()) for one in value.split("|")) else "not a CPV code of eight figures"


def one_of(words: Iterable[str]) -> Check:
    """Any of these words, in any case."""
    known = tuple(words)
    folded = {word.casefold() for word in known}
    return lambda value: "" if value.casefold() in folded else f"none of: {'; '.join(known)}"


def problem(value: str, check: Check | None) -> str:
    """What is wrong with a cell that is not empty. A redaction in the Code’s words is right anywhere."""
    if value.upper() in REDACTIONS:
        return ""
    if value.casefold() in PLACEHOLDERS:
        return "a placeholder: what there is not is an empty cell"
    return check(value) if check else ""
