"""`/desk/events/<event>/papers/`: slides, the note and answers as files, published for everybody."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.conflicts import NotNow
from models.events.event import Event
from models.events.paper import EventPaper
from portal import access
from portal.clock import now
from portal.events import finding, words
from portal.events.act_forms import PaperForm
from portal.events.work import papers as work
from portal.limits import limited
from portal.tenders.work.documents import TYPES, CannotTake
from portal.uploads import finding as uploads
from portal.uploads import words as upload_words
from portal.uploads.posted import room_for_files

bp = Blueprint("desk_event_papers", __name__, url_prefix="/desk/events/<uuid:event>/papers")
bp.url_value_preprocessor(room_for_files)  # before the token of a form is read


@bp.get("/")
@access.required(*finding.WORKS)
def index(event: UUID) -> str:
    """What is published, and the form for one more."""
    return _page(finding.workable(event), PaperForm(), {})


@bp.post("/")
@access.required(*finding.WORKS)
@limited("upload")
def add(event: UUID) -> Any:
    """Looks it through, and publishes it."""
    found, form, file = finding.workable(event), PaperForm(request.form), request.files.get("file")
    problems = {} if form.validate() else form.problems()
    if file is None or not file.filename:
        problems["file"] = "Choose a file"
    if problems or file is None:
        return _page(found, form, problems), 422
    try:
        work.add(
            found, form.kind.data or "", form.name.text, file.filename or "", file.read(), cellar=uploads.cellar(),
            clean="clean" in request.form, by=access.viewer().person, now=now(),
        )  # fmt: skip
    except CannotTake as refused:
        return _page(found, form, {"file": str(refused)}, hidden=refused.hidden), 422
    except NotNow:
        flash("Papers can be published once the event is, and not where it was cancelled.", "error")
    else:
        flash("Published.", "success")
    return redirect(url_for(".index", event=event))


def _page(found: Event, form: PaperForm, problems: dict[str, str], *, hidden: bool = False) -> str:
    return render_template(
        "desk/events/papers.html", event=found, form=form, problems=problems, hidden_found=hidden, words=words,
        types=upload_words.types(TYPES), accept=upload_words.accept(TYPES), papers=EventPaper.of(found.id),
    )  # fmt: skip
