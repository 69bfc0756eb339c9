"""A buyer’s own page, by a link and without an account: whom they meet, and that they cannot.

The key of the link is made of the installation’s secret, who they are and their address: with another address another
link, and nothing of it is in the store.
"""

import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from models.conflicts import NotNow
from models.events.buyer import BuyerTime, EventBuyer
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, Span, apart
from models.store import writing
from portal.events.work import links, meetings_kept
from portal.events.work.timetable import Slot
from portal.mail import compose


def find(public_id: UUID, key: str, secret: bytes) -> EventBuyer | None:
    """Whose link it is; None for any other."""
    found: EventBuyer | None = EventBuyer.get_or_none(EventBuyer.public_id == public_id)
    if found is None or not found.email:
        return None
    right = links.of_buyer(found, secret)
    return found if hmac.compare_digest(right.encode(), key.encode()) else None


def may(event: Event, buyer: EventBuyer, now: datetime) -> bool:
    """Whether they can still say that they cannot come."""
    early = event.starts_at is not None and now < event.starts_at
    return early and event.state == "published" and buyer.left_at is None


def cannot_come(buyer: EventBuyer, *, now: datetime, secret: bytes) -> None:
    """Not at all: every meeting is called off and told, what is free is matched anew, what else was told stays. Raises
    NotNow."""
    with writing():
        event, fresh = _fresh(buyer, now)
        fresh.leave(by=None, at=now, version=fresh.version)
        meetings_kept.cancelled(event, Meeting.full().where(Meeting.buyer == fresh.id), "buyer", now, secret, by=None)
        _tell_organiser(event, now)


def cannot_then(buyer: EventBuyer, meeting: UUID, *, now: datetime, secret: bytes) -> None:
    """Not at that time: the meeting is called off, and they are not there then. Raises NotNow, also where it does not
    stand (any more)."""
    with writing():
        event, fresh = _fresh(buyer, now)
        found = Meeting.full().where(Meeting.buyer == fresh.id, Meeting.public_id == meeting).first()
        if found is None or found.state != "told":
            raise NotNow("off")
        left = without(_times(fresh), found.slot.span)
        if left:
            fresh.away(left, at=now)
        else:  # no times of their own would mean the whole day
            fresh.leave(by=None, at=now, version=fresh.version)
        meetings_kept.cancelled(event, [found], "buyer", now, secret, by=None)
        _tell_organiser(event, now)


def _fresh(buyer: EventBuyer, now: datetime) -> tuple[Event, EventBuyer]:
    event, fresh = Event.fresh(buyer.event_id), EventBuyer.get_by_id(buyer.id)
    if not may(event, fresh, now):
        raise NotNow(event.state)
    return event, fresh


def _times(buyer: EventBuyer) -> list[Span]:
    plan = MeetingPlan.of(buyer.event_id)
    return BuyerTime.of([buyer.id])[buyer.id] or ([(plan.starts_at, plan.ends_at)] if plan else [])


def without(times: Iterable[Span], gone: Span) -> list[Span]:
    """The times but for one span. Pure."""
    found: list[Span] = []
    for one in times:
        parts = [one] if apart(one, gone) else [(one[0], gone[0]), (gone[1], one[1])]
        found += [(since, until) for since, until in parts if since < until]
    return found


def _tell_organiser(event: Event, now: datetime) -> None:
    compose.put("events/buyer_away", to=event.organiser.email, about=event.subject, at=now, event=event)


def slots(event: Event, told: Sequence[Meeting]) -> list[Slot]:
    """Their meetings as a calendar has them; what was called off is told as cancelled."""
    where = event.venue if event.place != "online" else "Online"
    found = []
    for one in told:
        at = one.cancelled_at or one.told_at or one.made_at
        title = f"One-to-one meeting: {one.booking.organisation}"
        found.append(
            Slot(
                str(one.public_id), title, one.slot.starts_at, one.slot.ends_at, where,
                dropped=one.state == "cancelled", sequence=one.version, at=at,
            )
        )  # fmt: skip
    return found
