"""Following a service without anybody knowing: a feed of what comes up with its contracts."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing.coming_up import by_service, marks, title_of
from portal.publishing.coming_up_feed import entries
from portal.publishing.editions import editions_of
from portal.publishing.feed import tag
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register

bp = Blueprint("coming_up_feeds", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """One a service."""
    for key, those in by_service(of).items():
        whose = sorted({one.line.authority for one in those})
        closed = [[(one.as_at, one.revisions[0]["closed_at"]) for one in editions_of(of, slug)] for slug in whose]
        yield Address(f"/services/{key}/coming-up.xml", mark_of(str(closed), marks(of)[key]))


@bp.get("/services/<key>/coming-up.xml")
def feed(key: str) -> Response:
    """What came within sight, the newest first."""
    here, address = register(), current_app.extensions["site"].url
    those = by_service(here).get(key) or abort(404)
    name = f"services/{key}/coming-up"
    body = render_template(
        "public/opportunity-changes.xml", id=tag(address, name), entries=entries(here, those, address),
        title=f"Coming up: {title_of(here, key)}", page=f"/{name}/", address=address, here=f"/{name}.xml",
    )  # fmt: skip
    return Response(body, mimetype="application/atom+xml")
