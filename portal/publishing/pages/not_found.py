"""The page for an address at which nothing stands, as most web servers take it: /404.html."""

from collections.abc import Iterator

from flask import Blueprint, render_template

from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register

bp = Blueprint("not_found", __name__)


def addresses(_of: Register) -> Iterator[Address]:
    """The one page, which says nothing of the register."""
    yield Address("/404.html", mark_of("not found"))


@bp.get("/404.html")
def not_found() -> str:
    """What to do when a page is not there."""
    return render_template("public/404.html")
