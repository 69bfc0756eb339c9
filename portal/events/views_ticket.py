"""`/events/booking/<key>/…`: the ticket of a booking, its timetable, and what was thought of the event;
`/events/ticket/…`: where the square of a ticket leads."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from models.conflicts import AlreadyDone, NotNow
from models.events.booking import Booking
from models.events.event import Event
from portal import access, squares
from portal.clock import now
from portal.events import finding, words
from portal.events.act_forms import FeedbackForm
from portal.events.work import calendar, reading, tickets
from portal.events.work import feedback as asking
from portal.events.work.timetable import timetable as slots_of

bp = Blueprint("tickets", __name__, url_prefix="/events")


@bp.get("/booking/<key>/ticket.svg")
def square(key: str) -> Response:
    """The square that is read at the door. It holds an address with a code, and nobody’s name."""
    found = finding.booked(key)
    if found.state != "booked":
        abort(404)
    return Response(squares.square(address_of(found, finding.event_of(found))), content_type="image/svg+xml")


def address_of(booking: Booking, event: Event) -> str:
    """Where the square leads."""
    code = tickets.code(booking, finding.secret())
    path = url_for("tickets.ticket", event=event.public_id, code=code)
    return f"{finding.settings().address}{path}"


@bp.get("/ticket/<uuid:event>/<code>")
def ticket(event: UUID, code: str) -> Any:
    """For who is at the door the list, with this ticket looked for; for everybody else the same page, whatever code."""
    mine = access.viewer().authorities(finding.WORKS) if current_user.is_authenticated else []
    if mine and reading.at_desk(mine).where(Event.public_id == event).exists():
        return redirect(url_for("desk_door.door", event=event, find=tickets.typed(code)))
    return render_template("events/ticket.html")


@bp.get("/booking/<key>/feedback")
def feedback(key: str) -> str:
    """Three questions about an event that was."""
    return _feedback(finding.booked(key), key, FeedbackForm(), {})


@bp.post("/booking/<key>/feedback")
def feedback_post(key: str) -> Any:
    """Counts the answers, once."""
    found, form = finding.booked(key), FeedbackForm(request.form)
    if not form.validate():
        return _feedback(found, key, form, form.problems()), 422
    try:
        asking.give(found, form.answers(), now=now())
    except (AlreadyDone, NotNow):
        pass  # the page says which
    else:
        flash("Thank you. Your answers are counted.", "success")
    return redirect(url_for(".feedback", key=key))


def _feedback(found: Booking, key: str, form: FeedbackForm, problems: dict[str, str]) -> str:
    event = finding.event_of(found)
    may = found.state == "booked" and asking.is_open(event, now())
    return render_template(
        "events/feedback.html", event=event, key=key, form=form, problems=problems, words=words, may=may,
        given=asking.given(found), closes_at=asking.closes_at(event),
    )  # fmt: skip


@bp.get("/booking/<key>/timetable")
def timetable(key: str) -> str:
    """What its people come to, when and where; to be printed, too."""
    found = finding.booked(key)
    event = finding.event_of(found)
    slots = [slot for slot in slots_of(found, event) if not slot.dropped]
    return render_template(
        "events/timetable.html", booking=found, event=event, slots=slots, key=key, words=words, line=reading.line(found)
    )


@bp.get("/booking/<key>/booking.ics")
def entry(key: str) -> Response:
    """The same for a calendar."""
    found = finding.booked(key)
    event, address = finding.event_of(found), finding.settings().address
    link = f"{address}{url_for('bookings.booking', key=key)}"
    content = calendar.of_booking(found, event, slots_of(found, event), link, address)
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="booking.ics"'
    return answer
