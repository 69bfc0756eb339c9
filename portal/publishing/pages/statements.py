"""Market position statements, their charts, and the list of them.

Only statements of authorities that have closed a quarter are published: the figures in them come from it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template

from models.public.record import Totals as TotalsRows
from portal.charts import bars
from portal.charts.bars import Drawing
from portal.publishing.listing import in_force, marks
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register
from portal.publishing.same_service import figures_of
from portal.publishing.statements import Statement, Totals
from portal.publishing.statements_blocks import CHARTS, SERVICES, figure
from portal.publishing.statements_words import Words, WordsError, read_folder, read_words, rendered

bp = Blueprint("statements", __name__)

SECTION = "/market-position/"
SLUG = re.compile(r"[a-z0-9-]+")


def addresses(of: Register) -> Iterator[Address]:
    """The list, each statement, each chart. What cannot be read has no mark: its page says why when it is tried."""
    every = []
    for path in sorted(folder().glob("*.md")):
        try:
            words = read_words(path)
        except WordsError:
            yield Address(f"{SECTION}{path.stem}/")
            continue
        if words.front.authority in of.newest:
            every.append(_mark(of, words))
            yield Address(f"{SECTION}{words.slug}/", every[-1])
            yield from (Address(drawing.url, drawing.name) for drawing in _drawings(of, words))
    yield Address(SECTION, mark_of(every))


@bp.get(SECTION)
def statements() -> str:
    """The list of statements, in the order that their files give."""
    found = [words for words in read_folder(folder()) if words.front.authority in register().newest]
    return render_template("public/market-position.html", section=SECTION, found=found)


@bp.get(f"{SECTION}<slug>/")
def statement(slug: str) -> str:
    """One statement, its figures as at the newest quarter."""
    here, path = register(), folder() / f"{slug}.md"
    words = read_words(path) if path.is_file() else abort(404)
    if words.front.authority not in here.newest:
        abort(404)
    live = statement_of(here, words)
    return render_template(
        "public/market-position-statement.html",
        section=SECTION,
        words=words,
        page=rendered(words, live.values, lambda block: figure(live, block.kind, block.name)),
        live=live,
        authority=here.authorities[words.front.authority],
    )


@bp.get("/charts/<name>.svg")
def chart(name: str) -> Response:
    """A chart of one of the statements, by its digest."""
    drawings = _all_drawings(register(), folder())
    if name not in drawings:
        abort(404)
    drawn = bars.svgs(drawings.values(), current_app.extensions["site"].charts)  # those of all statements at once
    return Response(drawn[name], mimetype="image/svg+xml")


@lru_cache(maxsize=1)
def _all_drawings(of: Register, words_in: Path) -> dict[str, Drawing]:
    """Every chart of every statement, by its digest: worked out once for all of them."""
    all_words = [words for words in read_folder(words_in) if words.front.authority in of.newest]
    return {drawing.name: drawing for words in all_words for drawing in _drawings(of, words)}


def is_published(slug: str, of: Register) -> bool:
    """Whether there is a page for this statement."""
    path = folder() / f"{slug}.md"
    try:
        return bool(SLUG.fullmatch(slug)) and path.is_file() and read_words(path).front.authority in of.newest
    except WordsError:
        return False


def folder() -> Path:
    """Where the statements are written."""
    words: Path = current_app.extensions["site"].words
    return words / "content" / "market-position"


def statement_of(of: Register, words: Words) -> Statement:
    """The live figures for what a file is about."""
    return _statement(of, words.front.authority, words.front.service)


@lru_cache(maxsize=32)
def _statement(of: Register, authority: str, service: str) -> Statement:
    keys = {line.service for line in in_force(of).get(authority, ()) if line.service in of.services}
    services = {of.services[key]["title"]: figures_of(of, authority, key) for key in keys}
    own, totals = figures_of(of, authority, service), totals_of(of, authority, service)
    return Statement(of.newest[authority], own, services, totals)


def totals_of(of: Register, authority: str, service: str) -> Totals:
    """What was bought for one person each, in the newest half-year that the authority has closed."""
    halves = [one for one in of.editions.values() if one.authority == authority and one.period_key[-1] in "24"]
    if not halves:
        return Totals(None, "")
    newest = max(halves, key=lambda one: one.period_key)
    rows = [row for row in of.other(TotalsRows, newest) if row["service"] and row["service"]["key"] == service]
    return Totals(rows[0] if rows else None, newest.as_at)


def _mark(of: Register, words: Words) -> str:
    """Of the contracts of its own service, and of what it says of the others; one of those may change nothing here."""
    live, totals = statement_of(of, words), statement_of(of, words).totals
    known = (of.authorities[words.front.authority], live.edition.period_key, totals.as_at, totals.row)
    others = [(title, one.contracts, one.spend, one.without_value) for title, one in sorted(live.services.items())]
    every = others if any(block.name == SERVICES for block in words.blocks()) else ()
    return mark_of(str((known, every, live.figures.spend)), marks(of, live.lines))


def _drawings(of: Register, words: Words) -> Iterator[Drawing]:
    live = statement_of(of, words)
    for block in words.blocks():
        if block.kind == "chart" and block.name in CHARTS and (drawing := figure(live, "chart", block.name).drawing):
            yield drawing
