"""`/desk/register/findings/<uuid>/take-out`: a file should not have been taken in; what it added is left out again."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone
from models.register.taking_in import Import
from portal import access
from portal.clock import now
from portal.register import taking_out_work as work
from portal.register.desk import finding
from portal.register.desk.act_forms import LeaveOutForm
from portal.register.file_pages import mine
from portal.register.finding_views import found_in
from portal.register.previews import Moved

bp = Blueprint("desk_taking_out", __name__, url_prefix="/desk/register/findings")
bp.before_request(finding.readers_only)


@bp.get("/<uuid:taken_in>/take-out")
@access.required(*finding.WORKS)
def take_out(taken_in: UUID) -> str:
    """What it would do, what stays and why, and a box for the reason."""
    return _page(found_in(taken_in, finding.WORKS), LeaveOutForm())


@bp.post("/<uuid:taken_in>/take-out")
@access.required(*finding.WORKS)
def take_out_post(taken_in: UUID) -> Any:
    """Leaves out what the file added."""
    taken, form = found_in(taken_in, finding.WORKS), LeaveOutForm(request.form)
    if not form.validate():
        return _page(taken, form), 422
    why, seen, by = form.why.data or "", request.form.get("seen", ""), access.viewer().person
    try:
        count = work.take_out(taken, why, mine(), seen=seen, by=by, now=now())
    except Moved:
        return _page(taken, form, moved=True), 409
    except AlreadyDone:
        flash("Nothing of this file is left to take out.")
    else:
        flash(f"{_contracts(count)} left out of the register. Nothing is deleted.", "success")
    return _onwards(taken_in)


@bp.post("/<uuid:taken_in>/put-back")
@access.required(*finding.WORKS)
def put_back(taken_in: UUID) -> Response:
    """What was left out with the file stands in the register again."""
    taken = found_in(taken_in, finding.WORKS)
    try:
        count = work.put_back(taken, mine(), by=access.viewer().person, now=now())
    except AlreadyDone:
        flash("They stand in the register already.")
    else:
        flash(f"{_contracts(count)} put back into the register.", "success")
    return _onwards(taken_in)


def _contracts(count: int) -> str:
    return f"{count:,} contract{' was' if count == 1 else 's were'}"


def _onwards(taken_in: UUID) -> Response:
    return redirect(url_for("desk_findings.read", taken_in=taken_in))


def _page(taken: Import, form: LeaveOutForm, *, moved: bool = False) -> str:
    return render_template(
        "desk/register/take_out.html",
        taken=taken,
        outlook=work.outlook(taken, mine()),
        form=form,
        problems=form.problems(),
        moved=moved,
    )
