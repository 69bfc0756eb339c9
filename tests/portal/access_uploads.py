"""What the rules of files point at: one that was sent with a return, and one of it that is taken out."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from forms import library
from models.monitoring_return import Return
from models.period import Period
from models.store import engine, writing
from models.upload import Upload
from portal.uploads.cellar import Cellar
from tests.fixtures.cast import Cast

REPORTS = "independent-person-report-monthly"


@dataclass(frozen=True)
class UploadWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    kept: UUID
    taken_out: UUID
    report: UUID

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules under `/files/`, and of a report that the council was sent itself."""
        if rule.startswith("/desk/returns/<uuid:return_id>/report/"):
            return {"return_id": self.report, "page": "report"}
        return {"upload_id": self.taken_out if rule.endswith("/take-out") else self.kept}


def make_upload_world(cast: Cast, ret: Return, now: datetime) -> UploadWorld:
    """Two files of a return that was received, their bytes beside the store as in an installation; and a month of
    Harbour House for which the independent person’s report is asked."""
    cellar = Cellar.at(Path(str(engine().database)).parent / "uploads")
    kept, taken_out = (_add(cellar, ret, content, cast.alice.id, now) for content in (b"kept", b"taken out"))
    about = {"set_key": REPORTS, "set_version": library.latest(REPORTS).version, "tier": "core", "why": "As agreed."}
    whose = {"authority": cast.fairshire, "provider": cast.harbour, "service": cast.service, "home": cast.home}
    with writing():
        report = Return.ask(
            **whose, **about, period=Period.parse("2026-09"), due_on=now.date(), officer=cast.dana, by=cast.dana.id,
            at=now,
        )  # fmt: skip
    return UploadWorld(kept, taken_out, report.public_id)


def _add(cellar: Cellar, ret: Return, content: bytes, by: int, now: datetime) -> UUID:
    about = {"key": "quality_review_file", "name": "review.pdf", "kind": "pdf", "size": len(content)}
    digest, place = hashlib.sha256(content).hexdigest(), cellar.put(content)
    with writing():
        upload = Upload.keep(by=by, at=now, waits=False, return_=ret.id, digest=digest, place=place, **about)
        Upload.mark_sent(ret.id, [digest], now)
    found: UUID = upload.public_id
    return found
