"""Leaving out of the register what should not be in it: entered twice, of another council, not a contract."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone, NotNow, Stale
from models.register.contract import Contract
from portal import access
from portal.clock import now
from portal.register.desk import finding
from portal.register.desk.act_forms import LeaveOutForm
from portal.register.desk.views import sheet_page
from portal.register.desk.work import leaving

bp = Blueprint("register_leaving", __name__, url_prefix="/desk/register/contracts/<authority>/<slug>")
bp.before_request(finding.readers_only)

BACK = "It stands in the register again."
HELD = " It is held back from publication; its page says why."
"""By the guard, or because it was taken down meanwhile: that is for good."""


@bp.get("/leave-out")
@access.required(*finding.WORKS)
def leave_out(authority: str, slug: str) -> Any:
    """What it means, and a box for the reason."""
    contract = finding.workable(authority, slug)
    return _onwards(contract) if contract.left_out else _page(contract, LeaveOutForm(), contract.version)


@bp.post("/leave-out")
@access.required(*finding.WORKS)
def leave_out_post(authority: str, slug: str) -> Any:
    """Leaves it out."""
    contract, form = finding.workable(authority, slug), LeaveOutForm(request.form)
    if not form.validate():
        return _page(contract, form, finding.version()), 422
    try:
        leaving.leave_out(
            contract, form.why.data or "", by=access.viewer().person, now=now(), version=finding.version()
        )
    except AlreadyDone:
        flash("It was left out already.")
    except NotNow:
        flash("It was taken down for a legal reason. That is for good.", "error")
    except Stale as stale:
        fresh = finding.workable(authority, slug)
        return _page(fresh, form, fresh.version, clash=stale), 409
    else:
        flash("Left out of the register. Nothing is deleted: you can put it back here.", "success")
    return _onwards(contract)


@bp.post("/put-back")
@access.required(*finding.WORKS)
def put_back(authority: str, slug: str) -> Any:
    """It stands in the register again, as it was."""
    contract = finding.workable(authority, slug)
    try:
        held = leaving.put_back(contract, by=access.viewer().person, now=now(), version=finding.version())
    except AlreadyDone:
        flash("It stands in the register already.")
    except Stale as stale:
        return sheet_page(finding.workable(authority, slug), clash=stale), 409
    else:
        flash(BACK + (HELD if held else ""), "warning" if held else "success")
    return _onwards(contract)


def _onwards(contract: Contract) -> Response:
    return redirect(url_for("desk_register.contract", **finding.address(contract)))


def _page(contract: Contract, form: LeaveOutForm, version: int, **more: Any) -> str:
    return render_template(
        "desk/register/leave_out.html",
        contract=contract,
        form=form,
        version=version,
        problems=form.problems(),
        quarters=leaving.quarters(contract),
        called_off=leaving.called_off(contract) if contract.is_framework else 0,
        **more,
    )
