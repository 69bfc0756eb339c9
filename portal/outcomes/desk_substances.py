"""Private answers, published in substance after the decision: written, agreed by a second person, released at once."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import NeedsAnother, NotNow, Stale
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes import finding
from portal.outcomes.forms import SubstanceForm
from portal.outcomes.work import substances
from portal.tenders.finding import version

bp = Blueprint("desk_substances", __name__, url_prefix="/desk/tenders/<uuid:tender>/outcome/in-substance")


@bp.get("/<uuid:reply>")
@access.required(*finding.WORKS)
def substance(tender: UUID, reply: UUID) -> str:
    """A private answer, and what everybody will read of it."""
    found = finding.workable(tender)
    given, kept = finding.given(found, reply)
    said = {"question": kept.question, "answer": kept.answer} if kept else {}
    return _substance(found, given, kept, SubstanceForm(data=said), kept.version if kept else 0)


@bp.post("/<uuid:reply>")
@access.required(*finding.WORKS)
def substance_post(tender: UUID, reply: UUID) -> Any:
    """Keeps the words. Where a colleague was quicker nothing typed is lost."""
    found, form = finding.workable(tender), SubstanceForm(request.form)
    given, kept = finding.given(found, reply)
    if not form.validate():
        return _substance(found, given, kept, form, version(), problems=form.problems()), 422
    question, answer = form.question.data or "", form.answer.data or ""
    try:
        substances.write(given, question, answer, by=access.viewer().person, now=now(), version=version())
    except Stale as stale:
        return _substance(found, given, kept, form, stale.version, clash=stale), 409
    except NotNow:
        flash("It was released meanwhile.", "error")
    else:
        flash("Saved. Somebody else has to agree to it.", "success")
    return redirect(url_for("desk_outcomes.index", tender=tender))


def _substance(
    tender: Tender, reply: Reply, kept: Substance | None, form: SubstanceForm, version: int, **more: Any
) -> str:
    more = {"problems": {}, "clash": None, **more}
    return render_template(
        "desk/outcomes/substance.html", tender=tender, reply=reply, kept=kept, form=form, version=version,
        me=access.viewer().person, **more,
    )  # fmt: skip


@bp.post("/<uuid:reply>/agree")
@access.required(*finding.WORKS)
def agree(tender: UUID, reply: UUID) -> Response:
    """A second person agrees."""
    _, kept = finding.given(finding.workable(tender), reply)
    try:
        substances.agree(kept, by=access.viewer().person, now=now(), version=version())
    except NeedsAnother:
        flash("Somebody else has to agree: you wrote it.", "error")
    except (Stale, NotNow):
        flash("It was changed meanwhile. Read it once more.", "error")
    else:
        flash("Agreed.", "success")
    return redirect(url_for("desk_outcomes.index", tender=tender))


@bp.post("/release")
@access.required(*finding.WORKS)
def release(tender: UUID) -> Response:
    """All of them, to everybody at one instant, or none."""
    found = finding.workable(tender)
    try:
        substances.release(found, by=access.viewer().person, now=now())
    except (Stale, NotNow):
        flash("Nothing was released: note the decision first, and agree to each of them.", "error")
    else:
        flash("Everybody reads them now.", "success")
    return redirect(url_for("desk_outcomes.index", tender=tender))
