"""Following without anybody knowing: a feed (Atom, RFC 4287) and a calendar of days (iCalendar, RFC 5545) a tender, a
service of a council, and a council."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing import opportunities as found
from portal.publishing.feed import tag
from portal.publishing.opportunity_feed import calendar, entries
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register

bp = Blueprint("opportunity_feeds", __name__)

SECTION = "/opportunities/"


def addresses(_: Register) -> Iterator[Address]:
    """A feed and a calendar a tender, and those of its council and its service together."""
    feeds: dict[str, list[str]] = {}
    days: dict[str, list[str]] = {}
    for one in found.all_opportunities():
        answered = [(a.slug, a.row, list(a.before)) for a in found.answers(one)]
        for below in (one.url, *found.shelves(one)):
            feeds.setdefault(below, []).append(mark_of(one.data, str(answered)))
            days.setdefault(below, []).append(mark_of(one.data))
    for below, marks in feeds.items():
        yield Address(f"{below}changes.xml", mark_of(sorted(marks)))
        yield Address(f"{below}dates.ics", mark_of(sorted(days[below])))


@bp.get("/opportunities/<authority>/<slug>/changes.xml")
def tender(authority: str, slug: str) -> Response:
    """What happened to one tender."""
    one = found.Opportunity.find(authority, slug) or abort(404)
    return _feed([one], f"opportunities/{authority}/{slug}", one.row["title"], one.url)


@bp.get("/opportunities/<authority>/changes.xml")
def council(authority: str) -> Response:
    """What happened to the tenders of one council."""
    mine = _of(f"/opportunities/{authority}/")
    return _feed(mine, f"opportunities/{authority}", f"Tenders of {mine[0].row['authority']['name']}", SECTION)


@bp.get("/opportunities/<authority>/services/<service>/changes.xml")
def service(authority: str, service: str) -> Response:
    """What happened to the tenders of one service of a council."""
    mine = _of(f"/opportunities/{authority}/services/{service}/")
    row = mine[0].row
    title = f"Tenders for {row['service']['title']}, {row['authority']['name']}"
    return _feed(mine, f"opportunities/{authority}/services/{service}", title, SECTION)


def _of(shelf: str) -> list[found.Opportunity]:
    return [one for one in found.all_opportunities() if shelf in found.shelves(one)] or abort(404)


def _feed(of: list[found.Opportunity], key: str, title: str, page: str) -> Response:
    address = current_app.extensions["site"].url
    body = render_template(
        "public/opportunity-changes.xml", id=tag(address, key), entries=entries(of, address), title=title, page=page,
        address=address, here=f"/{key}/changes.xml",
    )  # fmt: skip
    return Response(body, mimetype="application/atom+xml")


@bp.get("/opportunities/<authority>/<slug>/dates.ics")
def dates(authority: str, slug: str) -> Response:
    """The days of one tender."""
    return _calendar([found.Opportunity.find(authority, slug) or abort(404)])


@bp.get("/opportunities/<authority>/dates.ics")
def council_dates(authority: str) -> Response:
    """The days of every tender of one council."""
    return _calendar(_of(f"/opportunities/{authority}/"))


@bp.get("/opportunities/<authority>/services/<service>/dates.ics")
def service_dates(authority: str, service: str) -> Response:
    """The days of every tender of one service of a council."""
    return _calendar(_of(f"/opportunities/{authority}/services/{service}/"))


def _calendar(of: list[found.Opportunity]) -> Response:
    return Response(calendar(of, current_app.extensions["site"].url), mimetype="text/calendar")
