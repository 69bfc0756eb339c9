"""Documents of a tender at the desk: added, and followed by new versions."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.conflicts import NotNow
from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.tenders import finding
from portal.tenders.act_forms import DocumentForm
from portal.tenders.work import documents
from portal.uploads import finding as uploads
from portal.uploads import words as upload_words
from portal.uploads.posted import room_for_files

bp = Blueprint("desk_tender_documents", __name__, url_prefix="/desk/tenders/<uuid:tender>/documents")
bp.url_value_preprocessor(room_for_files)  # before the token of a form is read


@bp.get("/")
@access.required(*finding.WORKS)
def index(tender: UUID) -> str:
    """Every document, and the form for one more or a new version."""
    return _page(finding.workable(tender), DocumentForm(), {})


@bp.post("/")
@access.required(*finding.WORKS)
@limited("upload")
def add(tender: UUID) -> Any:
    """Looks it through, and publishes it with the tender."""
    found, form = finding.workable(tender), DocumentForm(request.form)
    known = _prepare(form, found)
    file = request.files.get("file")
    problems = {} if form.validate() else form.problems()
    if file is None or not file.filename:
        problems["file"] = "Choose a file"
    if problems or file is None:
        return _page(found, form, problems), 422
    document = known.get(form.document.data or "") or form.name.text
    try:
        documents.add(
            found, document, file.filename or "", file.read(), form.note.data or "", clean="clean" in request.form,
            by=access.viewer().person, now=now(), cellar=uploads.cellar(),
        )  # fmt: skip
    except documents.CannotTake as refused:
        return _page(found, form, {"file": str(refused)}, hidden=refused.hidden), 422
    except NotNow:
        flash("The tender has closed: its documents stay as they are.", "error")
        return redirect(url_for("desk_tenders.tender", tender=tender))
    flash("The document is there.", "success")
    return redirect(url_for(".index", tender=tender))


def _prepare(form: DocumentForm, found: Tender) -> dict[str, TenderDocument]:
    known = {str(one.number): one for one in TenderDocument.of(found.id)}
    form.document.offer((key, f"A new version of {one.name}") for key, one in known.items())
    return known


def _page(found: Tender, form: DocumentForm, problems: dict[str, str], *, hidden: bool = False) -> str:
    if not problems:
        _prepare(form, found)
    return render_template(
        "desk/tenders/documents.html",
        tender=found,
        form=form,
        problems=problems,
        hidden_found=hidden,
        types=upload_words.types(documents.TYPES),
        accept=upload_words.accept(documents.TYPES),
        versions=DocumentVersion.of(found.id),
    )
