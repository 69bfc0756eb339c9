"""How complete each register is: a page for every authority and quarter."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, render_template

from models.public import record as tables
from portal.publishing import quarter as quarters
from portal.publishing.blanks import MANDATORY
from portal.publishing.completeness import Completeness, completeness
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.about_data import share
from portal.publishing.register import Edition, Register, register
from portal.publishing.tables import name

bp = Blueprint("completeness", __name__)


def url_of(edition: Edition) -> str:
    """/about-the-data/completeness/2026-27-q2/fairshire/"""
    return f"/about-the-data/completeness/{edition.quarter}/{edition.authority}/"


def addresses(of: Register) -> Iterator[Address]:
    """One an edition."""
    for edition in of.editions.values():
        yield Address(url_of(edition), mark_of(quarters.edition_mark(of, edition), name(of, edition)))


@bp.get("/about-the-data/completeness/<quarter>/<authority>/")
def page(quarter: str, authority: str) -> str:
    """What is blank, what has no value of its own, whose review is overdue, and the segments of the market."""
    here = register()
    edition = here.editions.get((authority, quarter.upper()))
    if edition is None or edition.quarter != quarter:
        abort(404)
    services = {row["key"]: row["segment"] for row in here.other(tables.Service, edition)}
    lines = [line for line in here.lines(edition.period_key) if line.authority == authority]
    found = completeness(lines, services, edition.as_at)
    left_out = quarters.withheld(here.quarters[edition.quarter])[authority]
    return render_template(
        "public/completeness.html",
        crumbs=(("About the data", "/about-the-data/"),),
        edition=edition,
        name=name(here, edition),
        found=found,
        columns=[_column(found, column, says) for column, says in MANDATORY],
        left_out=quarters.left_out(left_out),
        spot=left_out["spot"],
        is_newest=here.newest[authority] is edition,
    )


def _column(found: Completeness, column: str, says: str) -> dict[str, Any]:
    blank, of = found.blank[column], found.asked[column]
    return {"says": says, "name": column, "blank": blank, "of": of, "share": share(blank, of)}
