"""Calendar addresses: made, shown again, stopped; and the calendar that stands behind one.

The key is HMAC(installation, salt): so its owner can be shown it again, on another device, while the store holds only
the salt and a digest. Whoever has a copy of the database has nobody’s calendar.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, vDDDTypes
from peewee import JOIN, fn

from models.feed import Feed
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.person import Membership
from models.store import writing
from portal.returns.work import writers

TITLE = "A return is due"
"""Of every event: others see a calendar, too. Never the set, the home, the provider or a council."""
OWED = ("due", "draft")
LOOK_AGAIN = timedelta(hours=12)


def key_of(salt: str, secret: bytes) -> str:
    """The key of an address: 43 letters, digits, dashes and lines."""
    made = hmac.new(secret, salt.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def shown(person: int, secret: bytes) -> str | None:
    """The key of a person’s address; None where they have none, or the installation’s secret key is another by now."""
    feed = Feed.of(person)
    key = key_of(feed.salt, secret) if feed else ""
    return key if feed and hmac.compare_digest(digest(key), feed.key_digest) else None


def make(person: int, secret: bytes, now: datetime) -> None:
    """A new address. The old one stops at once."""
    salt = secrets.token_hex(32)
    kept = digest(key_of(salt, secret))
    with writing():
        Feed.make(person, salt, kept, now)


def stop(person: int, now: datetime) -> None:
    """No address any more. Raises AlreadyDone where there is none."""
    with writing():
        Feed.stop(person, now)


def calendar(key: str, address: str) -> bytes | None:
    """The calendar behind a key, as its bytes: the same until something changes. None where there is none.

    `address` is the portal’s own, for the links in it.
    """
    feed = Feed.found(digest(key))
    if feed is None:
        return None
    made = Calendar()
    for name, value in (
        ("prodid", "-//Evenhand//Returns//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"),
        ("x-wr-calname", "Returns"), ("x-wr-timezone", "Europe/London"), ("x-published-ttl", "PT12H"),
    ):  # fmt: skip
        made.add(name, value)
    made.add("refresh-interval", vDDDTypes(LOOK_AGAIN), parameters={"VALUE": "DURATION"})
    for ret in _owed(feed.person_id):
        made.add_component(_event(ret, address))
    written: bytes = made.to_ical()
    return written


def _owed(person: int) -> Any:
    """What the organisations of this person owe now, soonest first, each with the last time that its day was moved."""
    seats = Membership.select(Membership.provider).where(Membership.person == person, Membership.ended_at.is_null())
    moved = fn.MAX(MoreTime.granted_at).alias("moved_at")
    owed = (Return.provider << seats) & (Return.state << OWED) & Return.set_key.not_in(writers.set_keys())
    query = Return.select(Return, moved).join(MoreTime, JOIN.LEFT_OUTER, on=(MoreTime.return_ == Return.id))
    return query.where(owed).group_by(Return.id).order_by(Return.due_on, Return.id).objects()


def _event(ret: Any, address: str) -> Event:
    """One day, whichever clock is in force: a due day is a day in London, and its last instant is its midnight.

    `sequence` counts the days by which it was moved: a due day only ever moves back, so it only ever grows.
    """
    event = Event()
    host = address.partition("://")[2].partition("/")[0].partition(":")[0]
    link = f"{address}/returns/{ret.public_id}/"
    event.add("uid", f"{ret.public_id}@{host}")
    event.add("dtstamp", max(ret.asked_at, ret.moved_at or ret.asked_at).replace(tzinfo=UTC, microsecond=0))
    event.add("dtstart", ret.due_on)
    event.add("dtend", ret.due_on + timedelta(days=1))
    event.add("sequence", (ret.due_on - ret.original_due_on).days)
    event.add("summary", TITLE)
    event.add("description", f"Sign in to see which one: {link}")
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
