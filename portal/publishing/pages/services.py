"""All services: how many contracts each has, what they come to in a year, and how many end soon."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, render_template

from portal.publishing.listing import a_year, ends_soon
from portal.publishing.lists import folded
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.service import marks_of
from portal.publishing.register import Register, register
from portal.publishing.service_facts import NOT_SAID, bought_for_one

bp = Blueprint("services", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """The one page."""
    yield Address("/services/", mark_of(list(marks_of(of).values()), without(of), str(bought_for_one(of, NOT_SAID))))


@bp.get("/services/")
def services() -> str:
    """The list."""
    here = register()
    return render_template(
        "public/services.html",
        section="/services/",
        rows=_rows(here),
        without=without(here),
        bought=bought_for_one(here, NOT_SAID),
    )


def without(of: Register) -> int:
    """How many contracts in force name no service."""
    return sum(not line.service for line in of.current())


def _rows(of: Register) -> list[dict[str, Any]]:
    found = sorted(of.services.values(), key=lambda row: (folded(str(row["title"])), row["key"]))
    return [_row(of, str(row["key"]), str(row["title"])) for row in found]


def _row(of: Register, key: str, title: str) -> dict[str, Any]:
    lines = of.current(of.by_service.get(key, []))
    total = a_year(lines)
    return {
        "title": title,
        "href": f"/services/{key}/",
        "contracts": len(lines),
        "suppliers": len({part.slug for line in lines for part in line.suppliers}),
        "a_year": total.number if total.known else "",
        "note": f"{total.known} of {total.known + total.unknown} say" if total.unknown and total.known else "",
        "soon": sum(ends_soon(of, line) for line in lines),
    }
