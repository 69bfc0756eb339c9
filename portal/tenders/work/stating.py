"""What everybody is told at one instant: published, changed by addendum, given more time, decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models.conflicts import NotNow
from models.store import writing
from models.tendering.addendum import Addendum
from models.tendering.deadline_move import DeadlineMove
from models.tendering.lot import JointBuyer, NewLot
from models.tendering.tender import Tender
from portal.outcomes.work import waits
from portal.releasing import tenders
from portal.tenders.work import jointly, keeping, readiness


def publish(tender: Tender, *, by: int, now: datetime, version: int) -> None:
    """From now on everybody sees it. Raises readiness.NotReady, Stale, NotNow."""
    with writing():
        fresh = Tender.full().where(Tender.id == tender.id).get()
        if fresh.state == "draft" and (points := readiness.found(keeping.draft_of(fresh), now).open):
            raise readiness.NotReady(points)
        fresh.publish(by=by, at=now, version=version)
        jointly.without_mistakes(fresh)
        tenders.release(fresh, now)


def amend(
    tender: Tender, title: str, reason: str, values: Mapping[str, Any], parts: Sequence[Any] | None, *, by: int,
    now: datetime, version: int,
) -> Addendum:  # fmt: skip
    """A numbered addendum. Only what differs is changed. Raises Stale, NotNow."""
    with writing():
        fresh = Tender.full().where(Tender.id == tender.id).get()
        found = keeping.columns(fresh, values)
        changed = {name: value for name, value in found.items() if value != getattr(fresh, name)}
        lots, criteria = _which(parts)
        before = {authority.id for authority in JointBuyer.of(fresh.id)}
        made = Addendum.issue(
            fresh, title=title, reason=reason, values=changed, lots=lots, criteria=criteria,
            jointly=keeping.together(fresh, values), by=by, at=now, version=version,
        )  # fmt: skip
        jointly.tell(fresh, [one.id for one in JointBuyer.of(fresh.id) if one.id not in before], now)
        tenders.release(fresh, now)
        return made


def _which(parts: Sequence[Any] | None) -> tuple[Sequence[Any] | None, Sequence[Any] | None]:
    if not parts:
        return None, None
    return (parts, None) if isinstance(parts[0], NewLot) else (None, parts)


def move_deadline(tender: Tender, values: Mapping[str, Any], *, by: int, now: datetime, version: int) -> DeadlineMove:
    """More time for everybody; `values` as `DeadlineMove.give` has them. Raises Stale, NotNow."""
    with writing():
        fresh = Tender.full().where(Tender.id == tender.id).get()
        made = DeadlineMove.give(fresh, **values, by=by, at=now, version=version)
        tenders.release(fresh, now)
        return made


def decide(tender: Tender, outcome: str, *, by: int, now: datetime, version: int) -> None:
    """Awarded after it has closed, or cancelled. Raises Stale; NotNow, also (“questions”) while one that came in time
    is neither answered nor declined: then it is not awarded."""
    with writing():
        if outcome == "awarded" and waits.open_in_time(tender):
            raise NotNow("questions")
        tender.decide(outcome, by=by, at=now, version=version)
        tenders.release(tender, now)
