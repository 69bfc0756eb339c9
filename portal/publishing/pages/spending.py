"""What was paid, on a contract and on none: a page for every authority and quarter whose spending is known."""

from collections.abc import Iterator

from flask import Blueprint, abort, render_template

from models.public import record as tables
from portal.publishing import paid
from portal.publishing import quarter as quarters
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Edition, Register, register
from portal.publishing.tables import name

bp = Blueprint("spending", __name__)

SECTION = "/spending/"


def url_of(edition: Edition) -> str:
    """/spending/fairshire/2026-27-q2/"""
    return f"{SECTION}{edition.authority}/{edition.quarter}/"


def addresses(of: Register) -> Iterator[Address]:
    """The list, and each page."""
    found = paid.editions_with(of)
    named = [(one.authority, one.label, name(of, one), str(paid.rows_of(one).get("all"))) for one in found]
    yield Address(SECTION, mark_of(named))
    for edition in found:
        yield Address(url_of(edition), mark_of(quarters.edition_mark(of, edition), name(of, edition)))


@bp.get(SECTION)
def index() -> str:
    """Every quarter that is known."""
    here = register()
    found = [(url_of(one), name(here, one), one.label, paid.share_off(paid.rows_of(one)["all"]))
             for one in paid.editions_with(here)]  # fmt: skip
    return render_template("public/spending-list.html", section="/register/", found=found)


@bp.get("/spending/<authority>/<quarter>/")
def page(authority: str, quarter: str) -> str:
    """By service and by segment; what is withheld is said to be."""
    here = register()
    edition = here.editions.get((authority, quarter.upper()))
    rows = paid.rows_of(edition) if edition and edition.quarter == quarter else {}
    if edition is None or "all" not in rows:
        abort(404)
    segments = {row["key"]: row["segment"] for row in here.other(tables.Service, edition)}
    return render_template(
        "public/spending.html",
        section="/register/",
        crumbs=(("Spending", SECTION),),
        edition=edition,
        name=name(here, edition),
        whole=rows["all"],
        ways=paid.WAYS,
        money=paid.money,
        share=paid.share_off(rows["all"]),
        services=paid.by_service(rows, segments),
        segments=paid.by_segment(rows, segments),
    )
