"""`/desk/register/colour/`: the colour of a council among several on the public site, seen before it is kept."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.authority import Authority
from models.conflicts import Stale
from portal import access
from portal.clock import now
from portal.colours import CONTRAST, shades
from portal.profile.typed import problems
from portal.register.desk import finding
from portal.register.desk.colour_form import ColourForm
from portal.register.desk.work import colour as work

bp = Blueprint("desk_colour", __name__, url_prefix="/desk/register")
bp.before_request(finding.readers_only)


@bp.get("/colour/")
@access.required(*finding.WORKS)
def colour() -> str:
    """The colour as it is, and how it looks."""
    authority = finding.whose(finding.WORKS)
    return _page(authority, ColourForm(data={"colour": authority.brand}), authority.brand, authority.brand)


@bp.post("/colour/")
@access.required(*finding.WORKS)
def colour_post() -> Any:
    """Shows what was typed, or saves it; it is public from the next edition on."""
    authority, form = finding.whose(finding.WORKS), ColourForm(request.form)
    seen = request.form.get("seen", "")
    if not form.validate():
        return _page(authority, form, "", seen), 422
    if "show" in request.form:
        return _page(authority, form, form.value(), seen)
    try:
        work.paint(authority, form.value(), by=access.viewer().person, now=now(), seen=seen)
    except Stale:
        return _page(authority, form, form.value(), authority.brand, meanwhile=True), 409
    flash("Saved. It is public from the next edition on.", "success")
    return redirect(url_for(".colour"))


def _page(authority: Authority, form: ColourForm, shown: str, seen: str, *, meanwhile: bool = False) -> str:
    return render_template(
        "desk/register/colour.html", authority=authority, form=form, problems=problems(form), made=shades(shown),
        shown=shown, seen=seen, meanwhile=meanwhile, least=CONTRAST,
    )  # fmt: skip
