"""What comes up: all services together, each service by itself, and what could be bought together."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, abort, render_template

from portal.publishing import coming_up as coming
from portal.publishing import words
from portal.publishing.coming_up import Together
from portal.publishing.home_figures import on_the_day
from portal.publishing.horizon import KINDS, Coming
from portal.publishing.line import Line
from portal.publishing.listing import names, value
from portal.publishing.market import major_of
from portal.publishing.pages import Address, mark_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register

bp = Blueprint("coming_up", __name__)

SECTION = "/coming-up/"
TOGETHER = f"{SECTION}together/"
FIRST = 20
"""So many stand on the page of all services."""
MOST_TOGETHER = 12
"""So many contracts of one group are listed; the page of the service has them all."""


def url_of(key: str) -> str:
    """The page of a service."""
    return f"/services/{key}/coming-up/"


def addresses(of: Register) -> Iterator[Address]:
    """The page, what ends close together, and a page or more a service."""
    marks = coming.marks(of)
    every = mark_of(coming.counted_from(of), list(marks.values()))
    unsaid = (coming.of_unknown_worth(of.current()), coming.without_an_end(of.current()))
    yield Address(SECTION, mark_of(every, str(unsaid)))
    yield Address(TOGETHER, every)
    for key, those in coming.by_service(of).items():
        for number in range(1, pages(those) + 1):
            yield Address(below(url_of(key))(number), mark_of(marks[key], key in of.services))


@bp.get(SECTION)
def index() -> str:
    """By service, and what comes first."""
    here = register()
    found = coming.counts(here)
    return render_template(
        "public/coming-up.html",
        section=SECTION,
        counts=found,
        url_of=url_of,
        kinds=KINDS,
        soon=sum(one.soon for one in found),
        later=sum(one.later for one in found),
        assessments=sum(one.kinds["assessment"] for one in found),
        unknown=coming.of_unknown_worth(here.current()),
        endless=coming.without_an_end(here.current()),
        rows=_rows(here, coming.next_ones(here, FIRST)),
        as_at=_as_at(here),
        major=major_of(here),
    )


@bp.get(TOGETHER)
def together() -> str:
    """Contracts of one service that end within 12 months of each other."""
    here = register()
    crumbs = (("Coming up", SECTION),)
    groups = [_group(here, one) for one in _together(here)]
    return render_template(
        "public/coming-up-together.html", section=SECTION, crumbs=crumbs, groups=groups, as_at=_as_at(here)
    )


@bp.get("/services/<key>/coming-up/")
@bp.get("/services/<key>/coming-up/<int(min=2):number>/")
def service(key: str, number: int = 1) -> str:
    """Everything that comes up with the contracts of one service."""
    here = register()
    those = coming.by_service(here).get(key) or abort(404)
    if number > pages(those):
        abort(404)
    title = coming.title_of(here, key)
    return render_template(
        "public/coming-up-service.html",
        section=SECTION,
        crumbs=(("Coming up", SECTION),),
        key=key,
        title=title,
        known=key in here.services,
        buyers=buyers(here, those) if key in here.services else [],
        number=number,
        total=len(those),
        rows=_rows(here, page(those, number)),
        groups=[_group(here, one) for one in coming.together(here, key)] if number == 1 else [],
        paging=links(number, pages(those), below(url_of(key))),
        as_at=_as_at(here),
        major=major_of(here),
    )


def buyers(of: Register, those: Sequence[Coming]) -> list[tuple[str, str]]:
    """Slug and name of everybody whose contracts these are, by name."""
    slugs = {one.line.authority for one in those}
    return sorted(((slug, str(of.authorities[slug]["name"])) for slug in slugs), key=lambda pair: (pair[1], pair[0]))


def _together(of: Register) -> list[Together]:
    return [one for key in coming.by_service(of) for one in coming.together(of, key)]


class Row(NamedTuple):
    """A day and what it brings, as a table shows it."""

    on: str
    what: str
    href: str
    title: str
    under: Sequence[str]


def _rows(of: Register, those: Sequence[Coming]) -> list[Row]:
    return [_row(of, one) for one in those]


def _row(of: Register, one: Coming) -> Row:
    line = one.line
    authority = str(of.authorities[line.authority]["name"]) if len(of.newest) > 1 else ""
    last = line.last_possible_end
    may = f"May be extended to {words.month(last)}" if one.kind == "end" and last and last != line.ends_on else ""
    what = "Market assessment was due to start" if one.begun else KINDS[one.kind]
    under = [text for text in (names(line), authority, may) if text]
    return Row(words.short_day(one.on), what, line.url, line.title, under)


def _group(of: Register, one: Together) -> dict[str, Any]:
    lines = one.lines[:MOST_TOGETHER]
    rows = [(line.url, line.title, _said(words.short_day(line.ends_on), line)) for line in lines]
    authority = str(of.authorities[one.authority]["name"]) if len(of.newest) > 1 else ""
    more = len(one.lines) - len(rows)
    title = coming.title_of(of, one.service)
    return {"of": one, "rows": rows, "authority": authority, "more": more, "title": title, "href": url_of(one.service)}


def _said(ends: str, line: Line) -> str:
    return f"Ends {ends}; {names(line)}; {' '.join(text for text in value(line) if text)}"


def _as_at(of: Register) -> str:
    return on_the_day([one.as_at for one in of.newest.values()]) if of.newest else ""
