"""The feed of changes (Atom, RFC 4287)."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app, render_template

from portal.publishing import quarter
from portal.publishing.feed import entries, tag
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register

bp = Blueprint("feed", __name__)

FEED = "/changes.xml"


def addresses(of: Register) -> Iterator[Address]:
    """The one file; it says nothing that no quarter says."""
    yield Address(FEED, mark_of([quarter.mark(of, one) for one in of.quarters.values()], str(of.removed)))


@bp.get(FEED)
def feed() -> Response:
    """New editions, corrections and removals. Without an address of the site its links are relative to the feed."""
    address = current_app.extensions["site"].url
    found = entries(register(), address)
    body = render_template(
        "public/changes.xml",
        entries=found,
        address=address,
        id=tag(address, "changes"),
        updated=found[0].updated if found else "1970-01-01T00:00:00Z",
    )
    return Response(body, mimetype="application/atom+xml")
