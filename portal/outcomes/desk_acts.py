"""What is done with an outcome: checked, released to bidders, to everybody, made a contract."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Stale
from models.tendering.bidder import Bidder
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes import finding
from portal.outcomes.forms import NoticeForm
from portal.outcomes.work import contract as contracts
from portal.outcomes.work import telling
from portal.tenders.finding import version

bp = Blueprint("desk_outcome_acts", __name__, url_prefix="/desk/tenders/<uuid:tender>/outcome")

REFUSED = {
    "incomplete": "Nothing was released: a sheet lacks something, or nobody has won.",
    "feedback": "First release feedback to all bidders.",
    "released": "That was released before.",
    "closed": "Note the decision first.",
    "no hold": "No legal hold lasts any more.",
}


def done(tender: UUID, said: str, act: Callable[[], object]) -> Response:
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
    return done(tender, "Checked.", lambda: telling.check(outcome, by=by, now=now(), version=version()))


@bp.post("/feedback")
@access.required(*finding.WORKS)
def feedback(tender: UUID) -> Response:
    """All bidders have their sheet from this instant on."""
    found, by = finding.workable(tender), access.viewer().person
    said = "All bidders have their feedback since the same moment. Send the files to those without an account here."
    return done(tender, said, lambda: telling.feedback(found, by=by, now=now(), version=version()))


@bp.post("/release")
@access.required(*finding.WORKS)
def release(tender: UUID) -> Response:
    """Everybody reads who won."""
    found, by = finding.workable(tender), access.viewer().person
    return done(
        tender, "Everybody reads the outcome now.", lambda: telling.outcome(found, by=by, now=now(), version=version())
    )


@bp.get("/notice")
@access.required(*finding.WORKS)
def notice(tender: UUID) -> str:
    """The form for the day of the contract award notice."""
    return _notice(finding.workable(tender), NoticeForm(), {})


@bp.post("/notice")
@access.required(*finding.WORKS)
def notice_post(tender: UUID) -> Any:
    """Notes it."""
    found, form, by = finding.workable(tender), NoticeForm(request.form), access.viewer().person
    form.today = today(now())
    if not form.validate():
        return _notice(found, form, form.problems()), 422
    day: Any = form.notice_on.value
    return done(tender, "Noted.", lambda: telling.notice(found, day, by=by, now=now(), version=version()))


def _notice(tender: Tender, form: NoticeForm, problems: dict[str, str]) -> str:
    outcome = Outcome.of(tender.id)
    return render_template(
        "desk/outcomes/notice.html", tender=tender, form=form, problems=problems,
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
        return done(
            tender, "The contract stands in the register.",
            lambda: contracts.make(found, chosen, by=by, now=now(), version=version()),
        )  # fmt: skip
    except AlreadyDone:
        flash("The contract was made before.")
    except KeyError:
        flash("Select which supplier each winner is.", "error")
    return here
