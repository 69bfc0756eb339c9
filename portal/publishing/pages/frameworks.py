"""All frameworks: whose they are, until when they run, and what was called off from them."""

from collections.abc import Iterator

from flask import Blueprint, abort, render_template

from portal.publishing import words
from portal.publishing.frameworks import all_frameworks, spent
from portal.publishing.line import Line
from portal.publishing.listing import by_end, names
from portal.publishing.pages import Address, mark_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register

bp = Blueprint("frameworks", __name__)
BASE = "/frameworks/"


def addresses(of: Register) -> Iterator[Address]:
    """The list, in pages."""
    lines = _in_force(of)
    for number in range(1, pages(lines) + 1):
        here = page(lines, number)
        shown = [(of.authorities[line.authority]["name"], spent(of, line)) for line in here]
        yield Address(below(BASE)(number), mark_of(here, shown, len(lines)))


@bp.get(BASE)
@bp.get(f"{BASE}<int(min=2):number>/")
def frameworks(number: int = 1) -> str:
    """A page of the list."""
    here = register()
    lines = _in_force(here)
    if number > pages(lines):
        abort(404)
    return render_template(
        "public/frameworks.html",
        section="/register/",
        crumbs=(("Contracts register", "/register/"),),
        rows=[_row(here, line) for line in page(lines, number)],
        total=len(lines),
        number=number,
        paging=links(number, pages(lines), below(BASE)),
    )


def _in_force(of: Register) -> list[Line]:
    return by_end(of.current(all_frameworks(of)))


def _row(of: Register, line: Line) -> dict[str, str]:
    total = spent(of, line)
    return {
        "title": line.title,
        "href": f"{BASE}{line.authority}/{line.slug}/",
        "under": f"{names(line)} · {of.authorities[line.authority]['name']}",
        "ends": words.short_day(line.ends_on) or line.ends_note or "No last day",
        "called": words.counted(total.call_offs, "call-off") if total.call_offs else "none published",
        "spent": words.pounds(total.pence) if total.pence is not None else "not published",
    }
