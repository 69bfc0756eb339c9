"""`/desk/tenders/`: the council’s tenders, written part by part, checked, published."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import AlreadyDone, NotNow, Stale
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.tenders import finding, words
from portal.tenders.act_forms import SetAsideForm, TitleForm
from portal.tenders.part_forms import PARTS, PartForm, box_of, part_of
from portal.tenders.work import jointly, keeping, panel, readiness, reading, stating

bp = Blueprint("desk_tenders", __name__, url_prefix="/desk/tenders")

JOINTLY = {
    True: "Thank you. Your council stays named.",
    False: "Noted, and the other council was told. You no longer see its tender; what is published it has to change.",
}
PART = "/<uuid:tender>/<any(what, who, lots, judged, when, staff):part>"


@bp.get("/")
@access.required(*finding.READS)
def index() -> str:
    """Every tender of the authority, by its stage."""
    authority = finding.whose()
    return render_template(
        "desk/tenders/index.html",
        authority=authority,
        stages=reading.stages(finding.mine(authority.id), now()),
        may_work=authority.id in access.viewer().authorities(finding.WORKS),
        words=words,
    )


@bp.get("/new")
@access.required(*finding.WORKS)
def new() -> str:
    """A tender begins with its title."""
    return render_template("desk/tenders/new.html", form=TitleForm(), problems={})


@bp.post("/new")
@access.required(*finding.WORKS)
def new_post() -> Any:
    """Adds the draft."""
    form = TitleForm(request.form)
    if not form.validate():
        return render_template("desk/tenders/new.html", form=form, problems=form.problems()), 422
    tender = keeping.add(finding.whose().id, form.title.text, by=access.viewer().person, now=now())
    return redirect(url_for(".tender", tender=tender.public_id))


@bp.get("/<uuid:tender>/")
@access.required(*finding.READS)
def tender(tender: UUID) -> str:
    """Where it stands: its parts, what speaks against publishing, what is to be done."""
    return _tender(finding.readable(tender))


def _tender(found: Tender, **more: Any) -> str:
    draft = keeping.draft_of(found)
    return render_template(
        "desk/tenders/tender.html",
        tender=found,
        read=reading.read(found),
        ready=readiness.found(draft, now()) if found.state == "draft" else None,
        parts=PARTS,
        part_of=part_of,
        box_of=box_of,
        stage=found.stage(now()),
        may_work=finding.may_work(found),
        declares=_declares(found),
        jointly=jointly.named(found.id),
        asked=jointly.asked(found.id, access.viewer().authorities(finding.WORKS)),
        words=words,
        **more,
    )


def _declares(found: Tender) -> str:
    """“first” before this person declared what they have to do with bidders, “done” after; “” where nobody asks."""
    who = access.viewer()
    if not who.holds(*finding.DECLARES):
        return ""
    return "done" if panel.declared(found, who.person) else "first"


@bp.post("/<uuid:tender>/jointly")
@access.required(*finding.WORKS)
def answer_jointly(tender: UUID) -> Response:
    """Another council says whether it buys it, too, as it was named."""
    found, who = finding.readable(tender), access.viewer()
    mine, agreed = who.authorities(finding.WORKS), request.form.get("answer") == "right"
    if found.authority_id in mine and not jointly.asked(found.id, mine):
        abort(404)
    try:
        jointly.answer(found, mine, agreed=agreed, by=who.person, now=now())
    except (NotNow, AlreadyDone):
        flash("A colleague has answered that already.")
    else:
        flash(JOINTLY[agreed], "success")
    return redirect(url_for(".tender", tender=tender) if agreed else url_for(".index"))


@bp.get(PART)
@access.required(*finding.WORKS)
def part(tender: UUID, part: str) -> Any:
    """One part, as it stands; of a published tender by addendum only."""
    found = finding.workable(tender)
    if found.state != "draft":
        return redirect(url_for("desk_tender_changes.addendum", tender=tender, part=part))
    form = PARTS[part](data=PARTS[part].loaded(keeping.draft_of(found)))
    return _part(found, part, form, found.version)


@bp.post(PART)
@access.required(*finding.WORKS)
def part_post(tender: UUID, part: str) -> Any:
    """Keeps it. Nothing typed is lost where it cannot be read, or a colleague was quicker."""
    found, form = finding.workable(tender), PARTS[part](request.form)
    form.prepare(keeping.choices(found.authority), today(now()))
    if not form.validate():
        return _part(found, part, form, finding.version(), problems=form.problems()), 422
    parts = form.parts() if form.rows else None  # type: ignore[attr-defined]
    try:
        keeping.save(found, form.values(), parts, by=access.viewer().person, now=now(), version=finding.version())
    except Stale as stale:
        return _part(found, part, form, stale.version, clash=stale), 409
    except NotNow:
        return redirect(url_for(".tender", tender=tender))
    if "more" in request.form:
        return redirect(url_for(".part", tender=tender, part=part))
    flash("Saved.", "success")
    return redirect(url_for(".tender", tender=tender))


def _part(found: Tender, part: str, form: PartForm, version: int, **more: Any) -> str:
    if not more:
        form.prepare(keeping.choices(found.authority), today(now()))
    more = {"problems": {}, "clash": None, **more}
    return render_template(
        "desk/tenders/part.html", tender=found, part=part, form=form, version=version, words=words, **more
    )


@bp.post("/<uuid:tender>/set-aside/<check>")
@access.required(*finding.WORKS)
def set_aside(tender: UUID, check: str) -> Any:
    """A point of the readiness check does not hold here, because …"""
    found, form = finding.workable(tender), SetAsideForm(request.form)
    if not form.validate():
        return _tender(found, problems={check: form.problems()["reason"]}, typed=form.reason.data), 422
    try:
        readiness.set_aside(found, check, form.reason.data or "", by=access.viewer().person, now=now())
    except (KeyError, NotNow):
        flash("That point is not asked about any more.")
    return redirect(url_for(".tender", tender=tender))


@bp.post("/<uuid:tender>/publish")
@access.required(*finding.WORKS)
def publish(tender: UUID) -> Response:
    """From now on everybody sees it."""
    found = finding.workable(tender)
    try:
        stating.publish(found, by=access.viewer().person, now=now(), version=finding.version())
    except readiness.NotReady:
        flash("It is not published: something still speaks against it.", "error")
    except (Stale, NotNow):
        flash("It is not published: somebody changed it meanwhile. Look at it once more.", "error")
    else:
        flash("Published. From now on it changes by addendum only.", "success")
    return redirect(url_for(".tender", tender=tender))
