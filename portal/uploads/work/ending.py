"""Files that go: removed, taken out, deleted on their day, those of old tenders, too. The bytes go once it is written
down that they do."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from models.calendar import today
from models.conflicts import Conflict
from models.monitoring_return import ANSWERABLE, Return
from models.store import forget, writing
from models.tendering.document import DocumentVersion
from models.upload import LIVE, Upload
from portal.uploads.cellar import Cellar
from portal.uploads.work import counting

log = logging.getLogger(__name__)

STRANGER = timedelta(days=1)
"""How old bytes are that belong to no file before they are taken away: somebody may just be adding one."""
REMOVED = "Removed before it was sent."


def remove(upload: Upload, ret: Return, *, by: int, now: datetime, cellar: Cellar) -> None:
    """It is no part of the answer any more. One that was sent stays with what was sent; any other is gone for good.
    Raises NotNow."""
    with writing():
        if upload.sent_at is not None:
            upload.leave_out(by=by, at=now)
        else:
            upload.take_out(by=by, at=now, why=REMOVED)
        counting.count(ret, upload.key, by=by, now=now)
    if upload.sent_at is None:
        _empty(upload, cellar)


def take_out(upload: Upload, *, why: str, by: int, now: datetime, cellar: Cellar) -> None:
    """“Take out something I should not have written”: name and bytes go, from the draft and from what was sent; the
    digest stays, so that what was sent still verifies. Raises NotNow."""
    with writing():
        upload.take_out(by=by, at=now, why=why)
        ret = Return.get_by_id(upload.return_id)
        if ret.state in ANSWERABLE:
            counting.count(ret, upload.key, by=by, now=now)
    forget()
    _empty(upload, cellar)


def sweep(cellar: Cellar, now: datetime) -> int:
    """Deletes what is kept no longer: files whose day has come, bytes of files that are gone, bytes that belong to no
    file. How many files. For the worker, every hour."""
    gone = 0
    for upload in Upload.due_to_go(today(now)):
        with suppress(Conflict):  # somebody takes it out at this moment
            with writing():
                upload.expire(at=now)
            gone += 1
    if gone:
        forget()
    for upload in Upload.still_lying():
        _empty(upload, cellar)
    for place in list(_strangers(cellar, now)):
        cellar.delete(place)
    return gone


def _empty(upload: Upload, cellar: Cellar) -> None:
    """Where the store fails now, the worker tries again."""
    place = upload.place
    if place is None:
        return
    try:
        cellar.delete(place)
    except Exception:
        log.exception("The bytes of %s could not be deleted; it is tried again", upload.subject)
        return
    with writing():
        upload.emptied()


def _strangers(cellar: Cellar, now: datetime) -> Iterator[str]:
    known = {upload.place for upload in Upload.select(Upload.place).where(~Upload.place.is_null())}
    known |= {version.key for version in DocumentVersion.kept()}
    yield from (place for place, at in cellar.places() if place not in known and now - at > STRANGER)


def _document_faults(cellar: Cellar) -> Iterator[str]:
    for version in DocumentVersion.kept().order_by(DocumentVersion.id).iterator():
        try:
            content = cellar.get(version.key)
        except Exception as error:
            yield f"a document of a tender, {version.public_id}, cannot be read: {str(error).splitlines()[0]}"
            continue
        if sha256(content).hexdigest() != version.digest:
            yield f"a document of a tender, {version.public_id}, is not what was kept"


def faults(cellar: Cellar) -> Iterator[str]:
    """What `evenhand check` says: files whose bytes are missing or are not what was kept, bytes of nobody."""
    own = Upload.select().where(Upload.state.in_(LIVE)).order_by(Upload.id)
    for upload in own.iterator():
        try:
            content = cellar.get(str(upload.place))
        except Exception as error:  # FileNotFoundError, or whatever a network raises
            yield f"the bytes of {upload.subject} cannot be read: {str(error).splitlines()[0]}"
            continue
        if sha256(content).hexdigest() != upload.digest:
            yield f"the bytes of {upload.subject} are not what was kept"
    yield from _document_faults(cellar)
    for upload in Upload.still_lying():
        yield f"the bytes of {upload.subject} should be gone; the worker deletes them"
