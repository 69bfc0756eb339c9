"""What the rules of the events’ pages point at: a draft of Fairshire’s, an event that is coming, a booking for it."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.events.booking import Booking, NewAttendee
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingSlot
from models.events.paper import EventHost, EventPaper
from models.events.session import EventSession, NewSession
from models.store import writing
from portal.events.work import booking, keeping, links, meetings
from portal.events.work.booking import Who, Wish
from portal.forums import work as forums
from tests.fixtures.cast import Cast
from tests.fixtures.stores import KEY

SECRET = b"the secret of the tests"
OF_APP = hmac.new(KEY, b"bookings", hashlib.sha256).digest()
"""What the portal of the tests makes its links of: those of which nothing is stored."""
VALUES: dict[str, object] = {
    "title": "Meet the buyers of lodgings", "summary": "Hear what we buy next.", "audience": "Anybody with hosts.",
    "agenda": "09:00 Coffee\n09:30 What we buy", "speakers": "Erin Ellis", "place": "both",
    "venue": "Fairshire Hall, Hill Road, FS1 1AA", "venue_access": "Level entrance, hearing loop.",
    "online_link": "https://meet.example/secret-room", "places": 10, "contact": "Contracts team",
    "contact_email": "events@fairshire.example",
}  # fmt: skip


@dataclass(frozen=True)
class EventWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    draft: UUID
    coming: UUID
    slug: str
    key: str
    buyer: UUID
    buyer_key: str
    booking: UUID
    meeting: UUID
    paper: UUID
    forum: dict[str, Any]

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules of events; none for any other."""
        if rule.startswith("/events/buyer/"):
            return {"buyer": self.buyer, "key": self.buyer_key}
        if rule.startswith("/events/"):
            ticket = {"event": self.coming, "code": "BCDFGHJK", "paper": self.paper}
            return {"slug": self.slug, "key": self.key, "act": "cancel", "meeting": self.meeting, **ticket}
        if "/forums/" in rule:
            return self.forum
        if not rule.startswith("/desk/events/"):
            return {}
        if "/meetings/" in rule:
            return {"event": self.coming, "act": "match", "buyer": self.buyer, "booking": self.booking}
        of_draft = "<any" in rule or rule.endswith("/publish")
        meant = self.draft if of_draft and "/tell/" not in rule and "/door/" not in rule else self.coming
        return {"event": meant, "part": "what", "act": "here"}


def make_event(
    cast: Cast, now: datetime, *, publish: bool = True, sessions: Sequence[NewSession] = (), **more: object
) -> Event:
    """Fairshire’s, in four weeks, 09:30 to 13:00 London time; published unless told otherwise."""
    day = (now + timedelta(days=28)).replace(hour=0, minute=0)
    times = {
        "starts_at": day.replace(hour=9, minute=30), "ends_at": day.replace(hour=13),
        "booking_closes_at": day - timedelta(days=2),
    }  # fmt: skip
    with writing():
        event = Event.add(cast.fairshire.id, {**VALUES, **times, **more}, by=cast.kofi.id, at=now)
        EventSession.put(event, sessions)
    if publish:
        keeping.publish(event, by=cast.kofi.id, now=now, version=event.version)
    return fresh(event)


def fresh(event: Event) -> Event:
    """As it stands now."""
    found: Event = Event.full().where(Event.id == event.id).get()
    return found


def two_sessions(now: datetime) -> list[NewSession]:
    """The same talk in the morning and at noon, for two people each."""
    day = (now + timedelta(days=28)).replace(hour=0, minute=0)
    morning, noon = day.replace(hour=10), day.replace(hour=12)
    hour = timedelta(hours=1)
    return [
        NewSession("How to bid", morning, morning + hour, 2),
        NewSession("How to bid, again", noon, noon + hour, 2, repeats=1),
    ]


def wish(name: str, **more: Any) -> Wish:
    """Of an organisation called `name`, for one person unless `people` says how many."""
    people = [NewAttendee(f"{name} {number}") for number in range(1, more.pop("people", 1) + 1)]
    email = f"{name.lower().replace(' ', '.')}@people.example"
    return Wish(**{"organisation": name, "email": email, "people": people, **more})


def book(event: Event, name: str, now: datetime, secret: bytes = SECRET, **more: Any) -> Booking:
    """Booked and confirmed, or on the waiting list."""
    made = booking.book(event.id, wish(name, **more), who=None, now=now, secret=secret)
    booking.confirm(made, now=now, secret=secret)
    return again(made)


def again(made: Booking) -> Booking:
    """As it stands now."""
    found: Booking = Booking.get_by_id(made.id)
    return found


def signed_in(cast: Cast) -> Who:
    """Alice of Harbour."""
    return Who(cast.alice.id, cast.harbour.id)


def make_event_world(cast: Cast, now: datetime) -> EventWorld:
    """Writes a draft, and a published event with a booking."""
    draft = make_event(cast, now, publish=False, title="Forum of short breaks", kind="forum")
    coming = make_event(cast, now)
    made = book(coming, "Riverside", now)
    meeting = _meeting(coming, made, cast, now)
    key = links.of(made, SECRET)
    file = {"file_name": "map.txt", "media_type": "text/plain", "size": 3, "digest": "0" * 64, "key": "aa/" + "0" * 40}
    with writing():
        EventHost.put(coming, [cast.westmoor])
        paper = EventPaper.add(coming, "other", "Map", file, by=cast.kofi.id, at=now)
    about = (
        meeting.buyer.public_id,
        links.of_buyer(meeting.buyer, OF_APP),
        made.public_id,
        meeting.public_id,
        paper.public_id,
    )
    return EventWorld(draft.public_id, coming.public_id, coming.slug, key, *about, _forum(cast, now))


def _forum(cast: Cast, now: datetime) -> dict[str, Any]:
    """What the rules of forums point at: one with a paper and an action."""
    forum = forums.add(cast.fairshire.id, "Lodgings", [cast.service.key], by=cast.kofi.id, now=now)
    said = {"kind": "paper", "title": "Rents", "words": "What rents do.", "on": now.date(), "link": ""}
    paper = forums.add_paper(forum, said, by=cast.kofi.id, now=now)
    action = forums.add_action(forum, "Ask about rent", "Housing", now.date(), by=cast.kofi.id, now=now)
    known = {"slug": forum.slug, "forum": forum.public_id, "what": "paper"}
    return {**known, "paper": paper.public_id, "action": action.public_id}


def _meeting(event: Event, made: Booking, cast: Cast, now: datetime) -> Meeting:
    """A buyer, and a meeting that was told."""
    assert event.starts_at is not None
    times: dict[str, object] = {"starts_at": event.starts_at, "ends_at": event.starts_at + timedelta(hours=1)}
    meetings.plan(event, times, [], by=cast.kofi.id, now=now, version=0)
    buyer = meetings.add_buyer(
        event, {"name": "Buyer of lodgings", "email": "buyer@people.example"}, [], by=cast.kofi.id, now=now
    )
    with writing():
        slot = MeetingSlot.of(event.id)[0]
        return Meeting.make(
            event.id, now, slot=slot, buyer=buyer, booking=made, seat=1, state="told", told_at=now
        )  # fmt: skip
