"""The events that the pages are looked at with."""

from datetime import datetime
from typing import Any

from models.events.event import Event
from models.store import writing
from portal.events.work import booking, keeping, links
from tests.fixtures.cast import Cast
from tests.portal.access_events import SECRET, book, fresh, make_event, two_sessions, wish


def make_event_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """A bare draft, one that is ready, one that is coming and full, and one that was called off."""
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
    made = {"booked": booked, "pending": pending, "waits": waits, "left": leaves}
    return {
        **{f"link_{name}": links.of(one, SECRET) for name, one in made.items()},
        "event_bare": bare.public_id,
        "event_ready": ready.public_id,
        "event_coming": coming.public_id,
        "event_slug": coming.slug,
        "event_off": off.slug,
    }
