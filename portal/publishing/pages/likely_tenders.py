"""Tenders that are likely within 12 months: as pages, and as a file in the form of the Transparency Code."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing import words
from portal.publishing.coming_up import title_of, without_an_end
from portal.publishing.home_figures import on_the_day
from portal.publishing.horizon import LEAD
from portal.publishing.likely import COLUMNS, Likely, cells_of, likely
from portal.publishing.listing import marks, value
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.data import streamed
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register
from portal.publishing.tables import MARK, record_of

bp = Blueprint("likely_tenders", __name__)

PAGE = "/coming-up/tenders/"
FILE = "/coming-up/tenders.csv"
SHORT = 240
"""Characters of a description on the page; the file has all of it."""


def addresses(of: Register) -> Iterator[Address]:
    """The list in pages, and the file."""
    every = likely(of)
    councils = str([(slug, one.as_at, of.authorities[slug]["name"]) for slug, one in of.newest.items()])
    counted = len(every), without_an_end(of.current())
    for number in range(1, pages(every) + 1):
        yield Address(below(PAGE)(number), mark_of(councils, counted, _mark(of, page(every, number))))
    yield Address(FILE, mark_of(councils, _mark(of, every)))


def _mark(of: Register, those: Sequence[Likely]) -> str:
    titles = {one.line.service: title_of(of, one.line.service) for one in those if one.line.service}
    return mark_of(marks(of, [one.line for one in those]), str(titles))


@bp.get(PAGE)
@bp.get(f"{PAGE}<int(min=2):number>/")
def likely_tenders(number: int = 1) -> str:
    """The list."""
    here = register()
    every = likely(here)
    if number > pages(every):
        abort(404)
    return render_template(
        "public/likely-tenders.html",
        section="/coming-up/",
        crumbs=(("Coming up", "/coming-up/"),),
        number=number,
        total=len(every),
        endless=without_an_end(here.current()),
        rows=_rows(here, page(every, number)),
        paging=links(number, pages(every), below(PAGE)),
        file=FILE,
        lead=LEAD,
        as_at=on_the_day([one.as_at for one in here.newest.values()]) if here.newest else "",
    )


class Row(NamedTuple):
    """A likely tender as the page lists it; `under` its title stands what else is known."""

    href: str
    title: str
    under: Sequence[str]
    when: str
    instead: str
    starts: str
    number: str
    unit: str


def _rows(of: Register, those: Sequence[Likely]) -> Iterator[Row]:
    known = of.rows_of(one.line for one in those)
    for one in those:
        line = one.line
        service = title_of(of, line.service) if line.service else ""
        council = str(of.authorities[line.authority]["name"]) if len(of.newest) > 1 else ""
        under = (service, _short(str(known[line.key]["description"])), council, line.department, line.reference)
        said = [text for text in under if text]
        yield Row(line.url, line.title, said, one.when, one.instead, words.short_day(one.starts_on), *value(line))


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT].rpartition(' ')[0]} …"


@bp.get(FILE)
def file() -> Response:
    """All of them, for spreadsheets: UTF-8 with a mark, so that Excel reads “£” as it is."""
    return streamed(_records(register(), current_app.extensions["site"].url), "text/csv")


def _records(of: Register, address: str) -> Iterator[bytes]:
    yield f"{MARK}{record_of([*COLUMNS])}".encode()
    every = likely(of)
    for number in range(1, pages(every) + 1):
        some = page(every, number)
        known = of.rows_of(one.line for one in some)
        cells = (cells_of(of, one, str(known[one.line.key]["description"]), address) for one in some)
        yield "".join([record_of(list(one)) for one in cells]).encode()
