"""`/desk/register/spending/`: files that were taken in, payees that wait for a person, purposes without a service."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.conflicts import Stale
from models.spending.payment import Payee, Purpose
from portal import access
from portal.clock import now
from portal.register.desk import finding
from portal.spending import listing, words, work

bp = Blueprint("desk_spending", __name__, url_prefix="/desk/register/spending")
bp.before_request(finding.readers_only)

LARGEST_ID = 2**31


@bp.get("/")
def index() -> str:
    """What a person has to say, the largest sums first."""
    return _page()


def _page(problem: str = "") -> str:
    authority = finding.whose()
    may_work = authority.id in access.viewer().authorities(finding.WORKS)
    found = listing.listed(authority)
    return render_template(
        "desk/spending/index.html",
        authority=authority,
        found=found,
        may_work=may_work,
        problem=problem,
        money=words.money,
    )


@bp.post("/payees")
@access.required(*finding.WORKS)
def payee() -> Any:
    """It is the supplier that it seems to be, or it is none."""
    authority = finding.whose(finding.WORKS)
    one, answer = _one(listing.open_payees(authority.id), Payee), request.form.get("is", "")
    if one is None or answer not in ("yes", "no"):
        return _page("Select a payee, and say whether it is that supplier"), 422
    supplier = one.like_id if answer == "yes" else None
    try:
        work.decide(one, supplier, by=access.viewer().person, now=now(), version=_version())
    except Stale:
        return _page("A colleague has said so meanwhile. Nothing was changed."), 409
    flash(f"{one.name}: saved.", "success")
    return redirect(url_for(".index"))


@bp.post("/purposes")
@access.required(*finding.WORKS)
def purpose() -> Any:
    """Which service it is, or none of them."""
    authority = finding.whose(finding.WORKS)
    one, key = _one(listing.open_purposes(authority.id), Purpose), request.form.get("service", "")
    services = {row.key: row.id for row in listing.listed(authority).services}
    if one is None or (key != "none" and key not in services):
        return _page("Select a service, or “None of them”"), 422
    try:
        work.sort(one, services.get(key), by=access.viewer().person, now=now(), version=_version())
    except Stale:
        return _page("A colleague has said so meanwhile. Nothing was changed."), 409
    flash(f"{one.words}: saved.", "success")
    return redirect(url_for(".index"))


def _one(query: Any, table: type[Payee] | type[Purpose]) -> Any:
    number = request.form.get("id", type=int) or 0
    return query.where(table.id == number).first() if 0 < number < LARGEST_ID else None


def _version() -> int:
    return request.form.get("version", type=int) or 0
