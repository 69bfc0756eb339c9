"""The rows of a quarter, or of one council among several, for the search on its page: compact JSON, fetched when
somebody searches.

Contracts stand in columns, soonest end first: title, slug, reference, authority, supplier, service, ends, value.
Authority, supplier (several: a list) and service (none: -1) are places in the lists [[name, slug]] beside them; words
may stand for a supplier. Ends is a day or words. Value is in pounds, below nought where it is of a year, or words. A
slug that follows from its name or reference is empty. assets/scripts/register_rows.mjs reads them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from flask import Blueprint, Response, abort

from portal.publishing import listing, lists, quarter
from portal.publishing.line import Line
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register
from portal.publishing.words import NOMINAL

bp = Blueprint("register_rows", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """The rows of each quarter; of several councils also those in force of each."""
    for one in of.quarters.values():
        yield Address(f"/register/{one.slug}/rows.json", mark_of(quarter.mark(of, one)))
    for slug in of.newest if len(of.newest) > 1 else ():
        yield Address(address_of(of, slug), mark_of(quarter.shared(of), in_force(of, slug)))


def address_of(of: Register, slug: str) -> str:
    """Where the rows of the contracts in force of a council stand; of the only one those of the quarter are its own."""
    return f"/authorities/{slug}/rows.json" if len(of.newest) > 1 else f"/register/{of.newest[slug].quarter}/rows.json"


@bp.get("/register/<slug>/rows.json")
def register_rows(slug: str) -> Response:
    """The rows of a quarter, soonest end first."""
    of = register()
    if slug not in of.quarters:
        abort(404)
    return _answer(of, quarter.ordered(of, slug, "end-date"))


@bp.get("/authorities/<slug>/rows.json")
def authority_rows(slug: str) -> Response:
    """The rows of the contracts in force of one council."""
    of = register()
    if slug not in of.newest:
        abort(404)
    return _answer(of, in_force(of, slug))


def in_force(of: Register, slug: str) -> list[Line]:
    """The contracts in force of a council, soonest end first."""
    lines = lists.by_title(listing.in_force(of).get(slug, []))
    return lists.in_order(lines, lists.ORDERS["end-date"], quarter.titles(of))


def _answer(of: Register, lines: Sequence[Line]) -> Response:
    return Response(orjson.dumps(rows(of, lines)), mimetype="application/json")


class Named:
    """Different things with a name and a slug, each once, and the place of each."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], int] = {}

    def place(self, name: str, slug: str) -> int:
        """Where it stands; at the end, if it is new."""
        return self.places.setdefault((name, slug), len(self.places))

    def listed(self) -> list[tuple[str, str]]:
        """All of them in their places."""
        return [(name, _short(slug, name)) for name, slug in self.places]


def rows(of: Register, lines: Sequence[Line]) -> dict[str, Any]:
    """Everything that the search shows of these contracts."""
    titles, names = quarter.titles(of), quarter.names(of)
    authorities, services, suppliers = Named(), Named(), Named()
    columns = {
        "title": [line.title for line in lines],
        "slug": [_short(line.slug, line.reference) for line in lines],
        "reference": [line.reference for line in lines],
        "authority": [authorities.place(names[line.authority], line.authority) for line in lines],
        "supplier": [_suppliers(line, suppliers) for line in lines],
        "service": [_service(line, titles, services) for line in lines],
        "ends": [line.ends_on or line.ends_note or lists.NO_END for line in lines],
        "value": [_value(line) for line in lines],
    }
    named = {"authorities": authorities, "services": services, "suppliers": suppliers}
    said = {"nominal": NOMINAL, "not_said": lists.NOT_SAID}
    return {**said, **{key: one.listed() for key, one in named.items()}, **columns}


def _service(line: Line, titles: lists.Titles, services: Named) -> int:
    return services.place(titles[line.service], line.service) if line.service in titles else -1


def _suppliers(line: Line, suppliers: Named) -> int | list[int] | str:
    places = list(dict.fromkeys(suppliers.place(party.name, party.slug) for party in line.suppliers))
    if not places:
        return line.supplier_words or lists.NOT_SAID
    return places if len(places) > 1 else places[0]


def _value(line: Line) -> float | str:
    if not line.counts or line.value_pence is None:
        return lists.value_of(line)
    pounds = line.value_pence // 100 if line.value_pence % 100 == 0 else line.value_pence / 100
    return -pounds if line.value_kind == "yearly" else pounds


def _short(slug: str, name: str) -> str:
    """Nothing, where the slug is what the script makes of the name."""
    return "" if slug == NOT_IN_SLUGS("-", name.lower()).strip("-") else slug


NOT_IN_SLUGS = re.compile("[^a-z0-9]+").sub
