"""Answers at the desk: written, agreed by a second person, released in a batch, corrected by a new version."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Stale
from models.tendering.addendum import Addendum
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal import access
from portal.clarifications import finding, words
from portal.clarifications.ask_forms import CorrectForm, DeclineForm, ReplyForm
from portal.clarifications.work import queue, releasing
from portal.clock import now

bp = Blueprint("desk_answers", __name__, url_prefix="/desk/tenders/<uuid:tender>/answers")


@bp.get("/<uuid:reply>")
@access.required(*finding.ANSWERS)
def reply(tender: UUID, reply: UUID) -> str:
    """A draft."""
    found = finding.workable(tender)
    draft = finding.reply(found, reply)
    return _reply(found, draft, _form(draft), draft.version)


def _form(draft: Reply) -> Any:
    said = {"question": draft.question, "answer": draft.answer}
    if draft.kind == "declined":
        return DeclineForm(data=said)
    changes = "addendum" if draft.addendum_id else "nothing" if draft.changes_nothing else ""
    number = str(draft.addendum.number) if draft.addendum else ""
    return ReplyForm(data={**said, "changes": changes, "addendum": number, "private": draft.private})


@bp.post("/<uuid:reply>")
@access.required(*finding.ANSWERS)
def reply_post(tender: UUID, reply: UUID) -> Any:
    """Keeps the words. Where a colleague was quicker nothing typed is lost."""
    found = finding.workable(tender)
    draft, version = finding.reply(found, reply), request.form.get("version", type=int) or 0
    form = (DeclineForm if draft.kind == "declined" else ReplyForm)(request.form)
    addenda = _addenda(form, found)
    if not form.validate():
        return _reply(found, draft, form, version, problems=form.problems()), 422
    values = form.values(addenda) if isinstance(form, ReplyForm) else dict(form.data)
    try:
        releasing.save(draft, values, by=access.viewer().person, now=now(), version=version)
    except Stale as stale:
        return _reply(found, draft, form, stale.version, clash=stale), 409
    except NotNow:
        flash("It was released meanwhile.", "error")
    else:
        flash("Saved. Nobody else reads it yet.", "success")
    return redirect(url_for("desk_clarifications.index", tender=tender))


def _addenda(form: Any, tender: Tender) -> dict[str, int]:
    found = {str(one.number): one.id for one in Addendum.of(tender.id)}
    if isinstance(form, ReplyForm):
        form.addendum.offer((key, f"Addendum {key}") for key in found)
    return found


def _reply(tender: Tender, draft: Reply, form: Any, version: int, **more: Any) -> str:
    if not more:
        _addenda(form, tender)
    more = {"problems": {}, "clash": None, **more}
    return render_template(
        "desk/clarifications/reply.html", tender=tender, reply=draft, form=form, version=version,
        lines=queue.questions_of(draft), words=words, **more,
    )  # fmt: skip


@bp.post("/<uuid:reply>/agree")
@access.required(*finding.ANSWERS)
def agree(tender: UUID, reply: UUID) -> Response:
    """A second person agrees."""
    draft = finding.reply(finding.workable(tender), reply)
    try:
        releasing.agree(draft, by=access.viewer().person, now=now(), version=request.form.get("version", type=int) or 0)
    except NeedsAnother:
        flash("Somebody else has to agree: you wrote it.", "error")
    except (Stale, NotNow):
        flash("It was changed meanwhile. Read it once more.", "error")
    else:
        flash("Agreed.", "success")
    return redirect(url_for("desk_clarifications.index", tender=tender))


@bp.post("/release")
@access.required(*finding.ANSWERS)
def release(tender: UUID) -> Response:
    """Releases what was ticked, to everybody at one instant; all of it or nothing."""
    found = finding.workable(tender)
    seen = {str(one.public_id): one.id for one in queue.drafts(found)}
    ticked = [said.partition(":") for said in request.form.getlist("reply")]
    chosen = [(seen[name], int(version)) for name, _, version in ticked if name in seen and version.isdigit()]
    here = redirect(url_for("desk_clarifications.index", tender=tender))
    if not chosen:
        flash("Tick the answers that are to be released.", "error")
        return here
    try:
        count = releasing.release(found, chosen, by=access.viewer().person, now=now())
    except NeedsAnother:
        flash("Nothing was released: a second person has to agree to one of them first.", "error")
    except (Stale, NotNow):
        flash("Nothing was released: one is not finished, was changed, or its question was taken back.", "error")
    else:
        flash(f"Released to everybody: {count} {'answer' if count == 1 else 'answers'}.", "success")
    return here


@bp.get("/released/<slug>")
@access.required(*finding.ANSWERS)
def correct(tender: UUID, slug: str) -> str:
    """The form for a new version of what was released."""
    found = finding.workable(tender)
    row = _newest(found, slug)
    return _correct(found, row, CorrectForm(data={"answer": row.answer}), {})


@bp.post("/released/<slug>")
@access.required(*finding.ANSWERS)
def correct_post(tender: UUID, slug: str) -> Any:
    """Everybody reads the new version; the old one stays beside it."""
    found, form = finding.workable(tender), CorrectForm(request.form)
    row = _newest(found, slug)
    if not form.validate():
        return _correct(found, row, form, form.problems()), 422
    try:
        releasing.correct(row, form.answer.data or "", form.why.data or "", by=access.viewer().person, now=now())
    except AlreadyDone:
        flash("Somebody else has corrected it meanwhile.", "error")
    else:
        flash("Everybody reads the new version now.", "success")
    return redirect(url_for("desk_clarifications.index", tender=tender))


def _newest(tender: Tender, slug: str) -> ReleasedAnswer:
    there = (ReleasedAnswer.tender == tender.id) & (ReleasedAnswer.slug == slug)
    query = ReleasedAnswer.select().where(there).order_by(ReleasedAnswer.number.desc())
    return access.found(query.first())  # type: ignore[no-any-return]


def _correct(tender: Tender, row: ReleasedAnswer, form: CorrectForm, problems: dict[str, str]) -> str:
    return render_template("desk/clarifications/correct.html", tender=tender, row=row, form=form, problems=problems)
