"""`/desk/events/`: the council’s events, written part by part, published, with who comes."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from models.calendar import to_london, today
from models.conflicts import NotNow, Stale
from models.events.booking import BookingNeed
from models.events.event import Event
from portal import access
from portal.clock import now
from portal.events import finding, words
from portal.events.act_forms import TitleForm
from portal.events.part_forms import PARTS, EventForm
from portal.events.work import door, keeping, pipeline, reading, tickets
from portal.events.work.feedback import closes_at
from portal.figures.cells import Cell, csv_rows, write_book

bp = Blueprint("desk_events", __name__, url_prefix="/desk/events")

PART = "/<uuid:event>/<any(what, where, when, sessions, notice, contact):part>"
ANY_TIME = "contact"
"""The part that changes without a word to those who booked."""
COLUMNS = ("State", "Organisation", "Name", "Role", "Sessions", "Code", "Here since")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@access.required(*finding.READS)
def index() -> str:
    """Every event of the authority, and those to which it invites with another, by state."""
    authority = finding.whose()
    events = list(reading.seen([authority.id]))
    states = {state: [one for one in events if one.state == state] for state in words.STATES}
    may_work = authority.id in access.viewer().authorities(finding.WORKS)
    return render_template("desk/events/index.html", authority=authority, states=states, may_work=may_work, words=words)


@bp.get("/new")
@access.required(*finding.WORKS)
def new() -> str:
    """An event begins with its title."""
    return render_template("desk/events/new.html", form=TitleForm(), problems={})


@bp.post("/new")
@access.required(*finding.WORKS)
def new_post() -> Any:
    """Adds the draft."""
    form = TitleForm(request.form)
    if not form.validate():
        return render_template("desk/events/new.html", form=form, problems=form.problems()), 422
    event = keeping.add(finding.whose().id, form.title.text, by=access.viewer().person, now=now())
    return redirect(url_for(".event", event=event.public_id))


@bp.get("/<uuid:event>/")
@access.required(*finding.READS)
def event(event: UUID) -> str:
    """Where it stands, and what is to be done."""
    found = finding.seen(event)
    read = reading.read(found)
    return render_template(
        "desk/events/event.html", event=found, read=read, parts=PARTS, words=words,
        feedback=reading.feedback(read), asked_until=closes_at(found) if found.ends_at else None,
        missing=keeping.missing(found, now()) if found.state == "draft" else [], may_work=finding.may_work(found),
        may_read=finding.may_read(found), organises=found.organiser_id == access.viewer().person,
        at_door=door.is_open(found, now()),
    )  # fmt: skip


@bp.get(PART)
@access.required(*finding.WORKS)
def part(event: UUID, part: str) -> Any:
    """One part as it stands; once it is published, what people were told changes by telling them."""
    found = finding.workable(event)
    if found.state != "draft" and part != ANY_TIME:
        return redirect(url_for("desk_event_changes.tell", event=event, part=part))
    form = PARTS[part](data=PARTS[part].loaded(reading.read(found)))
    prepared(form, found)
    return _part(found, part, form, found.version)


@bp.post(PART)
@access.required(*finding.WORKS)
def part_post(event: UUID, part: str) -> Any:
    """Keeps it. Nothing typed is lost where it cannot be read, or a colleague was quicker."""
    found, form = finding.workable(event), PARTS[part](request.form)
    prepared(form, found)
    if not form.validate():
        return _part(found, part, form, finding.version(), problems=form.problems()), 422
    sessions = form.parts() if form.rows else None  # type: ignore[attr-defined]
    try:
        keeping.save(found, form.values(), sessions, by=access.viewer().person, now=now(), version=finding.version())
    except Stale as stale:
        return _part(found, part, form, stale.version, clash=stale), 409
    except NotNow:
        return redirect(url_for(".event", event=event))
    if "more" in request.form:
        return redirect(url_for(".part", event=event, part=part))
    flash("Saved.", "success")
    return redirect(url_for(".event", event=event))


def prepared(form: EventForm, found: Event) -> None:
    """Gives a form what there is to pick from, and the day that words such as “today” count from."""
    choices = {
        "tenders": keeping.choices(found.authority),
        "contracts": pipeline.choices(found, now()),
        "hosts": keeping.others(found.authority),
    }
    form.prepare(choices, today(now()))


def _part(found: Event, part: str, form: EventForm, version: int, **more: Any) -> str:
    more = {"problems": {}, "clash": None, **more}
    return render_template("desk/events/part.html", event=found, part=part, form=form, version=version, **more)


@bp.post("/<uuid:event>/publish")
@access.required(*finding.WORKS)
def publish(event: UUID) -> Any:
    """From now on people find it and book."""
    found = finding.workable(event)
    try:
        keeping.publish(found, by=access.viewer().person, now=now(), version=finding.version())
    except keeping.NotReady:
        flash("It is not published: something is missing.", "error")
    except (Stale, NotNow):
        flash("It is not published: somebody changed it meanwhile. Look at it once more.", "error")
    else:
        flash("Published. From now on everybody who booked is told of what changes.", "success")
    return redirect(url_for(".event", event=event))


@bp.get("/<uuid:event>/bookings")
@access.required(*finding.READS)
def bookings(event: UUID) -> str:
    """Who comes and who waits: to be printed for the door. What somebody needs is not on it."""
    found = finding.readable(event)
    return render_template("desk/events/bookings.html", event=found, lines=reading.lines(found), words=words)


@bp.get("/<uuid:event>/bookings.csv")
@access.required(*finding.READS)
def bookings_file(event: UUID) -> Response:
    """The same, a line a person."""
    content = b"".join(csv_rows([COLUMNS, *_rows(finding.readable(event))]))
    return _file(content, "text/csv", "bookings.csv")


@bp.get("/<uuid:event>/bookings.xlsx")
@access.required(*finding.READS)
def bookings_book(event: UUID) -> Response:
    """The same as a workbook."""
    content = BytesIO()
    write_book(content, [("Bookings", [COLUMNS, *_rows(finding.readable(event))])])
    return _file(content.getvalue(), XLSX, "bookings.xlsx")


def _rows(found: Event) -> Iterator[Sequence[Cell]]:
    """What somebody needs to take part is in no file."""
    for state, lines in reading.lines(found).items():
        for line in lines:
            code = tickets.spaced(tickets.code(line.booking, finding.secret())) if state == "booked" else ""
            sessions = "; ".join(one.title for one in line.sessions)
            for one in line.people:
                came = to_london(one.came_at).replace(tzinfo=None, microsecond=0) if one.came_at else None
                yield words.AT_DESK[state], line.booking.organisation, one.name, one.role, sessions, code, came


def _file(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/<uuid:event>/needs")
@access.required(*finding.WORKS)
def needs(event: UUID) -> str:
    """What people need to take part: for the organiser alone."""
    found = finding.organised(event)
    return render_template("desk/events/needs.html", event=found, needs=BookingNeed.of(found.id))
