"""The look of one authority among several: its name and its own style sheet round its pages. Pure."""

from hashlib import sha256
from typing import NamedTuple

from portal.colours import sheet
from portal.publishing.register import Register, Row


class View(NamedTuple):
    """What stands around the pages of one authority; `sheet`: address of its style sheet, or “”."""

    slug: str
    name: str
    sheet: str


def view_of(of: Register, slug: str) -> View | None:
    """Of an authority among several; None where it is the only one, whose site it is."""
    if len(of.authorities) < 2 or slug not in of.authorities:
        return None
    row = of.authorities[slug]
    return View(slug, str(row["name"]), url_of(row))


def url_of(row: Row) -> str:
    """/brands/chorley-0a1b2c3d.css: under what is in it, so that a browser may keep it."""
    made = sheet(str(row.get("brand", "")))
    return f"/brands/{row['slug']}-{sha256(made.encode()).hexdigest()[:8]}.css" if made else ""
