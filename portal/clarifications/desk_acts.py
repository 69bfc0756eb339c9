"""What an officer does with one question: takes it on, lets it go, decides about a time that is in doubt."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import NotNow, Stale
from portal import access
from portal.clarifications import finding
from portal.clarifications.ask_forms import TimeForm
from portal.clarifications.work import queue
from portal.clock import now
from portal.tenders.finding import version

bp = Blueprint("desk_question_acts", __name__, url_prefix="/desk/tenders/<uuid:tender>/questions/<uuid:question>")


def _done(tender: UUID, question: UUID, said: str, act: Callable[[], object]) -> Response:
    try:
        act()
    except (Stale, NotNow):
        flash("Somebody was quicker. This is how it stands.", "error")
    else:
        flash(said, "success")
    return redirect(url_for("desk_clarifications.question", tender=tender, question=question))


@bp.post("/claim")
@access.required(*finding.ANSWERS)
def claim(tender: UUID, question: UUID) -> Response:
    """“I answer this one”, or not any more."""
    asked, by = finding.line(finding.workable(tender), question).question, access.viewer().person
    if "let-go" in request.form:
        return _done(
            tender, question, "Nobody works on it now.",
            lambda: queue.let_go(asked, by=by, now=now(), version=version()),
        )  # fmt: skip
    return _done(
        tender, question, "It is yours to answer.", lambda: queue.claim(asked, by=by, now=now(), version=version())
    )


@bp.post("/time")
@access.required(*finding.ANSWERS)
def time(tender: UUID, question: UUID) -> Response:
    """Where the clocks did not agree a person decides, and says what they go by."""
    asked, form = finding.line(finding.workable(tender), question).question, TimeForm(request.form)
    if not form.validate():
        flash("Say whether it came in time, and what you go by.", "error")
        return redirect(url_for("desk_clarifications.question", tender=tender, question=question))
    late, why, by = form.late.data == "yes", form.why.data or "", access.viewer().person
    return _done(
        tender, question, "Decided. The asker sees it.",
        lambda: queue.settle_time(asked, why, late=late, by=by, now=now(), version=version()),
    )  # fmt: skip
