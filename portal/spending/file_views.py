"""`/desk/register/spending/files/<uuid>`: what came of a spending file, and taking out one that was wrong."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone, NotNow
from models.spending.taking_in import SpendImport
from portal import access
from portal.clock import now
from portal.register import file_pages, finding_list, parts
from portal.register.desk import finding
from portal.spending import import_work, words, work

bp = Blueprint("desk_spend_files", __name__, url_prefix="/desk/register/spending/files")
bp.before_request(finding.readers_only)

LONGEST_WHY = 500


def _file(taken_in: UUID, roles: tuple[str, ...]) -> SpendImport:
    """A file of an authority where this person holds one of the roles; 404 elsewhere."""
    found: SpendImport = access.find(SpendImport.of(access.viewer().authorities(roles)), SpendImport, taken_in)
    return found


@bp.get("/<uuid:taken_in>")
def read(taken_in: UUID) -> str:
    """Its counts, and its findings by kind."""
    found = _file(taken_in, finding.READS)
    return render_template(
        "desk/spending/file.html",
        taken=found,
        groups=finding_list.grouped(import_work.findings(found)),
        may_work=found.authority_id in access.viewer().authorities(finding.WORKS),
        words=words,
    )


@bp.get("/<uuid:taken_in>/findings")
def findings(taken_in: UUID) -> str:
    """Every finding, in the order of the file."""
    found = _file(taken_in, finding.READS)
    part = parts.of(import_work.findings(found), request.args.get("page", type=int), 200)
    pages = {"back": url_for(".read", taken_in=taken_in), "here": url_for(".findings", taken_in=taken_in)}
    return render_template("desk/register/findings_all.html", taken=found, part=part, **pages)


@bp.get("/<uuid:taken_in>/findings.csv")
def as_csv(taken_in: UUID) -> Response:
    """Every finding, for a spreadsheet."""
    found = _file(taken_in, finding.READS)
    return file_pages.findings_csv(import_work.findings(found), found.at)


@bp.get("/<uuid:taken_in>/take-out")
@access.required(*finding.WORKS)
def take_out(taken_in: UUID) -> str:
    """What taking it out does, and a box for the reason."""
    return _page(_file(taken_in, finding.WORKS))


@bp.post("/<uuid:taken_in>/take-out")
@access.required(*finding.WORKS)
def take_out_post(taken_in: UUID) -> Any:
    """Undoes what the file did."""
    found = _file(taken_in, finding.WORKS)
    why = request.form.get("why", "").strip()
    if not why or len(why) > LONGEST_WHY:
        problem = "Enter what was wrong with the file" if not why else f"Shorten this to {LONGEST_WHY} characters"
        return _page(found, why, problem), 422
    try:
        work.take_out(found, why, by=access.viewer().person, now=now())
    except NotNow:
        return _page(found, why), 409
    except AlreadyDone:
        flash("A colleague has taken it out meanwhile.")
    else:
        flash(f"{found.file_name or 'The file'} was taken out.", "success")
    return redirect(url_for(".read", taken_in=taken_in))


def _page(found: SpendImport, why: str = "", problem: str = "") -> str:
    first = found.built_upon()
    return render_template(
        "desk/spending/take_out.html",
        taken=found,
        first=first,
        why=why,
        problem=problem,
        longest=LONGEST_WHY,
        words=words,
    )
