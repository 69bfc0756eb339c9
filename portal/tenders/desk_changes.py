"""After publication: addenda, more time, the decision. Everybody learns of each at one instant."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.calendar import today
from models.conflicts import NotNow, Stale
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes import words as outcome_words
from portal.outcomes.work import waits
from portal.tenders import finding, words
from portal.tenders.act_forms import AddendumForm, DeadlineForm, DecideForm
from portal.tenders.part_forms import PARTS
from portal.tenders.work import keeping, stating

bp = Blueprint("desk_tender_changes", __name__, url_prefix="/desk/tenders/<uuid:tender>")

FIXED = {
    "when": ("questions_close_day", "questions_close_time", "closes_day", "closes_time", "notice_id", "choose_days")
}
"""Boxes that an addendum does not change: instants move by the checklist for more time."""
NOT_NOW = {
    "": "This cannot be decided now: it has not closed, or was decided before",
    "questions": "Answer each question that came in time first, or decline it with a reason that everybody reads",
}


@bp.get("/addendum/<any(what, who, lots, judged, when, staff):part>")
@access.required(*finding.WORKS)
def addendum(tender: UUID, part: str) -> Any:
    """One part as it stands, to be changed for everybody."""
    found = finding.workable(tender)
    form = PARTS[part](data=PARTS[part].loaded(keeping.draft_of(found)))
    form.prepare(keeping.choices(found.authority), today(now()))
    return _addendum(found, part, form, AddendumForm(), found.version)


@bp.post("/addendum/<any(what, who, lots, judged, when, staff):part>")
@access.required(*finding.WORKS)
def addendum_post(tender: UUID, part: str) -> Any:
    """Issues it, numbered, with its reason and the difference."""
    found, form, told = finding.workable(tender), PARTS[part](request.form), AddendumForm(request.form)
    form.prepare(keeping.choices(found.authority), today(now()))
    valid = [form.validate(), told.validate()]
    if not all(valid):
        problems = {**told.problems(), **form.problems()}
        return _addendum(found, part, form, told, finding.version(), problems=problems), 422
    values = {name: value for name, value in form.values().items() if name in {*Tender.TOLD, "jointly"}}
    parts = form.parts() if form.rows else None  # type: ignore[attr-defined]
    try:
        made = stating.amend(
            found, told.heading.text, told.reason.data or "", values, parts, by=access.viewer().person, now=now(),
            version=finding.version(),
        )  # fmt: skip
    except Stale as stale:
        return _addendum(found, part, form, told, stale.version, clash=stale), 409
    except NotNow:
        flash("It is too late for an addendum: the tender has closed.", "error")
    else:
        flash(f"Addendum {made.number} is published.", "success")
    return redirect(url_for("desk_tenders.tender", tender=tender))


def _addendum(found: Tender, part: str, form: Any, told: AddendumForm, version: int, **more: Any) -> str:
    more = {"problems": {}, "clash": None, **more}
    return render_template(
        "desk/tenders/addendum.html", tender=found, part=part, form=form, told=told, version=version,
        fixed=FIXED.get(part, ()), words=words, **more,
    )  # fmt: skip


@bp.get("/deadline")
@access.required(*finding.WORKS)
def deadline(tender: UUID) -> str:
    """The checklist for more time; after the deadline it says why there is none."""
    found = finding.workable(tender)
    return _deadline(found, DeadlineForm(), found.version)


@bp.post("/deadline")
@access.required(*finding.WORKS)
def deadline_post(tender: UUID) -> Any:
    """Moves it, for everybody at once."""
    found, form = finding.workable(tender), DeadlineForm(request.form)
    form.today = today(now())
    if not form.validate():
        return _deadline(found, form, finding.version(), problems=form.problems()), 422
    try:
        stating.move_deadline(found, form.values(), by=access.viewer().person, now=now(), version=finding.version())
    except Stale as stale:
        return _deadline(found, form, stale.version, clash=stale), 409
    except NotNow as refused:
        say = "Enter a later day or time than the deadline that stands"
        problems = {"closes_day": say} if refused.state == "not later" else {}
        return _deadline(finding.workable(tender), form, finding.version(), problems=problems), 422
    flash("Everybody sees the new deadline now.", "success")
    return redirect(url_for("desk_tenders.tender", tender=tender))


def _deadline(found: Tender, form: DeadlineForm, version: int, **more: Any) -> str:
    more = {"problems": {}, "clash": None, **more}
    return render_template(
        "desk/tenders/deadline.html", tender=found, form=form, version=version, stage=found.stage(now()), words=words,
        **more,
    )  # fmt: skip


@bp.get("/decide")
@access.required(*finding.WORKS)
def decide(tender: UUID) -> str:
    """Awarded or cancelled."""
    found = finding.workable(tender)
    return _decide(found, DecideForm(), found.version, {})


@bp.post("/decide")
@access.required(*finding.WORKS)
def decide_post(tender: UUID) -> Any:
    """Notes the decision."""
    found, form = finding.workable(tender), DecideForm(request.form)
    if not form.validate():
        return _decide(found, form, finding.version(), form.problems()), 422
    try:
        stating.decide(found, form.outcome.data, by=access.viewer().person, now=now(), version=finding.version())
    except (Stale, NotNow) as refused:
        say = NOT_NOW.get(getattr(refused, "state", ""), NOT_NOW[""])
        return _decide(finding.workable(tender), form, finding.version(), {"outcome": say}), 409
    flash("The decision is noted.", "success")
    return redirect(url_for("desk_tenders.tender", tender=tender))


def _decide(found: Tender, form: DecideForm, version: int, problems: dict[str, str]) -> str:
    return render_template(
        "desk/tenders/decide.html", tender=found, form=form, version=version, problems=problems, words=words,
        waits=[outcome_words.waiting(one) for one in waits.waits(found, now())],
    )  # fmt: skip
