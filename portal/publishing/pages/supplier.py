"""A supplier: what is known of it, the contracts it has and had, and what they come to in a year."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort

from portal.publishing.line import Line
from portal.publishing.listing import Listed, ending, listed, marks, summed
from portal.publishing.pages import Address, mark_of, show
from portal.publishing.paging import PAGE, below, links, page, pages
from portal.publishing.register import Register, register
from portal.publishing.supplier_facts import (
    SME,
    VCSE,
    Award,
    award_of,
    facts,
    lines_of,
    name_of,
    no_longer,
    other_names,
    share_of,
    siblings,
    slugs_of,
)
from portal.publishing.supplier_words import tags
from portal.publishing.words import counted, pounds

bp = Blueprint("supplier", __name__)

ALL_UP_TO = 200
"""So many contracts stand on one page; more are split."""
CRUMBS = (("Contracts register", "/register/"), ("Suppliers", "/suppliers/"))


def addresses(of: Register) -> Iterator[Address]:
    """Every supplier that was ever named, and those that were merged into another."""
    for slug, mark in marks_of(of).items():
        lines = lines_of(of, slug)
        for number in range(1, pages(lines, _size(lines)) + 1):
            yield Address(below(f"/suppliers/{slug}/")(number), mark, made_by=_at)
    for slug, now in of.formerly.items():
        yield Address(f"/suppliers/{slug}/", mark_of(name_of(of, slug), now, name_of(of, now)))


@lru_cache(maxsize=1)
def marks_of(of: Register) -> dict[str, str]:
    """Slug of each supplier, as they stand in addresses -> the mark of its page, and of all that a list says of it."""
    return {slug: _mark(of, slug) for slug in sorted(of.suppliers.keys() - of.formerly.keys())}


def _mark(of: Register, slug: str) -> str:
    """Of its contracts, of itself, and of the little that its page shows of authorities."""
    lines = lines_of(of, slug)
    own = [(one, of.suppliers.get(one)) for one in sorted(slugs_of(of, slug))]
    about = (str(own), siblings(of, slug), no_longer(of, slug), _contacts(of, lines))
    return mark_of(marks(of, lines), about)


def _size(lines: list[Line]) -> int:
    return max(len(lines), 1) if len(lines) <= ALL_UP_TO else PAGE


@bp.get("/suppliers/<slug>/")
@bp.get("/suppliers/<slug>/<int(min=2):number>/")
def supplier(slug: str, number: int = 1) -> str:
    """The supplier’s page; of one that was merged, where it went."""
    here = register()
    if slug in here.formerly and number == 1:
        now = here.formerly[slug]
        moved = {"name": name_of(here, slug), "now": name_of(here, now), "slug": now}
        return show("public/supplier_moved.html", section="/register/", crumbs=CRUMBS, **moved)
    lines = lines_of(here, slug)
    if slug not in here.suppliers or slug in here.formerly or number > pages(lines, _size(lines)):
        abort(404)
    return show("public/supplier.html", section="/register/", crumbs=CRUMBS, **_shown(here, slug, lines, number))


def _at(address: str) -> str:
    slug, number = address.split("/")[2:4]
    return supplier(slug, int(number or 1))


def _shown(of: Register, slug: str, lines: list[Line], number: int) -> dict[str, Any]:
    known, current = of.suppliers[slug], of.current(lines)
    here = page(lines, number, _size(lines))
    slugs = slugs_of(of, slug)
    return {
        "supplier": known,
        "tags": tags(known),
        "lead": _lead(of, current, lines),
        "facts": facts(known, other_names(of, slug), siblings(of, slug)),
        "definitions": (SME, VCSE),
        "in_force": len(current),
        "total": summed(share_of(line, slugs) for line in current),
        "ending": ending(of, current, "the newest registers"),
        "current": _rows(of, slug, of.current(list(here))),
        "earlier": _rows(of, slug, [line for line in here if not of.is_current(line)]),
        "no_longer": no_longer(of, slug),
        "contacts": _contacts(of, lines),
        "paging": links(number, pages(lines, _size(lines)), below(f"/suppliers/{slug}/")),
        "number": number,
    }


def _rows(of: Register, slug: str, lines: list[Line]) -> list[Listed]:
    """Of a contract that is shared, what falls to it, and what that is a part of."""
    found = listed(of, lines, supplier=False, authority=True)
    slugs = slugs_of(of, slug)
    return [_part(row, award_of(line, slugs)) for row, line in zip(found, lines, strict=True)]


def _part(row: Listed, award: Award) -> Listed:
    if not award.others:
        return row
    shared = f"shared with {counted(award.others, 'other provider')}"
    if not row.value:
        return row._replace(under=(*row.under, shared))
    if award.pence is None:
        return row._replace(under=(*row.under, f"{shared}; what falls to it is not said"))
    return row._replace(under=(*row.under, f"{shared}: {row.value} for all of them"), value=pounds(award.pence))


def _contacts(of: Register, lines: list[Line]) -> list[tuple[str, str]]:
    """Name and address of those whose registers name it, as far as they give one: at most three."""
    rows = [of.authorities[slug] for slug in sorted({line.authority for line in lines})]
    return [(row["name"], row["contact_email"]) for row in rows if row["contact_email"]][:3]


def _lead(of: Register, current: list[Line], lines: list[Line]) -> str:
    """“Has 3 contracts with 2 councils.”"""
    if not lines:
        return "No contract in the newest registers names it."
    councils = sorted({str(of.authorities[line.authority]["name"]) for line in current or lines})
    whom = councils[0] if len(councils) == 1 else f"{len(councils)} authorities"
    if not current:
        return f"Had {counted(len(lines), 'contract')} with {whom}; none is in the newest register."
    return f"Has {counted(len(current), 'contract')} with {whom}."
