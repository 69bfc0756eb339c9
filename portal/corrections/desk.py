"""`/desk/corrections/`: what people say is wrong on public pages, and the council’s answers."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.calendar import today
from models.conflicts import AlreadyDone
from models.correction import Correction
from portal import access
from portal.clock import now
from portal.corrections import work
from portal.corrections.questions import OUTCOMES, AnswerForm
from portal.profile.typed import problems
from portal.register.desk import finding
from portal.register.desk.paging import pages
from portal.releasing.guard import MayIdentifyError

bp = Blueprint("desk_corrections", __name__, url_prefix="/desk/corrections")
bp.before_request(finding.readers_only)

A_PAGE = 50


@bp.get("/")
def index() -> str:
    """What waits, the longest waiting first; then what was answered."""
    page = max(request.args.get("page", 1, type=int), 1)
    reports, count = work.waiting(access.viewer().authorities(work.READS), page, A_PAGE)
    steps = pages(page, -(-count // A_PAGE), lambda number: url_for(".index", page=number))
    return render_template("desk/corrections/index.html", reports=reports, steps=steps, today=today(now()))


def _mine(public_id: UUID, roles: tuple[str, ...]) -> Correction:
    """One of those of an authority where this person holds a role; 404 for any other."""
    there = Correction.select(Correction, Authority).join(Authority)
    theirs = there.where(Correction.authority << access.viewer().authorities(roles))
    found: Correction = access.find(theirs, Correction, public_id)
    return found


@bp.get("/<uuid:correction>/")
def read(correction: UUID) -> str:
    """One, with the form for the answer while there is none."""
    return _read(_mine(correction, work.READS), AnswerForm())


@bp.post("/<uuid:correction>/")
@access.required(*work.ANSWERS)
def answer(correction: UUID) -> Any:
    """Answers it: public with the next publishing."""
    report, form = _mine(correction, work.ANSWERS), AnswerForm(request.form)
    if not form.validate():
        return _read(report, form, problems(form)), 422
    try:
        work.answer(report, form.outcome.data, form.answer.data or "", by=access.viewer().person, now=now())
    except MayIdentifyError as error:
        return _read(report, form, {"answer": str(error)}), 422
    except AlreadyDone:
        flash("Somebody has answered it meanwhile.", "error")
    else:
        flash("Answered. It stands in the public log with the next publishing.", "success")
    return redirect(url_for(".read", correction=correction))


def _read(report: Correction, form: AnswerForm, wrong: dict[str, str] | None = None) -> str:
    mine = access.viewer().authorities(work.ANSWERS)
    return render_template(
        "desk/corrections/read.html", report=report, form=form, problems=wrong or {}, outcomes=OUTCOMES,
        may_answer=report.authority_id in mine and report.state == "received",
        may_take_out=report.authority_id in mine and report.removed_at is None, today=today(now()),
    )  # fmt: skip


@bp.get("/<uuid:correction>/take-out")
@access.required(*work.ANSWERS)
def take_out(correction: UUID) -> str:
    """Asks once more before words are taken out for good."""
    return render_template("desk/corrections/take_out.html", report=_mine(correction, work.ANSWERS))


@bp.post("/<uuid:correction>/take-out")
@access.required(*work.ANSWERS)
def take_out_post(correction: UUID) -> Response:
    """Takes the words out, and who wrote them."""
    try:
        work.take_out(_mine(correction, work.ANSWERS), access.viewer().person, now())
    except AlreadyDone:
        flash("Somebody has taken it out before.", "error")
    else:
        flash("The words are taken out, and who wrote them.", "success")
    return redirect(url_for(".read", correction=correction))
