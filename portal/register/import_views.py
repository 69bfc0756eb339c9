"""`/desk/register/import`: choose a file, see what it would do, take in the very file that was seen."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from models.authority import Authority
from models.register.taking_in import Counts, Import
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.register import finding_list, import_work, parts
from portal.register.plain_text import clean
from portal.register.shelf import About, Shelf, Waiting

PARTS = {"new": "New contracts", "changed": "Changed contracts", "gone": "Not in this file", "findings": "Findings"}

bp = Blueprint("desk_imports", __name__, url_prefix="/desk/register")

MEGABYTE = 1024 * 1024
UPLOAD_LIMIT = 20 * MEGABYTE
"""Some 30,000 rows. Larger files go in by the command line."""

LOOKS_AGAIN = 4  # seconds until the page of a file that is being worked on loads itself again
LONGEST_NAME = 200


@bp.url_value_preprocessor
def room_for_a_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """This one form takes more than any other; said before anything of the request is read."""
    if endpoint == "desk_imports.choose":
        request.max_content_length = UPLOAD_LIMIT


@bp.before_request
def people_of_the_register_only() -> None:
    """One check for everything here: a seat that reads the register."""
    if not access.viewer().holds(*access.READS_REGISTER):
        abort(403)
    shelf().sweep(now())


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Any:
    """The form again, with the reason at its box; nothing of the file was read."""
    if not current_user.is_authenticated or not mine():
        return render_template("errors/413.html"), 413
    size, most = (request.content_length or 0) / MEGABYTE, UPLOAD_LIMIT // MEGABYTE
    why = f"The file has {size:.0f} MB; the most is {most} MB. Save it as CSV, or without columns that nobody needs"
    return _form({"file": why}), 413


def shelf() -> Shelf:
    """Where files wait."""
    return Shelf.of_data(current_app.config["EVENHAND"].data)


def mine() -> list[int]:
    """Authorities whose register this person may change."""
    return access.viewer().authorities(access.WORKS_ON_REGISTER)


def own(authority: UUID) -> Authority:
    """One of those; 404 for any other."""
    found: Authority = access.find(Authority.select().where(Authority.id << mine()), Authority, authority)
    return found


@bp.get("/import")
def index() -> str:
    """Choose a file; what waits for a decision; what was taken in before."""
    return _form({})


def _form(problems: dict[str, str], chosen: str = "") -> str:
    authorities = list(Authority.select().where(Authority.id << mine()).order_by(Authority.name))
    readable = access.viewer().authorities(access.READS_REGISTER)
    former = Import.select(Import, Authority).join(Authority).where(Import.authority << readable)
    return render_template(
        "desk/register/import.html",
        authorities=authorities,
        chosen=chosen,
        problems=problems,
        most=UPLOAD_LIMIT // MEGABYTE,
        waiting=shelf().of([one.public_id for one in authorities]),
        former=parts.of(list(former.order_by(Import.id.desc())), request.args.get("page", type=int), 20),
    )


@bp.post("/import")
@access.required(*access.WORKS_ON_REGISTER)
@limited("upload")
def choose() -> Any:
    """Keeps the file and looks at it; on to what it would do."""
    file, chosen = request.files.get("file"), request.form.get("authority", "")
    authority = next((one for one in Authority.select().where(Authority.id << mine()) if _is(one, chosen)), None)
    if authority is None:
        return _form({"authority": "Select whose register it is"}), 422
    if file is None or not file.filename:
        return _form({"file": "Choose a file"}, chosen), 422
    at = now()
    about = About(_name(file.filename), access.viewer().name, at.isoformat())
    waiting = import_work.choose(shelf(), authority, file.read(), about, mine(), now=at)
    if bad := (waiting.outcome() or {}).get("bad"):
        waiting.remove()
        return _form({"file": bad}, chosen), 422
    return redirect(_address(waiting))


def _is(authority: Authority, chosen: str) -> bool:
    return str(authority.public_id) == chosen


def _name(said: str) -> str:
    """What the file is called on the computer that it comes from: shown, never used as a path."""
    return clean(said).replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]


def _address(waiting: Waiting) -> str:
    return url_for(".preview", authority=waiting.authority, digest=waiting.digest)


def _gone(authority: Authority, digest: str) -> Response:
    """To what came of a file that waits no more."""
    if taken := import_work.taken(authority, digest):
        return redirect(url_for("desk_findings.read", taken_in=taken.public_id))
    flash("That file is no longer here: it is kept for a day. Choose it again.")
    return redirect(url_for(".index"))


@bp.get("/import/<uuid:authority>/<digest>")
@access.required(*access.WORKS_ON_REGISTER)
def preview(authority: UUID, digest: str) -> Any:
    """What taking it in would do; how far that is known."""
    whose = own(authority)
    waiting = shelf().find(authority, digest)
    busy = waiting is not None and waiting.is_worked_on()
    if waiting is None or (not busy and import_work.taken(whose, digest, since=waiting.at)):
        return _gone(whose, digest)
    outcome = waiting.outcome()
    if busy or outcome is None or "plan" not in outcome:
        return _not_yet(waiting, whose, outcome or {}, busy=busy)
    return render_template(
        "desk/register/import_preview.html",
        waiting=waiting,
        authority=whose,
        outcome=outcome,
        groups=finding_list.grouped(finding_list.of(outcome["findings"])),
        counts=Counts(**outcome["counts"]),
    )


def _not_yet(waiting: Waiting, whose: Authority, outcome: dict[str, Any], *, busy: bool) -> Any:
    """Being read, or taken in; interrupted; or no register at all."""
    if not busy and (bad := outcome.get("bad")):
        return _form({"file": bad}, str(waiting.authority)), 422
    page = render_template(
        "desk/register/import_working.html",
        waiting=waiting,
        authority=whose,
        busy=busy,
        taking="plan" in outcome,
        trouble=outcome.get("trouble", ""),
        seconds=LOOKS_AGAIN,
    )
    return page, {"Refresh": str(LOOKS_AGAIN)} if busy else {}


@bp.get("/import/<uuid:authority>/<digest>/<part>")
@access.required(*access.WORKS_ON_REGISTER)
def preview_part(authority: UUID, digest: str, part: str) -> Any:
    """All of what is new, changed, not in the file, or odd about it."""
    whose = own(authority)
    waiting = shelf().find(authority, digest)
    outcome = waiting.outcome() if waiting else None
    if waiting is None or outcome is None or part not in PARTS or part not in outcome:
        return _gone(whose, digest) if waiting is None else abort(404)
    listed = finding_list.of(outcome[part]) if part == "findings" else outcome[part]
    return render_template(
        "desk/register/import_part.html",
        waiting=waiting,
        authority=whose,
        name=part,
        heading=PARTS[part],
        part=parts.of(listed, request.args.get("page", type=int)),
    )


@bp.post("/import/<uuid:authority>/<digest>/take-in")
@access.required(*access.WORKS_ON_REGISTER)
def take_in(authority: UUID, digest: str) -> Response:
    """Takes in the very file that was shown."""
    whose = own(authority)
    if (waiting := shelf().find(authority, digest)) is None:
        return _gone(whose, digest)
    import_work.take(waiting, whose, mine(), by=access.viewer().person, now=now())
    return redirect(_address(waiting))


@bp.post("/import/<uuid:authority>/<digest>/look-again")
@access.required(*access.WORKS_ON_REGISTER)
def look_again(authority: UUID, digest: str) -> Response:
    """Begins anew where the work was interrupted."""
    whose = own(authority)
    if (waiting := shelf().find(authority, digest)) is None:
        return _gone(whose, digest)
    import_work.look(waiting, whose, mine(), now=now())
    return redirect(_address(waiting))


@bp.post("/import/<uuid:authority>/<digest>/throw-away")
@access.required(*access.WORKS_ON_REGISTER)
def throw_away(authority: UUID, digest: str) -> Response:
    """It is not taken in after all."""
    whose = own(authority)
    if (waiting := shelf().find(authority, digest)) is None:
        return _gone(whose, digest)
    if waiting.is_worked_on():
        return redirect(_address(waiting))
    waiting.remove()
    flash(f"{waiting.about.name} was thrown away. Nothing was changed.")
    return redirect(url_for(".index"))
