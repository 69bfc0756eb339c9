"""The register of a Scottish authority: the seven things that section 35(3) of the Procurement Reform (Scotland) Act
2014 asks for, asp/2014/12. It prescribes no formats: a day or an amount that can be read is right. Pure."""

from collections.abc import Iterator, Mapping

from portal.register import cells, dates, lengths, money
from portal.register.columns import Columns
from portal.register.findings import shown
from portal.register.plain_text import clean
from portal.register.rows import Row
from portal.register.validation.faults import Fault, Level

WANTED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "date of award": (("awarded_on", "first_awarded_on"), "(a)"),
    "name of the contractor": (("suppliers", "supplier_words"), "(b)"),
    "subject matter": (("title", "description"), "(c)"),
    "estimated value": (("value", "yearly_value", "gross_value", "value_words"), "(d)"),
    "start date": (("starts_on", "period"), "(e)"),
    "end date, or how it will end": (("ends_on", "ends_note", "period"), "(f)"),
    "by how long it can be extended": (("extension_months", "extension", "extension_years", "last_end_on"), "(g)"),
}
"""What is asked for -> the importer’s fields that may hold it, and its letter."""

PROFILE = ("scotland",)
DAYS = frozenset(("awarded_on", "first_awarded_on", "starts_on"))
EXTENSIONS = frozenset(("extension_months", "extension", "extension_years"))
AMOUNTS = frozenset(("value", "yearly_value", "gross_value"))


def heading_faults(header: int, found: Columns) -> Iterator[Fault]:
    """Which of the seven has no column at all."""
    for words, (fields, letter) in WANTED.items():
        if not any(name in found.places for name in fields):
            yield Fault(header, "", "", f"no column for “{words}”, section 35(3){letter}", "error", PROFILE)


def row_faults(row: Row, found: Columns) -> Iterator[Fault]:
    """Which of the seven one entry lacks, and what in it cannot be read."""
    for words, (fields, letter) in WANTED.items():
        there = [(name, place) for name in fields for place in found.places.get(name, ())]
        filled = [(name, place, text) for name, place in there if (text := _text(row, place))]
        if there and not any(_says(name, text) for name, _place, text in filled):
            level: Level = "warning" if letter == "(g)" else "error"
            place = there[0][1]
            problem = f"nothing is said of “{words}”, section 35(3){letter}"
            yield Fault(row.number, found.headings[place], _text(row, place), problem, level, PROFILE)
            continue
        for name, place, text in filled:
            if problem := _unreadable(name, text):
                yield Fault(row.number, found.headings[place], shown(text), problem, "error", PROFILE)


def _says(name: str, text: str) -> bool:
    """Whether a cell says something; that there is no extension is said by “none”, too."""
    return not cells.is_placeholder(text) or (name in EXTENSIONS and bool(lengths.NONE.fullmatch(text)))


def _unreadable(name: str, text: str) -> str:
    if cells.is_placeholder(text) or cells.is_redacted(text):
        return ""
    if name in DAYS:
        return dates.day(text).problem if dates.day(text).value is None else ""
    if name in AMOUNTS:
        return money.amount(text).problem if money.amount(text).pence is None else ""
    return ""


def _text(row: Row, place: int) -> str:
    return clean(row.cells[place]).strip() if place < len(row.cells) else ""
