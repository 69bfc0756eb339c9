"""`/events/`: what is coming, what was, and each event with the places that are left now. Nobody has to sign in."""

from uuid import UUID

from flask import Blueprint, Response, render_template
from werkzeug.wrappers import Response as Sent

from models.events.paper import EventPaper
from portal import access
from portal.clock import now
from portal.events import finding, meeting_words, words
from portal.events.work import calendar, reading
from portal.events.work.feedback import closes_at
from portal.releasing import events as releasing
from portal.uploads import finding as uploads

bp = Blueprint("events", __name__, url_prefix="/events")


@bp.get("/")
def index() -> str:
    """What is coming, the next one first."""
    coming, past = reading.coming_and_past(now())
    return render_template("events/index.html", coming=coming, past=past, words=words)


@bp.get("/calendar.ics")
def feed() -> Response:
    """Everything that is coming, for a calendar; what was called off is in it as called off."""
    coming, past = reading.coming_and_past(now())
    called_off = [one for one in past if one.state == "cancelled" and one.ends_at and one.ends_at > now()]
    return _calendar(calendar.of_events([*coming, *called_off], finding.settings().address), "events.ics")


@bp.get("/<authority>/<slug>/")
def event(authority: str, slug: str) -> str:
    """One event, the same for everybody."""
    found = finding.published(authority, slug)
    read = reading.read(found)
    return render_template(
        "events/event.html", event=found, read=read, open=found.open(now()), now=now(), words=words,
        feedback=reading.feedback(read), asked_until=closes_at(found) if found.ends_at else None,
        meetings=meeting_words.published(releasing.meetings(found, read.tally)),
    )  # fmt: skip


@bp.get("/<authority>/<slug>/event.ics")
def entry(authority: str, slug: str) -> Response:
    """One event for a calendar."""
    found = finding.published(authority, slug)
    return _calendar(calendar.of_events([found], finding.settings().address), "event.ics")


@bp.get("/<authority>/<slug>/papers/<uuid:paper>")
def paper(authority: str, slug: str, paper: UUID) -> Sent:
    """Slides, the note, answers: to be saved; nobody has to sign in."""
    mine = EventPaper.event == finding.published(authority, slug).id
    found = access.found(EventPaper.select().where(EventPaper.public_id == paper, mine).first())
    return uploads.published(found.key, found.media_type, found.file_name)


def _calendar(content: bytes, name: str) -> Response:
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
