"""`/desk/events/…/meetings/`: one-to-one meetings with buyers: the plan, the matching, what came of it, telling, and
the days on which people book what is left."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from models.calendar import add_working_days, to_london, today
from models.conflicts import NotNow, Stale
from models.events.booking import Booking
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan
from portal import access
from portal.clock import now
from portal.events import finding, meeting_words, words
from portal.events.matching import explaining
from portal.events.meeting_forms import LeftForm, PlanForm
from portal.events.work import meeting_problem, meetings
from portal.register.desk.boxes import shown

bp = Blueprint("desk_meetings", __name__, url_prefix="/desk/events/<uuid:event>/meetings")

WINDOW = 10
"""Days on which what is left can be booked, as it is proposed."""
REFUSED = {
    meetings.TENDER: "The tender that this is about is open. Nobody meets a buyer alone about it until it is decided.",
    "running": "It is still being worked out. Look again in a moment.",
    "no plan": "Say first when people meet.",
    "not told": "Tell everybody first what became of their wishes.",
}
ELSE = "It cannot be done now. This is how it stands."


@bp.get("/")
@access.required(*finding.READS)
def index(event: UUID) -> str:
    """Where it stands: what was gained, who got nothing and why."""
    found = finding.readable(event)
    there = meeting_problem.load(found, now())
    outcome = explaining.outcome(there.problem, there.found) if there else None
    short = explaining.short_of_third(there.problem, there.found) if there and there.found else {}
    return render_template(
        "desk/events/meetings.html", event=found, there=there, outcome=outcome, short=short, words=words,
        buyers=EventBuyer.of(found.id), meeting_words=meeting_words, may_work=finding.may_work(found),
        live=not found.meetings(now()), new=sum(one.state == "proposed" for one in there.meetings) if there else 0,
    )  # fmt: skip


@bp.get("/plan")
@access.required(*finding.WORKS)
def plan(event: UUID) -> Any:
    """When people meet."""
    found = _dated(finding.workable(event))
    there = MeetingPlan.of(found.id)
    form = PlanForm.of(there, found.starts_at, found.ends_at)  # type: ignore[arg-type]
    return _plan(found, form, there.version if there else 0, {})


def _dated(found: Event) -> Event:
    if found.starts_at is None or found.ends_at is None:
        abort(404)
    return found


@bp.post("/plan")
@access.required(*finding.WORKS)
def plan_post(event: UUID) -> Any:
    """Draws up the slots; what was only proposed is forgotten."""
    found, form = _dated(finding.workable(event)), PlanForm(request.form)
    if not form.validate():
        return _plan(found, form, finding.version(), form.problems()), 422
    day = to_london(found.starts_at).date()  # type: ignore[arg-type]
    try:
        meetings.plan(
            found,
            form.values(day),
            form.breaks.on(day),
            by=access.viewer().person,
            now=now(),
            version=finding.version(),
        )
    except (Stale, NotNow):
        problem = "Somebody was told of a meeting by now, or changed the plan meanwhile. Nothing has changed"
        return _plan(found, form, finding.version(), {"": problem}), 409
    flash("Saved.", "success")
    return redirect(url_for(".index", event=event))


def _plan(found: Event, form: PlanForm, version: int, problems: dict[str, str]) -> str:
    return render_template(
        "desk/events/meeting_plan.html", event=found, form=form, version=version, problems=problems
    )  # fmt: skip


@bp.post("/<any(match, tell):act>")
@access.required(*finding.WORKS)
def act(event: UUID, act: str) -> Any:
    """Has the worker match, or tells everybody."""
    found, by = finding.workable(event), access.viewer().person
    said = "It is being worked out. Look again in a moment."
    try:
        if act == "match":
            meetings.want(found, by=by, now=now(), version=finding.version())
        else:
            count = meetings.tell(found, by=by, now=now(), version=finding.version(), secret=finding.secret())
            said = f"Told: {meeting_words.several(count, 'meeting', 'meetings')}."
    except (NotNow, Stale) as refused:
        flash(REFUSED.get(getattr(refused, "state", ""), ELSE), "error")
    else:
        flash(said, "success")
    return redirect(url_for(".index", event=event))


@bp.get("/left")
@access.required(*finding.WORKS)
def left(event: UUID) -> str:
    """The days for what is left: about ten, from the next working day on."""
    found = _dated(finding.workable(event))
    opens = add_working_days(today(now()), 1, found.authority.nation)
    days = {"opens_day": shown(opens), "closes_day": shown(opens + timedelta(days=WINDOW))}
    return _left(found, LeftForm(data={**days, "opens_time": "9:00", "closes_time": "17:00"}), {})


@bp.post("/left")
@access.required(*finding.WORKS)
def left_post(event: UUID) -> Any:
    """Opens them, and tells everybody with a place."""
    found, form = _dated(finding.workable(event)), LeftForm(request.form)
    form.today = today(now())
    if not form.validate():
        return _left(found, form, form.problems()), 422
    try:
        meetings.open_what_is_left(
            found, form.opens, form.closes, by=access.viewer().person, now=now(),  # type: ignore[arg-type]
            version=finding.version(), secret=finding.secret(),
        )  # fmt: skip
    except (NotNow, Stale) as refused:
        flash(REFUSED.get(getattr(refused, "state", ""), ELSE), "error")
    else:
        flash("Everybody with a place is told from when to when.", "success")
    return redirect(url_for(".index", event=event))


def _left(found: Event, form: LeftForm, problems: dict[str, str]) -> str:
    there = MeetingPlan.of(found.id)
    return render_template(
        "desk/events/meetings_left.html",
        event=found,
        form=form,
        version=there.version if there else 0,
        problems=problems,
    )


@bp.get("/organisations")
@access.required(*finding.READS)
def organisations(event: UUID) -> str:
    """Each organisation: whom they asked for, whom they meet, why not others, and whether they have a contract."""
    found = finding.readable(event)
    there = meeting_problem.load(found, now())
    own = {one.id for one in there.buyers if one.authority_id == found.authority_id} if there else set()
    told = {one: meeting_words.of_guest(there, one, you=False) for one in there.bookings} if there else {}
    return render_template(
        "desk/events/meeting_organisations.html", event=found, there=there, told=told, may_work=finding.may_work(found),
        known={pair.guest for pair in there.problem.known if pair.host in own} if there else set(),
    )  # fmt: skip


@bp.post("/organisations/<uuid:booking>")
@access.required(*finding.WORKS)
def put_right(event: UUID, booking: UUID) -> Any:
    """Whether an organisation has a contract, where the register does not know it by that name."""
    found = finding.workable(event)
    mine = access.found(Booking.get_or_none(Booking.event == found.id, Booking.public_id == booking))
    yes = request.form.get("contract") == "yes"
    meetings.put_right(mine, found.authority_id, contract=yes, by=access.viewer().person, now=now())
    flash("Noted. It counts at the next matching.", "success")
    return redirect(url_for(".organisations", event=event))


@bp.get("/day")
@access.required(*finding.READS)
def day(event: UUID) -> str:
    """The whole day, a buyer after the other: to be printed."""
    found = finding.readable(event)
    there = meeting_problem.load(found, now())
    lines: dict[int, list[Meeting]] = {}
    for one in there.meetings if there else ():
        lines.setdefault(one.buyer_id, []).append(one)
    return render_template("desk/events/meeting_day.html", event=found, there=there, lines=lines)
