"""The documents of a tender: looked through before anybody can read them, kept for ever, every version."""

import hashlib
from datetime import datetime

from forms.file_types import FILE_TYPES, type_of
from models.conflicts import NotNow
from models.store import writing
from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.tender import Tender
from portal.releasing import tenders
from portal.uploads import checking, words
from portal.uploads.cellar import Cellar
from portal.uploads.looking.looked import Looked, Refused

TYPES = ("pdf", "docx", "xlsx", "odt", "ods", "csv", "txt")
LARGEST = 20 * 1024 * 1024


class CannotTake(ValueError):
    """The file cannot be published; the message says why. `hidden`: what is hidden in it can be taken away."""

    def __init__(self, message: str, *, hidden: bool = False) -> None:
        super().__init__(message)
        self.hidden = hidden


def add(
    tender: Tender, document: TenderDocument | str, name: str, content: bytes, note: str, *, clean: bool, by: int,
    now: datetime, cellar: Cellar,
) -> DocumentVersion:  # fmt: skip
    """A new document (its name) or a new version of one. `clean`: what is hidden is taken away.

    Raises CannotTake, and NotNow once the tender has closed.
    """
    if tender.stage(now) in ("closed", "awarded", "cancelled"):
        raise NotNow(tender.stage(now))
    file = kept(name, content, clean, cellar)
    with writing():
        of = TenderDocument.add(tender, document) if isinstance(document, str) else document
        made = DocumentVersion.add(of, file=file, note=note, by=by, at=now)
        tenders.release(tender, now)
        return made


def kept(name: str, content: bytes, clean: bool, cellar: Cellar) -> dict[str, object]:
    """A file that was looked through and lies in the store of files, as the columns of its row. Raises CannotTake."""
    looked = _looked(name, content, clean)
    place = cellar.put(looked.content)
    return {
        "file_name": words.named(words.clean_name(name), looked.kind),
        "media_type": FILE_TYPES[looked.kind].mime,
        "size": len(looked.content),
        "digest": hashlib.sha256(looked.content).hexdigest(),
        "key": place,
    }


def _looked(name: str, content: bytes, clean: bool) -> Looked:
    kind = type_of(name)
    if kind not in TYPES:
        raise CannotTake(words.refused("type", words.clean_name(name), types=words.types(TYPES)))
    if len(content) > LARGEST:
        raise CannotTake(words.refused("too_large", words.clean_name(name), largest=LARGEST // 1024 // 1024))
    try:
        looked = checking.clean(content, kind) if clean else checking.look(content, kind)
    except Refused as refused:
        raise CannotTake(words.refused(refused.code, words.clean_name(name))) from refused
    if looked.found and not clean:
        lines = "; ".join(words.found_line(one) for one in looked.found)
        raise CannotTake(f"This is hidden in it, and everybody could find it: {lines}.", hidden=True)
    return looked
