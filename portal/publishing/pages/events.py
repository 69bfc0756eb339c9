"""Events: what is coming, what was, one page an event with the way to book, a feed and a calendar."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing import events as found
from portal.publishing import words
from portal.publishing.event_calendar import calendar
from portal.publishing.feed import tag
from portal.publishing.forums import PublicForum
from portal.publishing.line import Line
from portal.publishing.opportunities import instant
from portal.publishing.pages import Address, mark_of, statements
from portal.publishing.register import Register, register

bp = Blueprint("events", __name__)

SECTION = "/events/"
FEED = "/events/changes.xml"
CALENDAR = "/events/calendar.ics"


def addresses(of: Register) -> Iterator[Address]:
    """The list, the feed, and each event."""
    every = found.all_events()
    mark = mark_of([one.data for one in every], sorted(of.newest), bool(PublicForum.every()))
    yield Address(SECTION, mark)
    yield Address(FEED, mark)
    yield Address(CALENDAR, mark)
    for one in every:
        yield Address(
            one.url, mark_of(one.data, statements.is_published(one.row["statement"], of), _about(one.row, of))
        )


@bp.get(SECTION)
def index() -> str:
    """What is coming first."""
    return render_template(
        "public/events.html",
        section=SECTION,
        coming=found.coming(),
        past=found.past(),
        instant=instant,
        words=found,
        forums=PublicForum.every(),
    )


@bp.get(FEED)
def feed() -> Response:
    """Events, and what changed about them (Atom, RFC 4287)."""
    address = current_app.extensions["site"].url
    entries = found.entries(address)
    body = render_template(
        "public/events.xml",
        entries=entries,
        address=address,
        id=tag(address, "events"),
        updated=entries[0].updated if entries else "1970-01-01T00:00:00Z",
    )
    return Response(body, mimetype="application/atom+xml")


@bp.get(CALENDAR)
def entries() -> Response:
    """Every event, for a calendar that asks again from time to time."""
    written = calendar(found.all_events(), current_app.extensions["site"].url)
    return Response(written, mimetype="text/calendar")


@bp.get("/events/<authority>/<slug>/")
def page(authority: str, slug: str) -> str:
    """Everything that is told of it, the same for everybody."""
    one = found.PublicEvent.find(authority, slug) or abort(404)
    return render_template(
        "public/event.html", section=SECTION, crumbs=[("Events", SECTION)], one=one, row=one.row,
        facts=list(_facts(one.row)), words=found, instant=instant, authorities=register().authorities,
        contracts=_about(one.row, register()),
        statement=one.row["statement"] if statements.is_published(one.row["statement"], register()) else "",
    )  # fmt: skip


def _about(row: dict[str, Any], of: Register) -> list[tuple[Line, str]]:
    """The contracts that an event is about, as the register has them, and when they end; none that was taken down."""
    keys = ((row["authority"]["slug"], slug) for slug in row.get("contracts", ()))
    found = [of.latest[key] for key in keys if key in of.latest]
    return [(line, _ends(line, max(of.newest[line.authority].as_at, row["starts_at"][:10]))) for line in found]


def _ends(line: Line, on: str) -> str:
    """Of a break that is over on that day nobody needs to hear."""
    last = line.last_possible_end if line.last_possible_end != line.ends_on else None
    days = (
        ("ends", line.ends_on),
        ("may end early on", line.break_on if (line.break_on or "") > on else None),
        ("at the latest", last),
    )
    return ", ".join(f"{said} {words.day(day)}" for said, day in days if day) or "no end is known"


def _facts(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What, its value, and what adds to it; only what is known."""
    limit = f"at most {row['per_organisation']} of one organisation"
    pairs = (
        ("Starts", instant(row["starts_at"]), "London time"),
        ("Ends", instant(row["ends_at"]), ""),
        ("Where", row["venue"] if row["place"] != "online" else "", ""),
        ("Online", found.PLACES[row["place"]] if row["place"] != "in_person" else "", "Who books gets the link."),
        ("Access", row["venue_access"], ""),
        ("For whom", row["audience"], ""),
        ("Who speaks", row["speakers"], ""),
        ("Together with", ", ".join(one["name"] for one in row.get("hosts", ())), ""),
        ("People", f"Up to {row['places']:,}", limit),
        ("Booking opens", instant(row["booking_opens_at"]), ""),
        ("Book by", instant(row["booking_closes_at"]), ""),
        ("Subject of the engagement", row["subject_matter"], ""),
        ("The engagement closes", words.day(row["engagement_closes_on"]), ""),
        ("How the engagement goes on", row["goes_on"], ""),
        ("Public notice", row["notice_id"], ""),
        ("Questions to", row["contact"] or row["contact_email"], row["contact_email"] if row["contact"] else ""),
    )
    return ((key, value, more) for key, value, more in pairs if value)
