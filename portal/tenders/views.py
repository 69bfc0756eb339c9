"""`/tenders/`: what is open, and a tender with everything that is published of it. Nobody has to sign in."""

from uuid import UUID

from flask import Blueprint, abort, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes.work import showing
from portal.tenders import finding, words
from portal.tenders.work import reading
from portal.uploads import finding as uploads

bp = Blueprint("tenders", __name__, url_prefix="/tenders")


@bp.get("/")
def index() -> str:
    """Open tenders first, then what was decided."""
    found = list(finding.open_to_me().order_by(Tender.closes_at, Tender.id))
    return render_template("tenders/index.html", stages=reading.stages(found, now()), words=words)


@bp.get("/<authority>/<slug>/")
def tender(authority: str, slug: str) -> str:
    """Everything that bidders are told, the same for all of them."""
    found = finding.published(authority, slug)
    providers = access.viewer().providers if current_user.is_authenticated else []
    return render_template(
        "tenders/tender.html",
        tender=found,
        read=reading.read(found),
        stage=found.stage(now()),
        words=words,
        shown=showing.shown(found, now()),
        fed=showing.has_feedback(found, providers),
    )


@bp.get("/<authority>/<slug>/documents/<uuid:version>")
def document(authority: str, slug: str, version: UUID) -> Response:
    """A version of a document, to be saved; nobody has to sign in."""
    there = DocumentVersion.public_id == version
    mine = TenderDocument.tender == finding.published(authority, slug).id
    found = access.found(DocumentVersion.select().join(TenderDocument).where(there, mine).first())
    if found.deleted_at is not None:
        abort(410)
    return uploads.published(found.key, found.media_type, found.file_name)
