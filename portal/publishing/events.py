"""Events as the record has them, for their pages and their feed. Places left are told by the portal alone."""

from collections.abc import Iterator
from typing import Any

from models.public import record as tables
from portal.publishing.as_released import AsReleased, Row
from portal.publishing.feed import Entry, tag

KINDS = {
    "meet_the_buyer": "Meet the buyer",
    "forum": "Providers’ forum",
    "engagement": "Market engagement",
    "drop_in": "Drop-in",
}
PLACES = {"in_person": "In a room", "online": "Online", "both": "In a room and online"}
PAPERS = {"slides": "slides", "note": "one-page note", "answers": "answers", "other": "paper"}
FEEDBACK = {
    "worth": "Was it worth your time?",
    "clear": "Do you know better now what we want to buy, and how to take part?",
    "again": "Would you tell another organisation to come next time?",
}
FIELDS = {
    "title": "title", "kind": "kind of event", "summary": "what it is for", "audience": "for whom it is",
    "agenda": "agenda", "speakers": "who speaks", "place": "in a room or online", "venue": "where it is",
    "venue_access": "access", "online_link": "the link to join", "starts_at": "when it starts",
    "ends_at": "when it ends", "booking_opens_at": "when booking opens", "booking_closes_at": "when booking closes",
    "per_organisation": "people an organisation", "places": "places", "tender": "tender that it is about",
    "statement": "market position statement", "subject_matter": "subject of the engagement",
    "engagement_closes_on": "when the engagement closes", "goes_on": "how the engagement goes on",
    "sessions": "sessions", "contracts": "contracts that end soon", "hosts": "who invites",
}  # fmt: skip


class PublicEvent(AsReleased):
    """An event; its row is that of portal/releasing/events.py."""

    table = tables.Event
    under = "events"


def all_events() -> list[PublicEvent]:
    """By their start."""
    return sorted(PublicEvent.every(), key=lambda one: str(one.row["starts_at"]))


def coming() -> list[PublicEvent]:
    """What has not been held yet, the next one first."""
    return [one for one in all_events() if one.row["state"] == "published"]


def past() -> list[PublicEvent]:
    """What was held or cancelled, the last one first."""
    return [one for one in reversed(all_events()) if one.row["state"] != "published"]


def about(every: list[PublicEvent], authority: str, tender: str) -> list[PublicEvent]:
    """Those of these events that are about one tender."""
    here = {"authority": authority, "slug": tender}
    return [one for one in every if one.row["tender"] and here.items() <= one.row["tender"].items()]


def changed(row: Row) -> str:
    """“where it is, access”, of a change."""
    return ", ".join(FIELDS.get(name, name) for name in row["fields"])


def thought(row: Row) -> list[tuple[str, str]] | None:
    """(question, “7 yes, 3 partly or no”) in sum; None while somebody can still answer."""
    if row.get("feedback") is None:
        return None
    said = row["feedback"]
    return [(asked, _in_sum(said[key])) for key, asked in FEEDBACK.items() if said.get(key)]


def _in_sum(groups: list[Any]) -> str:
    return ", ".join(f"{number} {' or '.join(names)}" for names, number in groups)


def came(row: Row) -> str:
    """How many came, or had booked; empty before it was held."""
    counts = row.get("counts")
    if not counts:
        return ""
    booked = f"{counts['organisations']:,} organisations had booked, {counts['vcse']:,} of them voluntary."
    if counts["came"] is None:
        return f"{counts['people']:,} people had places. {booked} Nobody has counted who came."
    walked = f"{counts['walk_ins']:,} without a booking"
    return f"{counts['came']:,} of the {counts['people']:,} people who had places came, and {walked}. {booked}"


def entries(address: str) -> list[Entry]:
    """One an event and one for each change of it, the newest first; times are those at which it happened."""
    found = [entry for one in all_events() for entry in _entries(one, address)]
    return sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)


def _entries(one: PublicEvent, address: str) -> Iterator[Entry]:
    row, name = one.row, str(one.row["authority"]["name"])
    key = f"events/{one.authority}/{one.slug}"
    yield Entry(tag(address, key), row["title"], _instant(row["published_at"]), one.url, name, row["summary"])
    for change in row["changes"]:
        title, said = f"Changed: {row['title']}", f"{changed(change)}. {change['reason']}"
        yield Entry(tag(address, f"{key}/{_instant(change['at'])}"), title, _instant(change["at"]), one.url, name, said)
    if row["state"] == "cancelled":
        title = f"Cancelled: {row['title']}"
        told = _instant(row["told_at"])
        yield Entry(tag(address, f"{key}/cancelled"), title, told, one.url, name, row["cancelled_why"])


def _instant(naive: str) -> str:
    """Naive UTC, as it is stored, to the second, as RFC 3339 has it."""
    return f"{naive[:10]}T{naive[11:19]}Z"
