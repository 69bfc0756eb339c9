"""The register as lists: in which orders it can be read, and each contract as a row of words. Pure."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.publishing import words
from portal.publishing.line import Line

NO_END = "No end date"
NOT_SAID = "Not said"

Titles = Mapping[str, str]
"""Key of a service -> its title."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order in which the register can be read; `key` stands in addresses. What has the same `place` stands by its
    title."""

    key: str
    name: str
    lead: str
    place: Callable[[Line, Titles], tuple[Any, ...]]


class Row(NamedTuple):
    """A contract as lists show it. `more`: how many suppliers it has beside the one that is named."""

    url: str
    title: str
    supplier: str
    supplier_url: str
    more: int
    service: str
    service_url: str
    ends: str
    value: str
    authority: str


def by_end_date(line: Line, _titles: Titles) -> tuple[Any, ...]:
    """Soonest first; without an end date last."""
    return line.ends_on is None, line.ends_on or ""


def by_value(line: Line, _titles: Titles) -> tuple[Any, ...]:
    """Largest first; then nominal values, then what is not known."""
    known = line.counts and line.value_pence is not None
    rank = 0 if known else 1 if line.value_kind == "nominal" else 2
    return rank, -(line.value_pence or 0) if known else 0


def by_supplier(line: Line, _titles: Titles) -> tuple[Any, ...]:
    """By the name of its first supplier; without one last."""
    name = line.suppliers[0].name if line.suppliers else ""
    return not name, folded(name)


def by_service(line: Line, titles: Titles) -> tuple[Any, ...]:
    """By the title of its service; without one last."""
    title = titles.get(line.service, "")
    return not title, folded(title)


ORDERS = {
    "end-date": Order(
        "end-date", "end date", "What ends first stands first; contracts without an end date stand last.", by_end_date
    ),
    "value": Order(
        "value",
        "value",
        "The largest first, as the council gives it: for the whole contract, or for a year. "
        "Frameworks without a value of their own and values that are not known stand last.",
        by_value,
    ),
    "supplier": Order(
        "supplier", "supplier", "A contract with several suppliers stands under the first of them.", by_supplier
    ),
    "service": Order("service", "service", "Contracts for which no service is given stand last.", by_service),
}
"""Every order by its key; the first one is the one in which the register is shown."""


def by_title(lines: Iterable[Line]) -> list[Line]:
    """The lines by their titles; always the same, however they come."""
    return sorted(lines, key=lambda line: (folded(line.title), line.key))


def in_order(lines: Iterable[Line], order: Order, titles: Titles) -> list[Line]:
    """Lines that stand by their titles, in this order."""
    return sorted(lines, key=lambda line: order.place(line, titles))


def row_of(line: Line, titles: Titles, authorities: Titles) -> Row:
    """A contract in words."""
    first = line.suppliers[0] if line.suppliers else None
    return Row(
        url=line.url,
        title=line.title,
        supplier=first.name if first else line.supplier_words or NOT_SAID,
        supplier_url=f"/suppliers/{first.slug}/" if first else "",
        more=len({party.slug for party in line.suppliers}) - 1 if first else 0,
        service=titles.get(line.service, NOT_SAID),
        service_url=f"/services/{line.service}/" if line.service in titles else "",
        ends=words.short_day(line.ends_on) or line.ends_note or NO_END,
        value=value_of(line),
        authority=authorities[line.authority],
    )


def value_of(line: Line) -> str:
    """“£480,000 a year”, “Framework without its own value”, the words in its place, or that it is not said."""
    if line.value_kind == "nominal":
        return words.nominal(line.arrangement, line.value_pence)
    if line.value_pence is None:
        return line.value_words or NOT_SAID
    return words.pounds(line.value_pence) + (" a year" if line.value_kind == "yearly" else "")


def folded(text: str) -> str:
    """Without case and diacritics, for sorting by name."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
