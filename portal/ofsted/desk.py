"""`/desk/ofsted/`: choose a list of Ofsted’s, see what it would change and whom it is about, take it in."""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms import Form

from models.authority import Authority
from models.calendar import today
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.ofsted import words, work
from portal.ofsted.reading import NO_DAY
from portal.profile.typed import Read
from portal.register import finding_list
from portal.register.plain_text import clean
from portal.register.shelf import About, Shelf, Waiting

bp = Blueprint("desk_ofsted", __name__, url_prefix="/desk/ofsted")

UPLOAD_LIMIT = 10 * 1024 * 1024
"""The list of 2024 has 1.5 MB."""


class DayForm(Form):
    """The day of a list, for files that do not say it."""

    today: date = date.min
    as_at = Read("Of which day is the list?", "date", "", "Enter a day, such as 31 March 2024")


@bp.url_value_preprocessor
def room_for_a_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """This one form takes more than others; said before anything of the request is read."""
    if endpoint == "desk_ofsted.choose":
        request.max_content_length = UPLOAD_LIMIT


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Any:
    """The form again, with the reason at its box."""
    if not current_user.is_authenticated or not access.viewer().authorities(access.WORKS_ON_RETURNS):
        return render_template("errors/413.html"), 413
    return _form({"file": "The file is larger than 10 MB. Ofsted’s lists are smaller: save it as CSV"}), 413


def shelf() -> Shelf:
    """Where lists wait for somebody’s yes."""
    return Shelf(current_app.config["EVENHAND"].data / "ofsted-lists")


def _authority() -> Authority:
    """The authority under which this person’s lists wait: the first that they work for."""
    mine = Authority.id << access.viewer().authorities(access.WORKS_ON_RETURNS)
    found: Authority = Authority.select().where(mine).order_by(Authority.id).get()
    return found


@bp.get("/")
@access.required(*access.READS_RETURNS)
def index() -> str:
    """What the newest list says of the providers that this authority deals with, and what they say of that."""
    return _form({})


def _form(problems: dict[str, str], day: str = "") -> str:
    who = access.viewer()
    return render_template(
        "desk/ofsted/index.html",
        matches=work.at_desk(who.authorities(access.READS_RETURNS)),
        lists=work.lists(),
        words=words,
        may=bool(who.authorities(access.WORKS_ON_RETURNS)),
        problems=problems,
        day=day,
    )


@bp.post("/")
@access.required(*access.WORKS_ON_RETURNS)
@limited("upload")
def choose() -> Any:
    """Keeps the file and goes on to what it would change."""
    file, form = request.files.get("file"), DayForm(request.form)
    form.today = today(now())
    if not form.validate():
        return _form({"as_at": str(form.as_at.errors[0])}, form.as_at.text), 422
    if file is None or not file.filename:
        return _form({"file": "Choose a file"}, form.as_at.text), 422
    content, name = file.read(), clean(file.filename).replace("\\", "/").rpartition("/")[2][:150]
    day = form.as_at.value
    try:
        work.take_in(content, by=None, now=now(), name=name, as_at=day, dry_run=True)
    except work.BadFile as bad:
        return _form({"as_at" if str(bad) == NO_DAY else "file": str(bad)}, form.as_at.text), 422
    about = About(f"{day or ''}|{name}", access.viewer().name, now().isoformat())
    shelf().sweep(now())
    waiting = shelf().put(_authority().public_id, content, about)
    return redirect(url_for(".preview", digest=waiting.digest))


def _looked_at(waiting: Waiting, *, dry_run: bool) -> work.Compared:
    """The file as it was chosen, with the day that was given with it."""
    day, _, name = waiting.about.name.partition("|")
    as_at = date.fromisoformat(day) if day else None
    by = access.viewer().person
    return work.take_in(waiting.content(), by=by, now=now(), name=name, as_at=as_at, dry_run=dry_run)


@bp.get("/<digest>")
@access.required(*access.WORKS_ON_RETURNS)
def preview(digest: str) -> Any:
    """What taking it in would change, and with whom it is matched."""
    if (waiting := shelf().find(_authority().public_id, digest)) is None:
        return _gone()
    found = _looked_at(waiting, dry_run=True)
    numbers = found.numbers
    return render_template(
        "desk/ofsted/preview.html",
        waiting=waiting,
        name=waiting.about.name.partition("|")[2],
        found=found,
        homes=work.homes_of(access.viewer().authorities(access.READS_RETURNS), numbers),
        groups=finding_list.grouped(finding_list.of(list(vars(one).values()) for one in found.findings)),
    )


def _gone() -> Response:
    flash("That file is no longer here: it was taken in, or a day has passed. Choose it again if you need to.")
    return redirect(url_for(".index"))


@bp.post("/<digest>/take-in")
@access.required(*access.WORKS_ON_RETURNS)
def take_in(digest: str) -> Response:
    """Takes in the very file that was shown."""
    if (waiting := shelf().find(_authority().public_id, digest)) is None:
        return _gone()
    counts = _looked_at(waiting, dry_run=False).counts
    waiting.remove()
    flash(f"Taken in: {counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} as before.", "success")
    return redirect(url_for(".index"))


@bp.post("/<digest>/throw-away")
@access.required(*access.WORKS_ON_RETURNS)
def throw_away(digest: str) -> Response:
    """It is not taken in after all."""
    if (waiting := shelf().find(_authority().public_id, digest)) is None:
        return _gone()
    waiting.remove()
    flash("Thrown away. Nothing was changed.")
    return redirect(url_for(".index"))
