"""With whom an authority has its contracts, against its own targets: a page an authority."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing.figures import LOCAL, SME, VCSE, Figures
from portal.publishing.listing import in_force, marks
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
        yield Address(f"/authorities/{slug}/suppliers/", mark_of(says, marks(of, in_force(of).get(slug, []))))


@bp.get("/authorities/<slug>/suppliers/")
def shares(slug: str) -> str:
    """Small or medium, voluntary or community, local; by contracts and by what they cost."""
    here = register()
    edition = here.newest.get(slug) or abort(404)
    figures = Figures(in_force(here).get(slug, []), (SME, VCSE, LOCAL), services_of(here, slug))
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
