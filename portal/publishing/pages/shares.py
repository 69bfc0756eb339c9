"""With whom an authority has its contracts, against its own targets: a page an authority."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing.figures import LOCAL, SME, VCSE, Figures
from portal.publishing.line import Line
from portal.publishing.market import market
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register
from portal.publishing.same_service import services_of
from portal.publishing.shares import against
from portal.publishing.supplier_facts import SME as SME_WORDS
from portal.publishing.supplier_facts import VCSE as VCSE_WORDS

bp = Blueprint("shares", __name__)

CRUMBS = (("Contracts register", "/register/"), ("Authorities", "/authorities/"))


def addresses(of: Register) -> Iterator[Address]:
    """One an authority that has a register."""
    for slug, edition in of.newest.items():
        says = str(market(of).get(slug)), of.authorities[slug]["name"], edition.as_at, edition.label
        yield Address(f"/authorities/{slug}/suppliers/", mark_of(says, _lines(of).get(slug, [])))


@lru_cache(maxsize=1)
def _lines(of: Register) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in of.current():
        found.setdefault(line.authority, []).append(line)
    return found


@bp.get("/authorities/<slug>/suppliers/")
def shares(slug: str) -> str:
    """Small or medium, voluntary or community, local; by contracts and by what they cost."""
    here = register()
    edition = here.newest.get(slug) or abort(404)
    figures = Figures(_lines(here).get(slug, []), (SME, VCSE, LOCAL), services_of(here, slug))
    said: dict[str, Any] = market(here).get(slug, {"targets": [], "local_means": ""})
    name = here.authorities[slug]["name"]
    return render_template(
        "public/shares.html",
        section="/register/",
        crumbs=(
            ("Contracts register", "/register/"),
            ("Authorities", "/authorities/"),
            (name, f"/authorities/{slug}/"),
        ),
        name=name,
        edition=edition,
        found=list(against(figures, said["targets"])),
        stated=bool(said["targets"]),
        local_means=said["local_means"],
        contracts=len(figures.lines),
        unknown=figures.without_value,
        frameworks=len(figures.frameworks),
        definitions=(SME_WORDS, VCSE_WORDS),
    )
