"""The papers of a procurement: the sealed file, how long they are kept, a legal hold and its end."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from models.conflicts import NotNow
from models.tendering.outcome import Outcome
from models.tendering.papers import PapersDeleted
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes import finding
from portal.outcomes.desk_acts import done
from portal.outcomes.forms import EndHoldForm, HoldForm, KeptForm
from portal.outcomes.work import papers, sealed
from portal.tenders.finding import version
from portal.uploads.finding import cellar

bp = Blueprint("desk_papers", __name__, url_prefix="/desk/tenders/<uuid:tender>/outcome")


@bp.get("/papers")
@access.required("manager")
def index(tender: UUID) -> str:
    """How long they are kept, and whether a legal hold lasts."""
    found = finding.workable(tender)
    outcome = Outcome.of(found.id)
    return _papers(found, HoldForm(), KeptForm(data={"years": str(outcome.years if outcome else "")}), {})


@bp.post("/hold")
@access.required("manager")
def hold(tender: UUID) -> Any:
    """Begins a legal hold, or ends the one that lasts; either for a reason."""
    found, by = finding.workable(tender), access.viewer().person
    ends = "end" in request.form
    form = (EndHoldForm if ends else HoldForm)(request.form)
    if not form.validate():
        return _papers(found, form, KeptForm(), form.problems()), 422
    act = papers.end_hold if ends else papers.hold
    said = "The legal hold is over." if ends else "Nothing of this procurement is deleted while the hold lasts."
    return done(tender, said, lambda: act(found, form.why.data or "", by=by, now=now(), version=version()))


@bp.post("/kept")
@access.required("manager")
def kept(tender: UUID) -> Any:
    """For how many years after the contract they are kept."""
    found, form, by = finding.workable(tender), KeptForm(request.form), access.viewer().person
    if not form.validate():
        return _papers(found, HoldForm(), form, form.problems()), 422
    years: int = form.years.value or 0
    return done(tender, "Noted.", lambda: papers.keep(found, years, by=by, now=now(), version=version()))


def _papers(tender: Tender, form: HoldForm | EndHoldForm, years: KeptForm, problems: dict[str, str]) -> str:
    outcome = Outcome.of(tender.id) or Outcome(tender=tender)
    return render_template(
        "desk/outcomes/papers.html", tender=tender, outcome=outcome, form=form, years=years, problems=problems,
        deleted=PapersDeleted.of(tender.id),
    )  # fmt: skip


@bp.post("/sealed-file")
@access.required("manager")
def sealed_file(tender: UUID) -> Response:
    """Everything that was written about the procurement, as one file. It names who asked."""
    found = finding.workable(tender)
    try:
        packed = sealed.seal(found, cellar().get, by=access.viewer().person, now=now())
    except NotNow:
        flash("The sealed file names who asked: it is made after the decision.", "error")
        return redirect(url_for("desk_outcomes.index", tender=tender))
    return send_file(BytesIO(packed), "application/zip", as_attachment=True, download_name=f"{found.slug}.zip")
