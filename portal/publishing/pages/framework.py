"""A framework: who may use it, its lots and suppliers, what was called off from it, and what that is worth."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing import words
from portal.publishing.contract_facts import facts
from portal.publishing.frameworks import all_frameworks, call_offs, lots, spent
from portal.publishing.line import Line
from portal.publishing.listing import listed, marks
from portal.publishing.pages import Address, mark_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, Row, register

bp = Blueprint("framework", __name__)
CRUMBS = (("Contracts register", "/register/"), ("Frameworks", "/frameworks/"))
KEYS = ("How long", "How it was bought", "How it is paid", "Where")
"""Of the facts about a contract, those that say how a framework may be used."""


def addresses(of: Register) -> Iterator[Address]:
    """Every framework, open framework and dynamic market that stands in any edition, and what was called one once."""
    for line in all_frameworks(of):
        called = call_offs(of, line)
        mark = mark_of(marks(of, [line, *called]), str(sorted(of.authorities)))
        for number in range(1, pages(called) + 1):
            yield Address(below(_url(line))(number), mark)
    for key in sorted(of.ever_frameworks & of.latest.keys()):
        if _was_one(of, line := of.latest[key]):
            yield Address(_url(line), mark_of("before", line))


def _was_one(of: Register, line: Line) -> bool:
    """Whether an earlier edition calls it a framework, and the newest does not."""
    return line.key in of.ever_frameworks and line.arrangement not in words.FRAMEWORKS


def _url(line: Line) -> str:
    return f"/frameworks/{line.authority}/{line.slug}/"


@bp.get("/frameworks/<authority>/<slug>/")
@bp.get("/frameworks/<authority>/<slug>/<int(min=2):number>/")
def framework(authority: str, slug: str, number: int = 1) -> str:
    """The framework’s page; of what is called one no more, where to read on."""
    here = register()
    line = here.latest.get((authority, slug))
    if line is not None and number == 1 and _was_one(here, line):
        return render_template("public/framework-before.html", section="/register/", crumbs=CRUMBS, line=line)
    if line is None or line.arrangement not in words.FRAMEWORKS or number > pages(call_offs(here, line)):
        abort(404)
    _edition, row = here.history((authority, slug))[0]
    return render_template(
        "public/framework.html", section="/register/", crumbs=CRUMBS, **_shown(here, line, row, number)
    )


def _shown(of: Register, line: Line, row: Row, number: int) -> dict[str, Any]:
    called, total = call_offs(of, line), spent(of, line)
    known = facts(row, of.newest[line.authority].as_at, "")
    return {
        "line": line,
        "row": row,
        "number": number,
        "kind": words.ARRANGEMENTS[line.arrangement],
        "authority": of.authorities[line.authority],
        "current": of.is_current(line),
        "facts": [fact for fact in known if fact.key in KEYS],
        "spent": total,
        "own_value": words.pounds(line.value_pence) if line.counts else "",
        "suppliers": len({part["slug"] for part in row["suppliers"]}),
        "lots": lots(row),
        "users": [
            (one["name"], f"/authorities/{one['slug']}/" if one["slug"] in of.authorities else "")
            for one in row["users"]
        ],
        "called": listed(of, page(called, number), authority=any(one.authority != line.authority for one in called)),
        "paging": links(number, pages(called), below(_url(line))),
    }
