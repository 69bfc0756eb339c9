"""Which tenders somebody may read, and a tender with everything that is published of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.events.event import Event
from models.register.award import Award
from models.register.supplier import Supplier
from models.tendering.addendum import Addendum
from models.tendering.asker import Asker
from models.tendering.bidder import Bidder
from models.tendering.criterion import Criterion
from models.tendering.deadline_move import DeadlineMove
from models.tendering.document import DocumentVersion
from models.tendering.lot import JointBuyer, Lot
from models.tendering.override import Override
from models.tendering.tender import Tender
from portal.tenders import words


def published(providers: Sequence[int]) -> Any:
    """Tenders that people of these providers (nobody: []) may read: open ones, those of frameworks that they are on,
    and what was for members once it is decided."""
    framework_of = (
        Award.select(Award.contract)
        .join(Supplier, on=(Award.supplier == Supplier.id))
        .where(Supplier.provider << list(providers))
    )
    mine = (Tender.audience == "open") | (Tender.framework << framework_of) | (Tender.state == "awarded")
    return Tender.full().where(Tender.published_at.is_null(is_null=False), mine)


def at_desk(authorities: Sequence[int]) -> Any:
    """Every tender of these authorities, drafts and what they buy jointly, too."""
    return Tender.full().where(of(authorities))


def of(authorities: Sequence[int]) -> Any:
    """What makes a tender one of these authorities’: they run it, or buy it jointly."""
    return (Tender.authority << list(authorities)) | (Tender.id << JointBuyer.tenders(authorities))


def taken_part(providers: Sequence[int]) -> Any:
    """Ids of tenders about which one of these organisations asked, or for which it bid."""
    asked = Asker.select(Asker.tender).where(Asker.provider << list(providers))
    return asked | Bidder.select(Bidder.tender).where(Bidder.provider << list(providers))


@dataclass(frozen=True)
class Read:
    """Everything that is published of a tender. `documents`: versions, newest first, by document."""

    tender: Tender
    lots: Sequence[Lot]
    criteria: Sequence[Criterion]
    jointly: Sequence[Any]
    documents: Sequence[tuple[Any, Sequence[DocumentVersion]]]
    addenda: Sequence[Addendum]
    moves: Sequence[DeadlineMove]
    overrides: Sequence[Override]
    events: Sequence[Event]


def read(tender: Tender) -> Read:
    """One query a kind of part."""
    versions: dict[Any, list[DocumentVersion]] = {}
    about = (Event.tender == tender.id) & (Event.state != "cancelled")
    for version in DocumentVersion.of(tender.id):
        versions.setdefault(version.document, []).append(version)
    return Read(
        tender,
        Lot.of(tender.id),
        Criterion.of(tender.id),
        JointBuyer.of(tender.id),
        list(versions.items()),
        Addendum.of(tender.id),
        DeadlineMove.of(tender.id),
        list(Override.of(tender.id).values()),
        list(Event.select().where(about, Event.published_at.is_null(is_null=False)).order_by(Event.starts_at)),
    )


def stages(tenders: Sequence[Tender], now: datetime) -> dict[str, list[Tender]]:
    """Tenders by their stage, in the order in which people need them."""
    found: dict[str, list[Tender]] = {stage: [] for stage in words.STAGES}
    for tender in tenders:
        found[tender.stage(now)].append(tender)
    return {stage: there for stage, there in found.items() if there}
