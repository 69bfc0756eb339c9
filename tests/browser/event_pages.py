"""The events that the pages are looked at with."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.events.booking import Booking
from models.events.event import Event
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingPlan, MeetingSlot
from models.store import writing
from portal.events.work import booking, door, keeping, links, meetings
from portal.forums import work as forums
from tests.fixtures.cast import Cast
from tests.portal.access_events import OF_APP, SECRET, book, fresh, make_event, two_sessions, wish


def make_event_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """A bare draft, one that is ready, one that is coming and full, one that was called off, one of yesterday."""
    ready = make_event(cast, now, publish=False, title="Forum of short breaks", kind="forum")
    coming = make_event(cast, now, places=3, sessions=two_sessions(now), subject_matter="Lodgings from 2028")
    kept = {"secret": SECRET, "now": now}
    booked = book(coming, "Riverside", now, people=2, sessions=(1,), access="A ramp", diet="No nuts")
    pending = booking.book(coming.id, wish("Woodside", sessions=(2,)), who=None, **kept)
    waits, leaves = (book(coming, name, now) for name in ("Hillside", "Seaside"))
    booking.cancel(leaves, **kept)
    by = {"by": cast.kofi.id, **kept}
    keeping.tell(coming, {"venue": "Town Hall, FS1 1AB"}, None, "More room.", version=fresh(coming).version, **by)
    off = make_event(cast, now, title="Drop-in on contracts", kind="drop_in")
    keeping.cancel(off, "Everybody is ill.", version=fresh(off).version, **by)
    with writing():
        bare = Event.add(cast.fairshire.id, {"title": "A day for hosts"}, by=cast.kofi.id, at=now)
    before = now - timedelta(days=29)
    was = make_event(cast, before, title="A morning that was", places=2)
    came = book(was, "Riverside", before, people=2)
    starts = was.starts_at or now
    door.check_in(was.id, [door.Entry("", came.public_id, 1, starts)], by=cast.kofi.id, now=starts)
    door.walk_in(was.id, UUID(int=1), "", "", by=cast.kofi.id, now=starts)
    made = {"came": came, "booked": booked, "pending": pending, "waits": waits, "left": leaves}
    return {
        **{f"link_{name}": links.of(one, SECRET) for name, one in made.items()},
        "event_bare": bare.public_id,
        "event_ready": ready.public_id,
        "event_coming": coming.public_id,
        "event_slug": coming.slug,
        "event_off": off.slug,
        **_meetings(coming, booked, cast, now),
        **_forum(cast, now),
        "event_was": was.public_id,
    }


def _meetings(event: Event, booked: Booking, cast: Cast, now: datetime) -> dict[str, Any]:
    """Two buyers who were matched: one wish met and told, the other not; what is left can be booked."""
    by = {"by": cast.kofi.id, "now": now}
    assert event.ends_at is not None
    times: dict[str, object] = {"starts_at": event.ends_at - timedelta(hours=1), "ends_at": event.ends_at}
    meetings.plan(event, times, [], version=0, **by)
    buys = {"buys": "Hosts for young people from 16 on.", "email": "buyer@fairshire.example"}
    lodgings, homes = (
        meetings.add_buyer(event, {"name": name, **buys}, [], **by) for name in ("Buyer of lodgings", "Buyer of homes")
    )
    meetings.wish(booked, [(lodgings.id, "We have twelve hosts."), (homes.id, "")], now=now)
    meetings.buyer_wishes(homes, [], {booked.id: "We buy nothing this year."}, **by)
    with writing():
        plan = MeetingPlan.of(event.id)
        assert plan is not None
        slot = MeetingSlot.of(event.id)[0]
        met = {"buyer": lodgings, "booking": booked, "seat": 1, "newcomer": True, "small": True}
        Meeting.make(event.id, now, slot=slot, state="told", told_at=now, **met)
        told = {"ran_at": now, "told_at": now, "opens_at": now, "closes_at": now + timedelta(days=300)}
        plan.become("told", told, by=cast.kofi.id, at=now)
    return {"buyer": lodgings.public_id, "buyer_key": links.of_buyer(lodgings, OF_APP)}


def _forum(cast: Cast, now: datetime) -> dict[str, Any]:
    """A forum of which Harbour is a member."""
    by = {"by": cast.kofi.id, "now": now}
    forum = forums.add(cast.fairshire.id, "Lodgings and homes", [cast.service.key], **by)
    said = {"purpose": "We meet every quarter.", "next_on": now.date() + timedelta(days=40), "next_place": "Town Hall"}
    forums.change(forum, said, [cast.service.key], version=forum.version, **by)
    forums.join(forum, cast.harbour.id, [cast.service.key], by=cast.alice.id, now=now)
    paper = {"kind": "note", "title": "Note of the last meeting", "words": "Nine came.", "on": now.date(), "link": ""}
    forums.add_paper(forum, paper, **by)
    action = forums.add_action(forum, "Ask about rent", "Housing", now.date() - timedelta(days=1), **by)
    return {"forum": forum.public_id, "forum_slug": forum.slug, "forum_action": action.public_id}
