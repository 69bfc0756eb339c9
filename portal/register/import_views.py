"""`/desk/register/import`: choose a file, see what it would do, take in the very file that was seen."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from models.authority import Authority
from models.register import leaving_out
from models.register.taking_in import Counts, Import
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.register import file_pages, finding_list, import_work, parts
from portal.register.file_pages import Files, Shown, mine, own

PARTS = {"new": "New contracts", "changed": "Changed contracts", "gone": "Not in this file", "findings": "Findings"}

bp = Blueprint("desk_imports", __name__, url_prefix="/desk/register")
FILES = Files("desk_imports", "imports", import_work.taken, "desk_findings.read", "Register files")


@bp.get("/import")
def index() -> str:
    """Choose a file; what waits for a decision; what was taken in before."""
    return _form({}, "")


def _form(problems: dict[str, str], chosen: str) -> str:
    authorities = file_pages.authorities()
    readable = access.viewer().authorities(access.READS_REGISTER)
    every = Import.select(Import, Authority).join(Authority).where(Import.authority << readable)
    former = parts.of(list(every.order_by(Import.id.desc())), request.args.get("page", type=int), 20)
    return render_template(
        "desk/register/import.html",
        authorities=authorities,
        chosen=chosen,
        problems=problems,
        most=file_pages.MOST_MEGABYTES,
        waiting=FILES.shelf.of([one.public_id for one in authorities]),
        former=former,
        taken_out=leaving_out.taken_out(former.items),
    )


@bp.post("/import")
@access.required(*access.WORKS_ON_REGISTER)
@limited("upload")
def choose() -> Any:
    """Keeps the file and looks at it; on to what it would do."""
    return FILES.choose(
        _form,
        "Select whose register it is",
        lambda whose, content, about: import_work.choose(FILES.shelf, whose, content, about, mine(), now=now()),
    )


@bp.get("/import/<uuid:authority>/<digest>")
@access.required(*access.WORKS_ON_REGISTER)
def preview(authority: UUID, digest: str) -> Any:
    """What taking it in would do; how far that is known."""
    shown = FILES.shown(authority, digest, _form)
    if not isinstance(shown, Shown):
        return shown
    return render_template(
        "desk/register/import_preview.html",
        files=FILES,
        waiting=shown.waiting,
        authority=shown.authority,
        outcome=shown.outcome,
        groups=finding_list.grouped(finding_list.of(shown.outcome["findings"])),
        counts=Counts(**shown.outcome["counts"]),
    )


@bp.get("/import/<uuid:authority>/<digest>/<part>")
@access.required(*access.WORKS_ON_REGISTER)
def preview_part(authority: UUID, digest: str, part: str) -> Any:
    """All of what is new, changed, not in the file, or odd about it."""
    listed = FILES.part(authority, digest, part, PARTS)
    return render_template("desk/register/import_part.html", **listed) if isinstance(listed, dict) else listed


@bp.post("/import/<uuid:authority>/<digest>/take-in")
@access.required(*access.WORKS_ON_REGISTER)
def take_in(authority: UUID, digest: str) -> Response:
    """Takes in the very file that was shown."""
    by = access.viewer().person
    return FILES.do(
        own(authority), digest, lambda waiting, whose: import_work.take(waiting, whose, mine(), by=by, now=now())
    )


@bp.post("/import/<uuid:authority>/<digest>/look-again")
@access.required(*access.WORKS_ON_REGISTER)
def look_again(authority: UUID, digest: str) -> Response:
    """Begins anew where the work was interrupted."""
    return FILES.do(own(authority), digest, lambda waiting, whose: import_work.look(waiting, whose, mine(), now=now()))


@bp.post("/import/<uuid:authority>/<digest>/throw-away")
@access.required(*access.WORKS_ON_REGISTER)
def throw_away(authority: UUID, digest: str) -> Response:
    """It is not taken in after all."""
    return FILES.throw_away(own(authority), digest)


FILES.attach(bp, _form)
