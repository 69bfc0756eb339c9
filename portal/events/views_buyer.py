"""`/events/buyer/<buyer>/<key>/`: a buyer’s own day, by the link in their mail: whom they meet and why, to print, for a
calendar; and “I can’t come”. Without an account."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from models.conflicts import NotNow, Stale
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from portal.clock import now
from portal.events import finding, meeting_words
from portal.events.work import buying, calendar, meeting_problem, meetings
from portal.limits import limited, spent

bp = Blueprint("buyers", __name__, url_prefix="/events/buyer/<uuid:buyer>/<key>")


def _mine(buyer: UUID, key: str) -> tuple[EventBuyer, Event]:
    """A wrong link is counted and not found, as that of a booking is."""
    found = buying.find(buyer, key, finding.secret())
    if found is None:
        abort(429 if spent("booking-link") else 404)
    event: Event = Event.full().where(Event.id == found.event_id).get()
    return found, event


@bp.get("/")
def day(buyer: UUID, key: str) -> str:
    """What they were told, in the order of the day. Opening it changes nothing."""
    mine, event = _mine(buyer, key)
    there = meeting_problem.load(event, now())
    lines = [one for one in there.meetings if one.buyer_id == mine.id and one.state == "told"] if there else []
    told = meeting_words.of_host(there, mine.id) if there and there.plan.told_at and mine.left_at is None else None
    return render_template(
        "events/buyer.html", buyer=mine, event=event, key=key, there=there, lines=lines, told=told,
        times=meetings.times_of(mine), may=buying.may(event, mine, now()), meeting_words=meeting_words,
    )  # fmt: skip


@bp.get("/day.ics")
def entries(buyer: UUID, key: str) -> Response:
    """The same for a calendar."""
    mine, event = _mine(buyer, key)
    address = finding.settings().address
    link = f"{address}{url_for('.day', buyer=buyer, key=key)}"
    content = calendar.of_buyer(mine, event, buying.slots(event, Meeting.heard_by(mine.id)), link, address)
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return answer


@bp.post("/cannot")
@limited("book")
def cannot(buyer: UUID, key: str) -> Any:
    """Not at all, or not at one time; whoever was to come is written to."""
    mine, _ = _mine(buyer, key)
    which = request.form.get("meeting", "")
    try:
        if which == "all":
            buying.cannot_come(mine, now=now(), secret=finding.secret())
        else:
            buying.cannot_then(mine, UUID(which), now=now(), secret=finding.secret())
    except (NotNow, Stale, ValueError):
        flash("That cannot be said any more. This is how it stands.", "error")
    else:
        flash("Noted. Whoever was to meet you is written to, and so is the organiser.", "success")
    return redirect(url_for(".day", buyer=buyer, key=key))
