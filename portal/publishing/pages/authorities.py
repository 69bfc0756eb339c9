"""All authorities: which register is the newest of each, and whether it came in time."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint, render_template

from portal.publishing import quarter
from portal.publishing.comparing import compared
from portal.publishing.editions import days_late, published_on
from portal.publishing.lists import folded
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register
from portal.publishing.words import counted, short_day

bp = Blueprint("authorities", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """The one page."""
    yield Address("/authorities/", mark_of(str(_rows(of)), str(compared(of))))


@bp.get("/authorities/")
def authorities() -> str:
    """The list."""
    here = register()
    return render_template(
        "public/authorities.html",
        section="/register/",
        crumbs=(("Contracts register", "/register/"),),
        rows=_rows(here),
        compared=compared(here) if len(here.newest) > 1 else (),
    )


@lru_cache(maxsize=1)
def _rows(of: Register) -> list[dict[str, Any]]:
    found = sorted(of.authorities.values(), key=lambda row: (folded(str(row["name"])), row["slug"]))
    return [_row(of, str(row["slug"]), str(row["name"])) for row in found]


def _row(of: Register, slug: str, name: str) -> dict[str, Any]:
    newest, last = of.newest[slug], next(iter(of.quarters.values()))
    late = days_late(newest)
    return {
        "name": name,
        "href": f"/authorities/{slug}/",
        "label": newest.label,
        "register": f"/register/{newest.quarter}/",
        "published": short_day(published_on(newest)),
        "late": f"{counted(late, 'day')} late" if late > 0 else "",
        "behind": "" if newest.period_key == last.period_key else f"{last.label} is not published",
        "contracts": quarter.sizes(of)[newest.quarter][slug],
    }
