"""What is public of an event: the ONLY list of public fields. Never who comes, how many places are left, or the link.

An event is released each time it changes for everybody: published, changed, cancelled, held, its note written.
"""

import json
from datetime import date, datetime
from typing import Any, TypedDict

from models.events.change import EventChange
from models.events.event import Event
from models.events.feedback import FeedbackCount
from models.events.meeting import Meeting
from models.events.paper import EventHost, EventPaper
from models.events.released_event import ReleasedEvent
from models.events.session import EventSession
from models.events.tally import EventTally
from models.store import must_be_writing
from portal.events.summing import sums
from portal.events.work import pipeline
from portal.releasing.rows import canonical

SAME = (
    "title", "kind", "summary", "audience", "agenda", "speakers", "place", "venue", "venue_access", "starts_at",
    "ends_at", "booking_opens_at", "booking_closes_at", "per_organisation", "places", "statement", "subject_matter",
    "engagement_closes_on", "goes_on", "notice_id", "contact", "contact_email", "note", "answers", "cancelled_why",
    "sequence", "state", "published_at", "told_at",
)  # fmt: skip
"""Columns of an event that are public, under their own names."""
SESSION = ("number", "title", "starts_at", "ends_at", "places", "repeats")
PAPER = ("kind", "name", "file_name", "size", "at")
COUNTS = ("people", "organisations", "vcse", "came", "walk_ins")
"""How many had places, and, once the organiser said that the list is complete, how many came."""


class PublicEvent(TypedDict):
    """The shape of a released event, beside the columns named in SAME. Instants are naive UTC, days ISO."""

    slug: str
    authority: dict[str, str]  # slug, name
    tender: dict[str, str] | None  # authority, slug, title
    contracts: list[str]  # slugs of the authority’s that it is about: the register says what they are
    sessions: list[dict[str, Any]]
    changes: list[dict[str, Any]]  # at, reason, fields
    meetings: dict[str, int]  # all, newcomers, small; nothing before anybody was told of a meeting
    hosts: list[dict[str, str]]  # slug, name of the other authorities that invite
    papers: list[dict[str, Any]]
    counts: dict[str, Any] | None  # once it was held
    feedback: dict[str, Any] | None  # question -> groups of answers or None; once nobody can answer any more


def release(event: Event, at: datetime) -> None:
    """Releases an event as it stands, inside the transaction that changed it, if it is public."""
    must_be_writing()
    if event.published_at is None:
        return
    fresh = Event.full().where(Event.id == event.id).get()
    ReleasedEvent.release(fresh, canonical(_public(fresh)), at=at)


def _public(event: Event) -> dict[str, Any]:
    tally = EventTally.of(event.id)
    found: PublicEvent = {
        "slug": event.slug,
        "authority": {"slug": event.authority.slug, "name": event.authority.name},
        "tender": _tender(event),
        "contracts": [one.slug for one in pipeline.linked(event)],
        "sessions": [_only(one, *SESSION) for one in EventSession.of(event.id)],
        "changes": [{**_only(one, "reason", "at"), "fields": sorted(one.changes)} for one in EventChange.of(event.id)],
        "meetings": meetings(event, tally),
        "hosts": [{"slug": one.slug, "name": one.name} for one in EventHost.of(event.id)],
        "papers": [{"id": str(one.public_id), **_only(one, *PAPER)} for one in EventPaper.of(event.id)],
        "counts": _only(tally, *COUNTS) if tally is not None and event.state == "held" else None,
        "feedback": sums(FeedbackCount.of(event.id)) if tally is not None and tally.feedback_at else None,
    }
    return {**_only(event, *SAME), **found}


def meetings(event: Event, tally: EventTally | None) -> dict[str, int]:
    """How many there were; once the people are forgotten, what was said last."""
    if tally is None or tally.forgotten_at is None:
        return Meeting.counts(event.id)
    last = ReleasedEvent.last(event.id)
    return json.loads(last.data).get("meetings", {}) if last else {}


def _tender(event: Event) -> dict[str, str] | None:
    if event.tender is None or event.tender.audience == "members":
        return None
    return {"authority": event.authority.slug, "slug": event.tender.slug, "title": event.tender.title}


def _only(row: Any, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds")
    return value.isoformat() if isinstance(value, date) else value


def released_events() -> list[dict[str, str]]:
    """Rows of the record’s table `event`."""
    return [
        {"authority": row.event.authority.slug, "slug": row.event.slug, "data": row.data, "released_at": f"{row.at}"}
        for row in ReleasedEvent.newest()
    ]
