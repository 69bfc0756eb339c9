"""Groups of suppliers: who belongs to whom, and what all of a group has together."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort

from portal.publishing.groups import Group, before, groups
from portal.publishing.line import Line
from portal.publishing.listing import by_end, listed, marks, summed
from portal.publishing.pages import Address, mark_of, show
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register
from portal.publishing.supplier_facts import lines_of, share_of, slugs_of
from portal.publishing.supplier_words import company_link

bp = Blueprint("groups", __name__)

CRUMBS = (("Contracts register", "/register/"), ("Suppliers", "/suppliers/"))


def addresses(of: Register) -> Iterator[Address]:
    """The list, and every group, its contracts in pages; those that were groups once stay, each on one page."""
    found = groups(of)
    yield Address("/groups/", mark_of(str(found), [len(_lines(of, one)) for one in found.values()]))
    for one in found.values():
        lines = _lines(of, one)
        known = mark_of(str(one), marks(of, lines))
        for number in range(1, pages(lines) + 1):
            yield Address(below(f"/groups/{one.key}/")(number), known)
    for key, once in before(of).items():
        yield Address(f"/groups/{key}/", mark_of("before", str(once)))


@bp.get("/groups/")
def index() -> str:
    """Every group that a supplier is known to be part of."""
    here = register()
    rows = [(one, len(_lines(here, one))) for one in groups(here).values()]
    return show("public/groups.html", section="/register/", crumbs=CRUMBS, rows=rows, path="/groups/")


@bp.get("/groups/<key>/")
@bp.get("/groups/<key>/<int(min=2):number>/")
def group(key: str, number: int = 1) -> str:
    """One group: its suppliers, where that is known from, and their contracts in force; of one that was renamed, or of
    which no supplier is part any more, what became of it."""
    here, crumbs = register(), (*CRUMBS, ("Groups", "/groups/"))
    if number == 1 and (once := before(here).get(key)):
        return show("public/group-before.html", section="/register/", crumbs=crumbs, once=once)
    one = groups(here).get(key) or abort(404)
    lines = _lines(here, one)
    if number > pages(lines):
        abort(404)
    path = below(f"/groups/{key}/")(number)
    return show("public/group.html", section="/register/", crumbs=crumbs, path=path, **_shown(here, one, lines, number))


def _shown(of: Register, one: Group, lines: list[Line], number: int) -> dict[str, Any]:
    slugs = frozenset[str]().union(*(slugs_of(of, slug) for slug, _, _ in one.members))
    return {
        "group": one,
        "company": company_link(one.number) if one.number else "",
        "number": number,
        "in_force": len(lines),
        "total": summed(share_of(line, slugs) for line in lines),
        "lines": listed(of, page(lines, number), authority=True),
        "paging": links(number, pages(lines), below(f"/groups/{one.key}/")),
    }


def _lines(of: Register, one: Group) -> list[Line]:
    """Contracts in force of any of its suppliers, each once, by their end."""
    found = {line.key: line for slug, _, _ in one.members for line in of.current(lines_of(of, slug))}
    return by_end(found.values())
