"""Addresses that were published once and of which nothing is left to show: a list has become shorter, a quarter was
corrected, a text of officers was taken away.

Stands last but for the sitemap: what the others have is theirs.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, render_template

from models.public import record as tables
from portal.publishing import words
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register

bp = Blueprint("gone", __name__)

ENDPOINT = "gone.gone"
NOT_SAID = "/services/not-said/"
"""Contracts of no service have lists, and no page of their own."""
NUMBER, PART = re.compile(r"/\d+$"), re.compile(r"/(by-[a-z-]+|by-name/[a-z-]+|coming-up(\.xml)?)$")
TEXTS = ("/market-position/", "/guidance/")
"""Under these stand texts of officers, who may take one away."""
WHERE = {
    "contract": "/contracts/{authority}/{slug}/",
    "framework": "/frameworks/{authority}/{slug}/",
    "supplier": "/suppliers/{slug}/",
    "group": "/groups/{slug}/",
    "service": "/services/{slug}/",
    "spending": "/spending/{authority}/{quarter}/",
}


class Correction(NamedTuple):
    """Why something is gone: the quarter, its address, the day of the correction and its reason."""

    quarter: str
    href: str
    on: str
    reason: str


def addresses(of: Register) -> Iterator[Address]:
    """Each of those that no other page has; where the list itself is gone without a correction that says so, it was
    taken down, and nothing stays."""
    there = {one.url for one in current_app.extensions["addresses"]}
    lists = {*there, *_corrected(of), *TEXTS, NOT_SAID}
    ever = {url for url in current_app.extensions["site"].ever if _list_of(url) in lists}
    current_app.extensions["gone"] = once = {*ever, *_corrected(of)} - there
    for url in sorted(once):
        yield Address(url, mark_of("gone", _parent(url, there), *_why(of, url)))


@bp.get("/gone/<path:url>")
def gone(url: str) -> str | Response:
    """What may be read instead. No address leads here: it is put in the place of what is gone."""
    there = {one.url for one in current_app.extensions["addresses"]} - current_app.extensions["gone"]
    parent = _parent(url, there)
    if url.endswith(".xml"):
        address = current_app.extensions["site"].url
        body = render_template("public/gone.xml", url=url, parent=parent, address=address)
        return Response(body, mimetype="application/atom+xml")
    why = _why(register(), url)
    return render_template("public/gone.html", canonical=parent, parent=parent, why=why, text=url.startswith(TEXTS))


@lru_cache(maxsize=1)
def _corrected(of: Register) -> dict[str, Correction]:
    """Address of what a correction left out -> the correction."""
    rows: Any = tables.Once.select().order_by(tables.Once.period_key).dicts()
    return {_where(row): _correction(of, row) for row in rows}


def _where(row: dict[str, Any]) -> str:
    return WHERE[row["kind"]].format(**row, quarter=row["period_key"].lower())


def _correction(of: Register, row: dict[str, Any]) -> Correction:
    edition = of.editions[row["authority"], row["period_key"]]
    revision = next(one for one in edition.revisions if one["revision"] == row["revision"])
    said = words.day(revision["closed_on"]), str(revision["reason"])
    return Correction(edition.label, f"/register/{edition.quarter}/", *said)


def _why(of: Register, url: str) -> Correction | tuple[()]:
    found = _corrected(of)
    return found.get(url) or found.get(_list_of(url)) or ()


def _above(url: str) -> str:
    """One step up."""
    return f"{url.rstrip('/').rpartition('/')[0]}/"


def _list_of(url: str) -> str:
    """What it was a list of: the address without number, order, letter and “coming up”; of a text those beside it."""
    if url.startswith(TEXTS):
        return _above(url)
    return PART.sub("", NUMBER.sub("", url.rstrip("/"))) + "/"


def _parent(url: str, there: set[str]) -> str:
    """The nearest page above that is there."""
    above = _above(url)
    while above not in there and above != "/":
        above = _above(above)
    return above
