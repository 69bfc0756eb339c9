"""`/files/`: a file of a return, to be saved; and taking one out for good. Adding is a part of the question’s page."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from models.conflicts import NotNow
from models.upload import Upload
from portal import access
from portal.clock import now
from portal.headers import SANDBOX
from portal.returns import review_form
from portal.uploads import finding
from portal.uploads.work import ending, files, giving

bp = Blueprint("uploads", __name__, url_prefix="/files")


@bp.get("/<uuid:upload_id>")
def read(upload_id: UUID) -> Any:
    """The file; one that is kept apart is asked for by a button, because opening it is written down."""
    upload = finding.visible(upload_id)
    if upload.apart:
        return render_template("uploads/apart.html", upload=upload, words=files.shown(upload), back=_back(upload))
    return _given(upload)


@bp.post("/<uuid:upload_id>")
def opened(upload_id: UUID) -> Response:
    """A file that is kept apart: written down, then given."""
    return _given(finding.visible(upload_id))


def _given(upload: Upload) -> Response:
    """To be saved, never shown: not run as a page, not guessed at, not kept by the browser."""
    try:
        given = giving.give(upload, by=access.viewer().person, now=now(), cellar=finding.cellar())
    except giving.Lost:
        abort(404)
    response = send_file(BytesIO(given.content), given.mime, as_attachment=True, download_name=given.name, etag=False)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@bp.get("/<uuid:upload_id>/take-out")
def take_out_get(upload_id: UUID) -> str:
    """Asks once more before a file is taken out for good."""
    upload = finding.own(upload_id)
    return render_template("uploads/take_out.html", upload=upload, words=files.shown(upload), back=_back(upload))


@bp.post("/<uuid:upload_id>/take-out")
def take_out_post(upload_id: UUID) -> Response:
    """Takes it out: from the draft and from everything that was sent."""
    upload = finding.own(upload_id)
    why = review_form.why_taken_out(request.form)
    try:
        ending.take_out(upload, why=why, by=access.viewer().person, now=now(), cellar=finding.cellar())
    except NotNow:
        abort(404)
    flash("Taken out. The file is gone from this return and from what was sent.")
    return redirect(_back(upload))


def _back(upload: Upload) -> str:
    """The page of its return, on the side where this person is."""
    ret, who = upload.return_, access.viewer()
    page = "returns.check" if ret.provider_id in who.providers else "desk_returns.read"
    return url_for(page, return_id=ret.public_id)
