"""The feed of changes (Atom, RFC 4287)."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing import quarter
from portal.publishing.feed import entries, tag
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register
from portal.publishing.to_follow import FEED

bp = Blueprint("feed", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """They say nothing that no quarter says. Where there are several authorities, each has its own."""
    mark = mark_of([quarter.mark(of, one) for one in of.quarters.values()], str(of.removed))
    yield Address(FEED, mark)
    if len(of.authorities) > 1:
        yield from (Address(f"/authorities/{slug}{FEED}", mark) for slug in of.newest)


@bp.get(FEED)
@bp.get(f"/authorities/<authority>{FEED}")
def feed(authority: str = "") -> Response:
    """New editions, corrections and removals. Without an address of the site its links are relative to the feed."""
    here, address = register(), current_app.extensions["site"].url
    if authority and (authority not in here.newest or len(here.authorities) < 2):
        abort(404)
    found = entries(here, address, authority)
    body = render_template(
        "public/changes.xml",
        entries=found,
        address=address,
        name=here.authorities[authority]["name"] if authority else current_app.extensions["site"].name,
        whose=f"/authorities/{authority}" if authority else "",
        id=tag(address, f"authorities/{authority}/changes" if authority else "changes"),
        updated=found[0].updated if found else "1970-01-01T00:00:00Z",
    )
    return Response(body, mimetype="application/atom+xml")
