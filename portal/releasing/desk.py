"""`/desk/editions/`: quarters of the register that are closed, closing and correcting one."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.calendar import today
from models.conflicts import AlreadyDone, NotNow, Stale
from models.period import Period
from portal import access
from portal.clock import now
from portal.register.desk import finding, words
from portal.releasing import overview, work
from portal.releasing.desk_forms import CorrectForm
from portal.releasing.guard import MayIdentifyError

bp = Blueprint("desk_editions", __name__, url_prefix="/desk/editions")
bp.before_request(finding.readers_only)

TAKES_DOWN = ("manager",)
"""Both who asks for a take-down and who agrees to it."""


@bp.get("/")
def index() -> str:
    """Which quarters are closed, which could be now, what each leaves out, and what waits for a second person."""
    authority, who = finding.whose(), access.viewer()
    found = overview.quarters(authority, today(now()))
    waiting = work.waiting(authority)
    return render_template(
        "desk/editions/index.html",
        authority=authority,
        quarters=found,
        older=overview.older(found),
        waiting=waiting,
        titles=overview.titles(authority, [one.slug for one in waiting]),
        may_close=authority.id in who.authorities(finding.WORKS),
        may_take_down=authority.id in who.authorities(TAKES_DOWN),
        me=who.person,
        words=words,
    )


def period_of(key: str) -> Period:
    """The quarter of a key; 404 for anything else."""
    try:
        return work.quarter(key)
    except ValueError:
        abort(404)


@bp.get("/<authority>/<period>/")
def read(authority: str, period: str) -> str:
    """One closed quarter: its revisions and reasons, and what is left out."""
    whose, quarter = finding.at(authority, finding.READS), period_of(period)
    opened = access.found(overview.opened(whose, quarter.key))
    may_close = whose.id in access.viewer().authorities(finding.WORKS)
    return render_template("desk/editions/edition.html", authority=whose, opened=opened, may_close=may_close)


@bp.get("/<authority>/<period>/close")
@access.required(*finding.WORKS)
def close(authority: str, period: str) -> Any:
    """What closing it now would do."""
    whose, quarter = finding.at(authority, finding.WORKS), period_of(period)
    if overview.opened(whose, quarter.key):
        return _closed_already(quarter, authority)
    ended = today(now()) > quarter.last_day
    return render_template(
        "desk/editions/close.html",
        authority=whose,
        period=quarter,
        ended=ended,
        ahead=overview.ahead(whose, quarter),
    )


@bp.post("/<authority>/<period>/close")
@access.required(*finding.WORKS)
def close_post(authority: str, period: str) -> Response:
    """Closes it: an edition of the contracts above the threshold that were in force."""
    whose, quarter = finding.at(authority, finding.WORKS), period_of(period)
    try:
        closed = work.close_quarter(quarter.key, whose, access.viewer().person, now())
    except NotNow:
        flash(f"{quarter.label} has not ended. It can be closed from the day after.", "error")
        return redirect(url_for(".index"))
    except AlreadyDone:
        return _closed_already(quarter, authority)
    flash(said(f"{quarter.label} is closed.", closed), "success")
    return redirect(url_for(".read", authority=authority, period=period))


def _closed_already(period: Period, authority: str) -> Response:
    flash(f"{period.label} is closed already. Correct it, if something is wrong.")
    return redirect(url_for(".read", authority=authority, period=period.key))


@bp.get("/<authority>/<period>/correct")
@access.required(*finding.WORKS)
def correct(authority: str, period: str) -> str:
    """A new revision as the register stands now, with a reason that is published."""
    whose, quarter = finding.at(authority, finding.WORKS), period_of(period)
    return _correct(whose, quarter, CorrectForm())


@bp.post("/<authority>/<period>/correct")
@access.required(*finding.WORKS)
def correct_post(authority: str, period: str) -> Any:
    """Corrects it."""
    whose, quarter = finding.at(authority, finding.WORKS), period_of(period)
    form = CorrectForm(request.form)
    if not form.validate():
        return _correct(whose, quarter, form), 422
    try:
        seen = request.form.get("seen", type=int)
        closed = work.correct(quarter.key, whose, form.reason.data or "", access.viewer().person, now(), seen=seen)
    except NotNow:
        abort(404)
    except MayIdentifyError as error:
        return _correct(whose, quarter, form, problems={"reason": str(error)}), 422
    except Stale:
        return _correct(whose, quarter, form, clash=True), 409
    flash(said(f"{quarter.label} is corrected: revision {closed.edition.revision}.", closed), "success")
    return redirect(url_for(".read", authority=authority, period=period))


def _correct(
    authority: Authority, period: Period, form: CorrectForm, *, clash: bool = False,
    problems: dict[str, str] | None = None,
) -> str:  # fmt: skip
    opened = access.found(overview.opened(authority, period.key))
    ahead = overview.ahead(authority, period)
    return render_template(
        "desk/editions/correct.html",
        authority=authority,
        opened=opened,
        ahead=ahead,
        going=overview.going(opened.quarter.edition) if opened.quarter.edition else [],
        form=form,
        clash=clash,
        problems=problems or form.problems(),
    )


def said(first: str, closed: work.Closed) -> str:
    """“July to September 2026 is closed. It shows 280 contracts; the guard held back 3 more just now.”"""
    shown = f"{first} It shows {closed.contracts:,} contract{'' if closed.contracts == 1 else 's'}"
    stopped = f"; the guard held back {closed.stopped:,} more just now" if closed.stopped else ""
    return f"{shown}{stopped}. It is public with the next publishing."
