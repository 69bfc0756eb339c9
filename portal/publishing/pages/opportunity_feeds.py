"""Following without anybody knowing: a feed a tender and a council (Atom, RFC 4287), and the days of a tender."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing import opportunities as found
from portal.publishing.feed import tag
from portal.publishing.opportunity_feed import calendar, entries
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register

bp = Blueprint("opportunity_feeds", __name__)


def addresses(_: Register) -> Iterator[Address]:
    """One feed a council, and a feed and a calendar a tender."""
    councils: dict[str, list[str]] = {}
    for one in found.all_opportunities():
        answered = [(a.slug, a.row, list(a.before)) for a in found.answers(one)]
        mark = mark_of(one.data, str(answered))
        councils.setdefault(one.authority, []).append(mark)
        yield Address(f"{one.url}changes.xml", mark)
        yield Address(f"{one.url}dates.ics", mark_of(one.data))
    for authority, marks in councils.items():
        yield Address(f"/opportunities/{authority}/changes.xml", mark_of(sorted(marks)))


@bp.get("/opportunities/<authority>/<slug>/changes.xml")
def tender(authority: str, slug: str) -> Response:
    """What happened to one tender."""
    one = found.find(authority, slug) or abort(404)
    return _feed([one], f"opportunities/{authority}/{slug}", one.row["title"], one.url)


@bp.get("/opportunities/<authority>/changes.xml")
def council(authority: str) -> Response:
    """What happened to the tenders of one council."""
    mine = [one for one in found.all_opportunities() if one.authority == authority] or abort(404)
    title = f"Tenders of {mine[0].row['authority']['name']}"
    return _feed(mine, f"opportunities/{authority}", title, "/opportunities/")


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
    one = found.find(authority, slug) or abort(404)
    return Response(calendar(one, current_app.extensions["site"].url), mimetype="text/calendar")
