"""The panel of a tender: who judges it, and what each declared before the questions were opened to them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone
from models.tendering.panel import Panelist
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.tenders import finding
from portal.tenders.act_forms import DeclareForm
from portal.tenders.work import panel

bp = Blueprint("desk_tender_panel", __name__, url_prefix="/desk/tenders/<uuid:tender>")


@bp.get("/panel")
@access.required(*finding.WORKS)
def index(tender: UUID) -> str:
    """Everybody on it, and who could be."""
    found = finding.workable(tender)
    on_it = Panelist.of(found.id)
    return render_template(
        "desk/tenders/panel.html",
        tender=found,
        panel=on_it,
        others=panel.others(found, [one.person_id for one in on_it if not one.answers]),
    )


@bp.post("/panel")
@access.required(*finding.WORKS)
def change(tender: UUID) -> Response:
    """Adds somebody, or takes them off."""
    found, by = finding.workable(tender), access.viewer().person
    person = request.form.get("person", type=str) or ""
    try:
        if "remove" in request.form:
            panel.remove(found, request.form["remove"], by=by, now=now())
        elif not panel.add(found, person, by=by, now=now()):
            flash("Select somebody who judges bids here.", "error")
    except AlreadyDone:
        flash("That was done already.")
    return redirect(url_for(".index", tender=tender))


@bp.get("/declare")
@access.required(*finding.DECLARES)
def declare(tender: UUID) -> str:
    """What this person has to do with any bidder."""
    return _declare(finding.readable(tender), DeclareForm(), {})


@bp.post("/declare")
@access.required(*finding.DECLARES)
def declare_post(tender: UUID) -> Any:
    """Keeps it."""
    found, form = finding.readable(tender), DeclareForm(request.form)
    if not form.validate():
        return _declare(found, form, form.problems()), 422
    said = (form.words.data or "") if form.conflict.data == "yes" else ""
    panel.declare(found, access.viewer().person, said, now=now())
    flash("Thank you. Your declaration is kept with the tender.", "success")
    return redirect(url_for("desk_tenders.tender", tender=tender))


def _declare(tender: Tender, form: DeclareForm, problems: dict[str, str]) -> str:
    mine = Panelist.get_or_none(Panelist.tender == tender.id, Panelist.person == access.viewer().person)
    return render_template("desk/tenders/declare.html", tender=tender, mine=mine, form=form, problems=problems)
