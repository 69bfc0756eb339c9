"""Whether a tender may be published, and what speaks against it."""

from dataclasses import dataclass
from datetime import datetime

from models.store import writing
from models.tendering import readiness
from models.tendering.document import DocumentVersion
from models.tendering.override import Override
from models.tendering.tender import Tender
from portal.tenders.work.keeping import Draft, draft_of


class NotReady(Exception):
    """Something still speaks against publishing: `points`."""

    def __init__(self, points: list[readiness.Point]) -> None:
        super().__init__(", ".join(point.key for point in points))
        self.points = points


@dataclass(frozen=True)
class Found:
    """What speaks against publishing, and what was set aside with its reason."""

    points: list[readiness.Point]
    overrides: dict[str, Override]

    @property
    def open(self) -> list[readiness.Point]:
        """What still does: every stop, and what is asked about and was not set aside."""
        return [point for point in self.points if point.level == "stop" or point.key not in self.overrides]

    @property
    def set_aside(self) -> list[tuple[readiness.Point, Override]]:
        """Points with the reason for which they do not hold here."""
        kept = (point for point in self.points if point.level == "ask" and point.key in self.overrides)
        return [(point, self.overrides[point.key]) for point in kept]


def found(draft: Draft, now: datetime) -> Found:
    """The readiness check of a draft."""
    tender = draft.tender
    documents = len({version.document_id for version in DocumentVersion.of(tender.id)})
    expires_on = tender.expiring.ends_on if tender.expiring else None
    facts = readiness.Facts(tender, tender.authority.nation, draft.lots, draft.criteria, documents, expires_on)
    return Found(readiness.points(facts, now), Override.of(tender.id))


def set_aside(tender: Tender, check: str, reason: str, *, by: int, now: datetime) -> None:
    """One point does not hold here, because …; with an empty reason it counts again. Raises NotNow, and KeyError for a
    point that is not asked about."""
    asked = {point.key for point in found(draft_of(tender), now).points if point.level == "ask"}
    if reason and check not in asked:
        raise KeyError(check)
    with writing():
        Override.put(tender, check, reason, by=by, at=now)
