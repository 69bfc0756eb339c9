"""`/desk/tenders/…/questions/`: the blind queue. Officers and evaluators see “Asker 417”, never a name."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import from_london, today
from models.conflicts import NotNow, Stale
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.tender import Tender
from portal import access
from portal.clarifications import finding, words
from portal.clarifications.ask_forms import CameForm, NameForm, TimeForm
from portal.clarifications.work import closing, queue
from portal.clock import now

bp = Blueprint("desk_clarifications", __name__, url_prefix="/desk/tenders/<uuid:tender>/questions")


@bp.get("/")
@access.required(*finding.READS)
def index(tender: UUID) -> str:
    """What waits, in the order of the promised days; drafts; what was released."""
    found = finding.readable(tender)
    return render_template(
        "desk/clarifications/index.html",
        tender=found,
        lines=[line for line in queue.lines(found) if line.question.reply_id is None],
        drafts=[(reply, queue.questions_of(reply)) for reply in queue.drafts(found)],
        released=ReleasedAnswer.of(found.id),
        may_work=found.authority_id in access.viewer().authorities(finding.ANSWERS),
        today=today(now()),
        decide=closing.to_decide(found, now()),
        words=words,
    )


@bp.get("/came")
@access.required(*finding.ANSWERS)
def came(tender: UUID) -> str:
    """A question that reached the council in another way."""
    return _came(finding.workable(tender), CameForm(), {})


@bp.post("/came")
@access.required(*finding.ANSWERS)
def came_post(tender: UUID) -> Any:
    """Puts it into the same queue."""
    found, form = finding.workable(tender), CameForm(request.form)
    form.today = today(now())
    if not form.validate():
        return _came(found, form, form.problems()), 422
    try:
        at = from_london(datetime.combine(form.came_day.value, form.came_time.value))  # type: ignore[arg-type]
        queue.came_another_way(
            found, form.words.data or "", form.way.data, form.note.data or "", came_at=at,
            by=access.viewer().person, now=now(),
        )  # fmt: skip
    except ValueError as error:  # the hour in which the clocks change
        return _came(found, form, {"came_time": str(error)}), 422
    except NotNow:
        flash(
            "No question can be put into this queue: the tender is decided, or questions are asked elsewhere.", "error"
        )
    return redirect(url_for(".index", tender=tender))


def _came(tender: Tender, form: CameForm, problems: dict[str, str]) -> str:
    return render_template("desk/clarifications/came.html", tender=tender, form=form, problems=problems)


@bp.get("/<uuid:question>")
@access.required(*finding.READS)
def question(tender: UUID, question: UUID) -> str:
    """One question, as it was asked."""
    found = finding.readable(tender)
    return _question(found, finding.line(found, question), NameForm(), {})


def _question(tender: Tender, line: queue.Line, form: NameForm, problems: dict[str, str], name: str = "") -> str:
    who = access.viewer()
    return render_template(
        "desk/clarifications/question.html",
        tender=tender,
        line=line,
        drafts=queue.drafts(tender),
        form=form,
        problems=problems,
        name=name,
        may_work=tender.authority_id in who.authorities(finding.ANSWERS),
        me=who.person,
        time=TimeForm(),
        may_open=tender.authority_id in who.authorities(("manager",)) and line.question.asker_id is not None,
        words=words,
    )


@bp.post("/<uuid:question>/name")
@access.required("manager")
def name(tender: UUID, question: UUID) -> Any:
    """Opens the name of who asked, for a written reason. It is shown once, on this page."""
    found, form = finding.workable(tender), NameForm(request.form)
    line = finding.line(found, question)
    if not form.validate() or line.question.asker is None:
        return _question(found, line, form, form.problems()), 422
    shown = queue.open_name(line.question.asker, form.reason.data or "", by=access.viewer().person, now=now())
    return _question(found, line, form, {}, shown)


@bp.post("/<uuid:question>/rule")
@access.required(*finding.ANSWERS)
def rule(tender: UUID, question: UUID) -> Response:
    """Says whether the question stays confidential."""
    found = finding.workable(tender)
    line = finding.line(found, question)
    try:
        queue.rule(
            line.question, agreed=request.form.get("agreed") == "yes", by=access.viewer().person, now=now(),
            version=request.form.get("version", type=int) or 0,
        )  # fmt: skip
    except (Stale, NotNow):
        flash("That was said already, or the question was taken back.", "error")
    else:
        flash("The asker sees it now.", "success")
    return redirect(url_for(".question", tender=tender, question=question))


@bp.post("/<uuid:question>/join")
@access.required(*finding.ANSWERS)
def join(tender: UUID, question: UUID) -> Response:
    """Answers it together with others, or by itself again."""
    found = finding.workable(tender)
    line, chosen = finding.line(found, question), request.form.get("reply", "")
    reply = next((one for one in queue.drafts(found) if str(one.public_id) == chosen), None)
    try:
        queue.join(line.question, reply, by=access.viewer().person, now=now())
    except (Stale, NotNow):
        flash("That answer was released, or the question was taken back, meanwhile.", "error")
    else:
        flash("It is answered together with the others." if reply else "It waits by itself again.", "success")
    return redirect(url_for(".index", tender=tender))


@bp.post("/draft")
@access.required(*finding.ANSWERS)
def draft(tender: UUID) -> Response:
    """Begins one answer for the questions that were ticked; or a reason why they are not answered."""
    found, chosen = finding.workable(tender), request.form.getlist("question")
    questions = [line.question for line in queue.lines(found) if str(line.question.public_id) in chosen]
    if not questions:
        flash("Tick the questions that one answer is for.", "error")
        return redirect(url_for(".index", tender=tender))
    kind = "declined" if "decline" in request.form else "answer"
    try:
        made = queue.draft(found, questions, kind=kind, by=access.viewer().person, now=now())
    except (Stale, NotNow):
        flash("One of them was taken back or answered meanwhile.", "error")
        return redirect(url_for(".index", tender=tender))
    return redirect(url_for("desk_answers.reply", tender=tender, reply=made.public_id))
