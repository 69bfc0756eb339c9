"""Providers’ forums: what they are for, when they meet next, papers and notes."""

from collections.abc import Iterator

from flask import Blueprint, abort, render_template

from portal.publishing import events, words
from portal.publishing.forums import PublicForum
from portal.publishing.opportunities import instant
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register

bp = Blueprint("forums", __name__)

SECTION = "/forums/"
BENEATH = "/events/"
"""The part of the bar that they belong to."""


def addresses(of: Register) -> Iterator[Address]:
    """The list, and each forum with its meetings."""
    del of
    every = PublicForum.every()
    if every:
        yield Address(SECTION, mark_of([one.data for one in every]))
    meetings = {(one.authority, one.slug): one.data for one in events.all_events()}
    for one in every:
        told = [meetings[key] for slug in one.row["meetings"] if (key := (one.authority, slug)) in meetings]
        yield Address(one.url, mark_of(one.data, told))


@bp.get(SECTION)
def index() -> str:
    """Every forum."""
    return render_template("public/forums.html", section=BENEATH, forums=PublicForum.every(), words=words)


@bp.get("/forums/<authority>/<slug>/")
def page(authority: str, slug: str) -> str:
    """Everything that is told of it."""
    one = PublicForum.find(authority, slug) or abort(404)
    meetings = [found for slug in one.row["meetings"] if (found := events.PublicEvent.find(authority, slug))]
    return render_template(
        "public/forum.html", section=BENEATH, crumbs=[("Events", BENEATH), ("Forums", SECTION)],
        one=one, row=one.row, meetings=meetings, words=words, instant=instant,
    )  # fmt: skip
