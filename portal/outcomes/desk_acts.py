"""What is done with an outcome: checked, released to bidders, to everybody, made a contract, sealed, held."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Stale
from models.tendering.bidder import Bidder
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes import finding
from portal.outcomes.forms import HoldForm, NoticeForm
from portal.outcomes.work import contract as contracts
from portal.outcomes.work import sealed, telling
from portal.tenders.finding import version
from portal.uploads.finding import cellar

bp = Blueprint("desk_outcome_acts", __name__, url_prefix="/desk/tenders/<uuid:tender>/outcome")

REFUSED = {
    "incomplete": "Nothing was released: a sheet lacks something, or nobody has won.",
    "feedback": "First release feedback to all bidders.",
    "released": "That was released before.",
    "closed": "Note the decision first.",
}


def _done(tender: UUID, said: str, act: Callable[[], object]) -> Response:
    """Does it, says so, and goes back; or says why not."""
    try:
        act()
    except Stale:
        flash("Somebody changed it meanwhile. Look at it once more.", "error")
    except NeedsAnother:
        flash("A second person, who did not write it, has to read all sheets first.", "error")
    except NotNow as refused:
        flash(REFUSED.get(refused.state, "It cannot be done now."), "error")
    else:
        flash(said, "success")
    return redirect(url_for("desk_outcomes.index", tender=tender))


@bp.post("/check")
@access.required(*finding.WORKS)
def check(tender: UUID) -> Response:
    """A second person read all sheets."""
    found, by = finding.workable(tender), access.viewer().person
    outcome = access.found(Outcome.of(found.id))
    return _done(tender, "Checked.", lambda: telling.check(outcome, by=by, now=now(), version=version()))


@bp.post("/feedback")
@access.required(*finding.WORKS)
def feedback(tender: UUID) -> Response:
    """All bidders have their sheet from this instant on."""
    found, by = finding.workable(tender), access.viewer().person
    said = "All bidders have their feedback since the same moment. Send the files to those without an account here."
    return _done(tender, said, lambda: telling.feedback(found, by=by, now=now(), version=version()))


@bp.post("/release")
@access.required(*finding.WORKS)
def release(tender: UUID) -> Response:
    """Everybody reads who won."""
    found, by = finding.workable(tender), access.viewer().person
    return _done(
        tender, "Everybody reads the outcome now.", lambda: telling.outcome(found, by=by, now=now(), version=version())
    )


@bp.get("/notice")
@access.required(*finding.WORKS)
def notice(tender: UUID) -> str:
    """The form for the day of the contract award notice."""
    return _form("notice", finding.workable(tender), NoticeForm(), {})


@bp.post("/notice")
@access.required(*finding.WORKS)
def notice_post(tender: UUID) -> Any:
    """Notes it."""
    found, form, by = finding.workable(tender), NoticeForm(request.form), access.viewer().person
    form.today = today(now())
    if not form.validate():
        return _form("notice", found, form, form.problems()), 422
    day: Any = form.notice_on.value
    return _done(tender, "Noted.", lambda: telling.notice(found, day, by=by, now=now(), version=version()))


@bp.get("/hold")
@access.required("manager")
def hold(tender: UUID) -> str:
    """The form for a legal hold."""
    found = finding.workable(tender)
    outcome = Outcome.of(found.id)
    return _form("hold", found, HoldForm(data={"why": outcome.hold_why if outcome else ""}), {})


@bp.post("/hold")
@access.required("manager")
def hold_post(tender: UUID) -> Any:
    """Begins or ends it."""
    found, form, by = finding.workable(tender), HoldForm(request.form), access.viewer().person
    if not form.validate():
        return _form("hold", found, form, form.problems()), 422
    why = form.why.data or ""
    return _done(tender, "Noted.", lambda: telling.hold(found, why, by=by, now=now(), version=version()))


def _form(kind: str, tender: Tender, form: Any, problems: dict[str, str]) -> str:
    outcome = Outcome.of(tender.id)
    return render_template(
        f"desk/outcomes/{kind}.html", tender=tender, form=form, problems=problems,
        version=outcome.version if outcome else 1,
    )  # fmt: skip


@bp.get("/contract")
@access.required(*finding.WORKS)
def contract(tender: UUID) -> str:
    """Which suppliers of the register the winners are."""
    found = finding.workable(tender)
    outcome: Outcome = access.found(Outcome.of(found.id))
    return render_template(
        "desk/outcomes/contract.html", tender=found, outcome=outcome, winners=contracts.winners(found)
    )


@bp.post("/contract")
@access.required(*finding.WORKS)
def contract_post(tender: UUID) -> Response:
    """Makes the contract in the register."""
    found, by = finding.workable(tender), access.viewer().person
    keys = [str(one.public_id) for one in Bidder.of(found.id)]
    chosen = {key: request.form[key] for key in keys if request.form.get(key)}
    here = redirect(url_for(".contract", tender=tender))
    try:
        return _done(
            tender, "The contract stands in the register.",
            lambda: contracts.make(found, chosen, by=by, now=now(), version=version()),
        )  # fmt: skip
    except AlreadyDone:
        flash("The contract was made before.")
    except KeyError:
        flash("Select which supplier each winner is.", "error")
    return here


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
