"""Addresses that were published once and of which nothing is left to show: a list has become shorter.

Stands last but for the sitemap: what the others have is theirs.
"""

import re
from collections.abc import Iterator

from flask import Blueprint, Response, current_app, render_template

from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register

bp = Blueprint("gone", __name__)

ENDPOINT = "gone.gone"
NOT_SAID = "/services/not-said/"
"""Contracts of no service have lists, and no page of their own."""
NUMBER, PART = re.compile(r"/\d+$"), re.compile(r"/(by-name/[a-z-]+|coming-up(\.xml)?)$")


def addresses(_of: Register) -> Iterator[Address]:
    """Each of those that no other page has; where the list itself is gone, it was taken down, and nothing stays."""
    there = {one.url for one in current_app.extensions["addresses"]}
    once = {url for url in current_app.extensions["site"].ever - there if _list_of(url) in {*there, NOT_SAID}}
    current_app.extensions["gone"] = once
    for url in sorted(once):
        yield Address(url, mark_of("gone", _parent(url, there)))


@bp.get("/gone/<path:url>")
def gone(url: str) -> str | Response:
    """What may be read instead. No address leads here: it is put in the place of what is gone."""
    there = {one.url for one in current_app.extensions["addresses"]} - current_app.extensions["gone"]
    parent = _parent(url, there)
    if url.endswith(".xml"):
        address = current_app.extensions["site"].url
        body = render_template("public/gone.xml", url=url, parent=parent, address=address)
        return Response(body, mimetype="application/atom+xml")
    return render_template("public/gone.html", canonical=parent, parent=parent)


def _above(url: str) -> str:
    """One step up."""
    return f"{url.rstrip('/').rpartition('/')[0]}/"


def _list_of(url: str) -> str:
    """What it was a list of: the address without number, letter and “coming up”."""
    return PART.sub("", NUMBER.sub("", url.rstrip("/"))) + "/"


def _parent(url: str, there: set[str]) -> str:
    """The nearest page above that is there."""
    above = _above(url)
    while above not in there and above != "/":
        above = _above(above)
    return above
