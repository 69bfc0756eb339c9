"""`/desk/independent-persons/`: for the council, who visits the homes that it buys from."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template

from portal import access
from portal.clock import now
from portal.independent import finding, naming, work
from portal.limits import limited

bp = Blueprint("desk_independent", __name__, url_prefix="/desk/independent-persons")


@bp.before_request
def people_of_the_council_only() -> None:
    """One check for everything here: a seat that reads returns."""
    if not access.viewer().holds(*access.READS_RETURNS):
        abort(403)


@bp.get("/")
def index() -> str:
    """Each home of a provider that the council deals with."""
    mine = access.viewer().authorities(access.READS_RETURNS)
    return render_template("desk/independent/index.html", places=work.places(authorities=mine), now=now())


@bp.get("/<uuid:home>/<authority>/")
def place(home: UUID, authority: str) -> str:
    """Who it is there; for who works on returns, naming and ending."""
    who = access.viewer()
    found = finding.place(home, authority, authorities=who.authorities(access.READS_RETURNS))
    return naming.page(found, may=found.authority.id in who.authorities(access.WORKS_ON_RETURNS))


@bp.post("/<uuid:home>/<authority>/name")
@limited("invite")
def name(home: UUID, authority: str) -> Any:
    """Sends the link to whom the provider appointed."""
    return naming.name(_workable(home, authority))


@bp.post("/<uuid:home>/<authority>/end")
def end(home: UUID, authority: str) -> Any:
    """They are it no longer."""
    return naming.end(_workable(home, authority))


def _workable(home: UUID, authority: str) -> work.Place:
    mine = access.viewer().authorities(access.WORKS_ON_RETURNS)
    return finding.place(home, authority, authorities=mine)
