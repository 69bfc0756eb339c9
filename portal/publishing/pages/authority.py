"""An authority: its registers, when each was published, its contracts in force, and who to ask."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing import quarter, words
from portal.publishing.brands import view_of
from portal.publishing.editions import days_late, editions_of, published_on
from portal.publishing.home_figures import money
from portal.publishing.line import Line
from portal.publishing.listing import by_end, ending, in_force, listed
from portal.publishing.pages import Address, completeness, mark_of
from portal.publishing.pages.register_rows import address_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Edition, Register, Row, register

bp = Blueprint("authority", __name__)

KINDS = {"council": "Council", "nhs_body": "NHS body", "regional_body": "Combined or regional body"}


def addresses(of: Register) -> Iterator[Address]:
    """Every authority that closed a quarter, its contracts in pages."""
    for slug, row in of.authorities.items():
        lines, known = _lines(of).get(slug, []), mark_of(str(row), str(_known(of, slug)), view_of(of, slug))
        for number in range(1, pages(lines) + 1):
            yield Address(below(f"/authorities/{slug}/")(number), mark_of(known, page(lines, number)))


@bp.get("/authorities/<slug>/")
@bp.get("/authorities/<slug>/<int(min=2):number>/")
def authority(slug: str, number: int = 1) -> str:
    """The authority’s page."""
    here = register()
    lines = _lines(here).get(slug, [])
    if slug not in here.authorities or number > pages(lines):
        abort(404)
    crumbs = (("Contracts register", "/register/"), ("Authorities", "/authorities/"))
    return render_template(
        "public/authority.html", section="/register/", crumbs=crumbs, **_shown(here, slug, lines, number)
    )


def _shown(of: Register, slug: str, lines: list[Line], number: int) -> dict[str, Any]:
    row = of.authorities[slug]
    return {
        **_known(of, slug),
        "authority": row,
        "view": view_of(of, slug),
        "kind": KINDS[row["kind"]],
        "threshold": words.pounds(row["threshold_pence"]),
        "newest": of.newest[slug],
        "search_at": f"/authorities/{slug}/",
        "search_rows": address_of(of, slug),
        "total": len(lines),
        "lines": listed(of, page(lines, number)),
        "number": number,
        "paging": links(number, pages(lines), below(f"/authorities/{slug}/")),
    }


@lru_cache(maxsize=1)
def _lines(of: Register) -> dict[str, list[Line]]:
    """The contracts in force of each authority, by their end."""
    return {slug: by_end(lines) for slug, lines in in_force(of).items()}


@lru_cache(maxsize=1)
def _known(of: Register, slug: str) -> dict[str, Any]:
    """What every page of an authority says."""
    lines = _lines(of).get(slug, [])
    soon = ending(of, lines, words.day(of.newest[slug].as_at))
    return {"editions": _editions(of, slug), "in_force": len(lines), "money": money(lines), "ending": soon}


def _editions(of: Register, slug: str) -> list[Row]:
    """Its registers, newest first."""
    return [_edition(of, one) for one in reversed(editions_of(of, slug))]


def _edition(of: Register, one: Edition) -> Row:
    days = days_late(one)
    return {
        "label": one.label,
        "href": f"/register/{one.quarter}/",
        "csv": f"/data/{one.quarter}/{one.authority}/contracts.csv",
        "complete": completeness.url_of(one),
        "published": words.day(published_on(one)),
        "late": f"{words.counted(days, 'day')} late" if days > 0 else "",
        "contracts": quarter.sizes(of)[one.quarter][one.authority],
        "corrections": [(words.day(row["closed_on"]), row["reason"]) for row in one.revisions if row["reason"]],
    }
