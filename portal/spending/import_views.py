"""`/desk/register/spending/import`: choose a spending file, see whom it names and what it would do, take it in."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from models.register.taking_in import Counts
from models.spending.taking_in import SpendImport
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.register import file_pages, finding_list, parts
from portal.register.file_pages import Files, Shown, own
from portal.spending import import_work, words

PARTS = {
    "names": "Names that are no supplier",
    "suppliers": "Suppliers that were paid",
    "findings": "What is odd about the file",
}

bp = Blueprint("desk_spend_imports", __name__, url_prefix="/desk/register/spending/import")
FILES = Files("desk_spend_imports", "spending-files", import_work.taken, "desk_spend_files.read", "Spending files")


@bp.get("/")
def index() -> str:
    """Choose a file; what waits for a decision; what was taken in before."""
    return _form({}, "")


def _form(problems: dict[str, str], chosen: str) -> str:
    authorities = file_pages.authorities()
    former = SpendImport.of(access.viewer().authorities(access.READS_REGISTER))
    return render_template(
        "desk/spending/import.html",
        authorities=authorities,
        chosen=chosen,
        problems=problems,
        most=file_pages.MOST_MEGABYTES,
        waiting=FILES.shelf.of([one.public_id for one in authorities]),
        former=parts.of(list(former), request.args.get("page", type=int), 20),
        money=words.money,
    )


@bp.post("/")
@access.required(*access.WORKS_ON_REGISTER)
@limited("upload")
def choose() -> Any:
    """Keeps the file and looks at it; on to what it would do."""
    return FILES.choose(
        _form,
        "Select whose payments they are",
        lambda whose, content, about: import_work.choose(FILES.shelf, whose, content, about, now=now()),
    )


@bp.get("/<uuid:authority>/<digest>")
@access.required(*access.WORKS_ON_REGISTER)
def preview(authority: UUID, digest: str) -> Any:
    """What taking it in would do; how far that is known."""
    shown = FILES.shown(authority, digest, _form)
    if not isinstance(shown, Shown):
        return shown
    outcome = shown.outcome
    return render_template(
        "desk/spending/import_preview.html",
        files=FILES,
        waiting=shown.waiting,
        authority=shown.authority,
        outcome=outcome,
        before=import_work.taken(shown.authority, digest),
        days=[date.fromisoformat(day) for day in outcome["days"]],
        groups=finding_list.grouped(finding_list.of(outcome["findings"])),
        counts=Counts(**outcome["counts"]),
        people=sum(one["person"] for one in outcome["names"]),
        words=words,
    )


@bp.get("/<uuid:authority>/<digest>/<part>")
@access.required(*access.WORKS_ON_REGISTER)
def preview_part(authority: UUID, digest: str, part: str) -> Any:
    """Everybody who is named, or everything that is odd."""
    listed = FILES.part(authority, digest, part, PARTS)
    if not isinstance(listed, dict):
        return listed
    return render_template("desk/spending/import_part.html", **listed, words=words)


@bp.post("/<uuid:authority>/<digest>/take-in")
@access.required(*access.WORKS_ON_REGISTER)
def take_in(authority: UUID, digest: str) -> Response:
    """Takes in the very file that was shown."""
    by = access.viewer().person
    return FILES.do(own(authority), digest, lambda waiting, whose: import_work.take(waiting, whose, by=by, now=now()))


@bp.post("/<uuid:authority>/<digest>/look-again")
@access.required(*access.WORKS_ON_REGISTER)
def look_again(authority: UUID, digest: str) -> Response:
    """Begins anew where the work was interrupted."""
    return FILES.do(own(authority), digest, lambda waiting, whose: import_work.look(waiting, whose, now=now()))


@bp.post("/<uuid:authority>/<digest>/throw-away")
@access.required(*access.WORKS_ON_REGISTER)
def throw_away(authority: UUID, digest: str) -> Response:
    """It is not taken in after all."""
    return FILES.throw_away(own(authority), digest)


FILES.attach(bp, _form)
