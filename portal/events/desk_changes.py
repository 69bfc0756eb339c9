"""After publication: what changes is told to everybody who booked; a link instead of a room; called off; taken over."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.conflicts import NotNow, Stale
from models.events.event import Event
from portal import access
from portal.clock import now
from portal.events import finding
from portal.events.act_forms import OnlineForm, WhyForm
from portal.events.desk import prepared
from portal.events.part_forms import PARTS, EventForm
from portal.events.work import keeping, reading

bp = Blueprint("desk_event_changes", __name__, url_prefix="/desk/events/<uuid:event>")

TELL = "/tell/<any(what, where, when, sessions, notice):part>"
REFUSED = "It is over, or more people have booked than that leaves room for. Nothing has changed"


@bp.get(TELL)
@access.required(*finding.WORKS)
def tell(event: UUID, part: str) -> str:
    """One part as people were told of it."""
    found = finding.workable(event)
    form = PARTS[part](data=PARTS[part].loaded(reading.read(found)))
    prepared(form, found)
    return _tell(found, part, form, WhyForm(), found.version)


@bp.post(TELL)
@access.required(*finding.WORKS)
def tell_post(event: UUID, part: str) -> Any:
    """Changes it, and tells everybody who booked what, and why."""
    found, form, why = finding.workable(event), PARTS[part](request.form), WhyForm(request.form)
    prepared(form, found)
    if not all([form.validate(), why.validate()]):
        problems = {**why.problems(), **form.problems()}
        return _tell(found, part, form, why, finding.version(), problems=problems), 422
    sessions = form.parts() if form.rows else None  # type: ignore[attr-defined]
    try:
        made = keeping.tell(
            found, form.values(), sessions, why.reason.data or "", by=access.viewer().person, now=now(),
            version=finding.version(), secret=finding.secret(),
        )  # fmt: skip
    except Stale as stale:
        return _tell(found, part, form, why, stale.version, clash=stale), 409
    except NotNow:
        return _tell(found, part, form, why, finding.version(), problems={"": REFUSED}), 422
    flash("Everybody who booked is told." if made else "Nothing is different, so nobody is told.", "success")
    return redirect(url_for("desk_events.event", event=event))


def _tell(found: Event, part: str, form: EventForm, why: WhyForm, version: int, **more: Any) -> str:
    more = {"problems": {}, "clash": None, **more}
    return render_template("desk/events/tell.html", event=found, part=part, form=form, why=why, version=version, **more)


@bp.get("/online")
@access.required(*finding.WORKS)
def online(event: UUID) -> str:
    """A link instead of a room."""
    found = finding.workable(event)
    return _act("online", found, OnlineForm(), found.version, {})


@bp.post("/online")
@access.required(*finding.WORKS)
def online_post(event: UUID) -> Any:
    """Tells everybody."""
    found, form = finding.workable(event), OnlineForm(request.form)
    if not form.validate():
        return _act("online", found, form, finding.version(), form.problems()), 422
    try:
        keeping.go_online(
            found, form.online_link.text, form.reason.data or "", by=access.viewer().person, now=now(),
            version=finding.version(), secret=finding.secret(),
        )  # fmt: skip
    except (Stale, NotNow):
        return _act("online", finding.workable(event), form, finding.version(), {"": REFUSED}), 409
    flash("It is online. Everybody who booked is told.", "success")
    return redirect(url_for("desk_events.event", event=event))


@bp.get("/cancel")
@access.required(*finding.WORKS)
def cancel(event: UUID) -> str:
    """Called off, and why."""
    found = finding.workable(event)
    return _act("cancel", found, WhyForm(), found.version, {})


@bp.post("/cancel")
@access.required(*finding.WORKS)
def cancel_post(event: UUID) -> Any:
    """Tells everybody."""
    found, form = finding.workable(event), WhyForm(request.form)
    if not form.validate():
        return _act("cancel", found, form, finding.version(), form.problems()), 422
    try:
        keeping.cancel(
            found, form.reason.data or "", by=access.viewer().person, now=now(), version=finding.version(),
            secret=finding.secret(),
        )  # fmt: skip
    except (Stale, NotNow):
        return _act("cancel", finding.workable(event), form, finding.version(), {"": REFUSED}), 409
    flash("It is cancelled. Everybody who booked or waits is told.", "success")
    return redirect(url_for("desk_events.event", event=event))


def _act(which: str, found: Event, form: WhyForm, version: int, problems: dict[str, str]) -> str:
    return render_template(f"desk/events/{which}.html", event=found, form=form, version=version, problems=problems)


@bp.post("/take-over")
@access.required(*finding.WORKS)
def take_over(event: UUID) -> Any:
    """Who organises it sees what people need to take part; that is noted."""
    found = finding.workable(event)
    try:
        keeping.take_over(found, by=access.viewer().person, now=now(), version=finding.version())
    except Stale:
        flash("Somebody changed it meanwhile. Look at it once more.", "error")
    else:
        flash("You organise it from now on.", "success")
    return redirect(url_for("desk_events.event", event=event))
