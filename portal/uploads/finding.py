"""One file, loaded and authorised in one call. What this person may not have does not exist (404)."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import abort, current_app, send_file
from werkzeug.wrappers import Response

from models.monitoring_return import Return
from models.upload import LIVE, Upload
from portal import access
from portal.headers import SANDBOX
from portal.uploads.cellar import Cellar


def cellar() -> Cellar:
    """Where the bytes lie."""
    settings = current_app.config["EVENHAND"]
    return Cellar.at(settings.uploads_folder, settings.uploads_url)


def published(key: str, media_type: str, name: str) -> Response:
    """A file that everybody may have, to be saved: no browser runs anything that is in it."""
    try:
        content = cellar().get(key)
    except FileNotFoundError:
        abort(404)
    response = send_file(BytesIO(content), media_type, as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def visible(public_id: UUID) -> Upload:
    """A file that this person may have: of their own provider’s returns; at the council once it was sent. Of those
    that are kept apart: the provider’s leads, whoever added it, and who works on returns; not auditors."""
    who = access.viewer()
    led = [provider for provider in who.providers if who.leads(provider)]
    own = (Return.provider << who.providers) & (Return.state != "withdrawn")
    own &= (Upload.apart == False) | (Return.provider << led) | (Upload.by == who.person)  # noqa: E712 - SQL
    readers = (Return.authority << who.authorities(access.READS_RETURNS)) & (Upload.apart == False)  # noqa: E712
    workers = Return.authority << who.authorities(access.WORKS_ON_RETURNS)
    sent = ~Upload.sent_at.is_null() | (Upload.by == who.person)
    return _one(own | ((readers | workers) & sent), public_id)


def own(public_id: UUID) -> Upload:
    """A file that this person may take out: of their own provider’s returns, or one that they added themselves."""
    who = access.viewer()
    mine = (Return.provider << who.providers) & (Return.state != "withdrawn")
    here = Return.authority << who.authorities(access.WORKS_ON_RETURNS)
    return _one(mine | (here & (Upload.by == who.person)), public_id)


def _one(may: Any, public_id: UUID) -> Upload:
    query = Upload.select(Upload, Return).join(Return).where(may & Upload.state.in_(LIVE))
    found: Upload = access.find(query, Upload, public_id)
    return found
