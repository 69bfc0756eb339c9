"""Pages about the site itself: accessibility, privacy, cookies. Their words stand in site/content/about/."""

from collections.abc import Iterator

from flask import Blueprint, current_app, render_template

from portal.publishing import about_words
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, Row, register
from portal.publishing.site import Site

bp = Blueprint("about", __name__)

PAGES = ("accessibility", "privacy", "cookies")


def addresses(of: Register) -> Iterator[Address]:
    """The three pages; each names whom to write to."""
    people = str(contacts(of))
    for name in PAGES:
        yield Address(f"/{name}/", mark_of(about_words.mark(_site().words, name), people))


@bp.get(f"/<any({','.join(PAGES)}):name>/")
def about(name: str) -> str:
    """One of them."""
    title, html = about_words.page(_site().words, name)
    people = contacts(register()) if name != "cookies" else []
    return render_template("public/about.html", title=title, html=html, contacts=people)


def contacts(of: Register) -> list[Row]:
    """The authorities with the contact that each gives for all its contracts, by name."""
    return sorted(of.authorities.values(), key=lambda row: str(row["name"]))


def _site() -> Site:
    site: Site = current_app.extensions["site"]
    return site
