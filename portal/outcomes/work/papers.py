"""How long the papers of a procurement are kept: legal holds, years, and what the worker deletes when they are over."""

from datetime import datetime

from models.calendar import today
from models.store import forget, writing
from models.tendering.outcome import Outcome
from models.tendering.papers import PapersDeleted
from models.tendering.tender import Tender


def hold(tender: Tender, why: str, *, by: int, now: datetime, version: int) -> None:
    """A legal hold. Raises Stale."""
    with writing():
        Outcome.known(tender).hold(why, by=by, at=now, version=version)


def end_hold(tender: Tender, why: str, *, by: int, now: datetime, version: int) -> None:
    """Its end. Raises Stale, NotNow where there is none."""
    with writing():
        Outcome.known(tender).end_hold(why, by=by, at=now, version=version)


def keep(tender: Tender, years: int, *, by: int, now: datetime, version: int) -> None:
    """So many years after the contract. Raises Stale."""
    with writing():
        Outcome.known(tender).keep(years, by=by, at=now, version=version)


def sweep(now: datetime) -> int:
    """Deletes the papers of procurements that are kept no longer; of how many. The bytes of their files go with the
    next look through the store of files. For the worker, every hour."""
    deleted = PapersDeleted.select(PapersDeleted.tender)
    decided = Tender.select().where(Tender.state << ["awarded", "cancelled"], Tender.id.not_in(deleted))
    old = [tender for tender in decided if (Outcome.of(tender.id) or Outcome(tender=tender)).may_be_deleted(today(now))]
    gone = sum(_delete(tender, now) for tender in old)
    if gone:
        forget()
    return gone


def _delete(tender: Tender, now: datetime) -> bool:
    with writing():
        outcome = Outcome.known(tender)  # nobody begins a hold, and no other worker is at it, from here on
        if PapersDeleted.of(tender.id) is not None or not outcome.may_be_deleted(today(now)):
            return False
        PapersDeleted.delete_all(tender, at=now)
        return True
