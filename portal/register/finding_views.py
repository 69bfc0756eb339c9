"""`/desk/register/findings/<uuid>`: what came of a file that was taken in, for reading, printing and spreadsheets."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.person import Person
from models.register.taking_in import Import
from portal import access
from portal.register import file_pages, finding_list, import_work, parts, taking_out_work

bp = Blueprint("desk_findings", __name__, url_prefix="/desk/register/findings")


@bp.before_request
def people_of_the_register_only() -> None:
    """One check for everything here: a seat that reads the register."""
    if not access.viewer().holds(*access.READS_REGISTER):
        abort(403)


def readable(taken_in: UUID) -> Import:
    """One import of an authority whose register this person reads."""
    return found_in(taken_in, access.READS_REGISTER)


def found_in(taken_in: UUID, roles: tuple[str, ...]) -> Import:
    """One import of an authority where this person holds one of the roles; 404 elsewhere."""
    here = access.viewer().authorities(roles)
    query = Import.select(Import, Authority, Person).join(Authority).switch(Import)
    query = query.left_outer_join(Person, on=Import.by)
    found: Import = access.find(query.where(Import.authority << here), Import, taken_in)
    return found


@bp.get("/<uuid:taken_in>")
def read(taken_in: UUID) -> str:
    """Its counts, and its findings by kind."""
    found = readable(taken_in)
    keeps = found.authority_id in access.viewer().authorities(access.WORKS_ON_REGISTER)
    return render_template(
        "desk/register/findings.html",
        taken=found,
        groups=finding_list.grouped(import_work.findings(found)),
        fate=taking_out_work.fate(found),
        may_work=keeps,
    )


@bp.get("/<uuid:taken_in>/all")
def everything(taken_in: UUID) -> str:
    """Every finding, in the order of the file."""
    found = readable(taken_in)
    part = parts.of(import_work.findings(found), request.args.get("page", type=int), 200)
    pages = {"back": url_for(".read", taken_in=taken_in), "here": url_for(".everything", taken_in=taken_in)}
    return render_template("desk/register/findings_all.html", taken=found, part=part, **pages)


@bp.get("/<uuid:taken_in>.csv")
def as_csv(taken_in: UUID) -> Response:
    """Every finding, for a spreadsheet."""
    found = readable(taken_in)
    return file_pages.findings_csv(import_work.findings(found), found.at)
