"""Giving a file to somebody who may have it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from forms.file_types import FILE_TYPES
from models.store import writing
from models.upload import Upload
from portal.uploads.cellar import Cellar


class Lost(Exception):
    """The bytes are not there, or are not what was kept. `evenhand check` names the file."""


@dataclass(frozen=True)
class Given:
    """A file to be saved under its name. `mime` is what it was found to be, never what somebody said."""

    name: str
    mime: str
    content: bytes


def give(upload: Upload, *, by: int, now: datetime, cellar: Cellar) -> Given:
    """The file as it was kept. Of one that is kept apart it is written down who has it, before it is given. Raises
    Lost."""
    try:
        content = cellar.get(str(upload.place))
    except FileNotFoundError as error:
        raise Lost(upload.subject) from error
    if sha256(content).hexdigest() != upload.digest:
        raise Lost(upload.subject)
    if upload.apart:
        with writing():
            upload.opened(by=by, at=now)
    return Given(upload.name, FILE_TYPES[upload.kind].mime, content)
