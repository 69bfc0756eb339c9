"""About the data: what every field says, where it departs from the LGA’s template, and how much of it is filled in."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, current_app, render_template

from portal.publishing import about_words, csv_columns, quarter, tables
from portal.publishing.csv_columns import Column
from portal.publishing.fields import TABLES
from portal.publishing.open_data.files import no_ocds
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.about import contacts
from portal.publishing.pages.data import facts_of
from portal.publishing.register import Edition, Register, register
from portal.publishing.site import Site

bp = Blueprint("about_data", __name__)

PAGE = "/about-the-data/"
BLOCKS = ("statement", "attribution")


def addresses(of: Register) -> Iterator[Address]:
    """The page, and the coverage of each newest edition."""
    marks = [tables.mark(of, one) for one in of.newest.values()]
    newest = next(iter(of.quarters.values()), None)
    shown = str((contacts(of), of.newest, newest, _nations(of)))
    yield Address(PAGE, mark_of(about_words.mark(_site().words, *BLOCKS), marks, shown))
    for one, mark in zip(of.newest.values(), marks, strict=True):
        yield Address(_coverage_url(one), mark_of(mark, str(one)))


@bp.get(PAGE)
def about_data() -> str:
    """Everything on one page but the coverage, of which it gives the sum."""
    here = register()
    return render_template(
        "public/about-data.html",
        columns=[("The LGA’s template", csv_columns.LGA), ("Our own columns, after it", csv_columns.OURS)],
        tables=TABLES,
        coverage=[_sum(here, one) for one in sorted(here.newest.values(), key=lambda one: tables.name(here, one))],
        newest=next(iter(here.quarters.values()), None),
        limits=sorted({row["threshold_pence"] for row in here.authorities.values()}),
        nations=_nations(here),
        contacts=contacts(here),
        no_ocds=no_ocds(_site()),
        **{name: about_words.block(_site().words, name) for name in BLOCKS},
    )


@bp.get(f"{PAGE}coverage/<authority>/")
def coverage(authority: str) -> str:
    """Of the newest edition of an authority: the share of rows in which each column is filled in."""
    here = register()
    edition = here.newest.get(authority) or abort(404)
    facts = facts_of(here, edition)
    filled = facts.filled
    return render_template(
        "public/coverage.html",
        crumbs=(("About the data", PAGE),),
        edition=edition,
        name=tables.name(here, edition),
        facts=facts,
        file=tables.url_of(edition),
        groups=[
            (title, [_line(column, filled[column.name], facts.rows) for column in columns])
            for title, columns in (("The LGA’s template", csv_columns.LGA), ("Our own columns", csv_columns.OURS))
        ],
        left_out=quarter.withheld(here.quarters[edition.quarter])[authority],
    )


def _line(column: Column, filled: int, rows: int) -> dict[str, Any]:
    return {"name": column.name, "filled": filled, "share": share(filled, rows), "why": column.blank}


def share(filled: int, rows: int) -> str:
    """“93%”; all and nothing only where it is all or nothing."""
    if not rows or filled in (0, rows):
        return "none" if not filled else "all"
    percent = min(max(round(100 * filled / rows), 1), 99)
    return f"{percent}%"


def _nations(of: Register) -> list[str]:
    """Of the authorities: the law that asks for a register is not the same in each."""
    return sorted({row["nation"] for row in of.authorities.values()})


def _sum(of: Register, edition: Edition) -> dict[str, Any]:
    filled = facts_of(of, edition).filled
    known = [column for column in csv_columns.LGA if filled[column.name]]
    return {
        "name": tables.name(of, edition),
        "label": edition.label,
        "url": _coverage_url(edition),
        "filled": len(known),
        "of": len(csv_columns.LGA),
    }


def _coverage_url(edition: Edition) -> str:
    return f"{PAGE}coverage/{edition.authority}/"


def _site() -> Site:
    site: Site = current_app.extensions["site"]
    return site
