"""For small providers: how we buy, how to start, how much is asked of whom, and who to ask."""

import json
from collections.abc import Iterator

from flask import Blueprint, current_app, render_template

from models.public import record as tables
from portal.publishing import about_words
from portal.publishing.pages import Address, guidance, mark_of
from portal.publishing.pages.about import contacts
from portal.publishing.register import Register, Row, register
from portal.publishing.site import Site
from portal.publishing.statements_words import WordsError, read_words

bp = Blueprint("small_providers", __name__)

PAGE = "/for-small-providers/"
BLOCK = "for-small-providers"
HOW_WE_BUY = "how-we-buy"
TIERS = {"core": "Short", "standard": "Standard", "full": "Full"}


def addresses(of: Register) -> Iterator[Address]:
    """The one page."""
    words = about_words.mark(_site().words, BLOCK)
    yield Address(PAGE, mark_of(words, str(_asked(of)), str(contacts(of)), str(_how_we_buy(of)), len(of.newest)))


@bp.get(PAGE)
def small_providers() -> str:
    """Words of the site, and the burden table from released rows."""
    here = register()
    return render_template(
        "public/small-providers.html",
        words=about_words.block(_site().words, BLOCK),
        asked=_asked(here),
        tiers=TIERS,
        contacts=contacts(here),
        how_we_buy=_how_we_buy(here),
        several=len(here.newest) > 1,
    )


def _asked(of: Register) -> list[tuple[str, list[Row]]]:
    """Name of an authority -> the sets of its newest edition, by title."""
    found: dict[str, list[Row]] = {}
    for row in tables.Asked.select().order_by(tables.Asked.authority):
        if row.authority in of.newest and of.newest[row.authority].period_key == row.period_key:
            found.setdefault(str(of.authorities[row.authority]["name"]), []).append(_told(json.loads(row.data)))
    return [(name, sorted(rows, key=lambda row: str(row["title"]))) for name, rows in sorted(found.items())]


def _told(row: Row) -> Row:
    return {**row, "sizes": {one["tier"]: one for one in row["tiers"]}}


def _how_we_buy(of: Register) -> bool:
    """Whether the guidance on how we buy is there, and is of somebody who publishes here."""
    path = guidance.folder() / f"{HOW_WE_BUY}.md"
    try:
        return path.is_file() and read_words(path).front.authority in of.newest
    except WordsError:
        return False


def _site() -> Site:
    site: Site = current_app.extensions["site"]
    return site
