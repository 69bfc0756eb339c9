"""The register of a quarter: who closed it and when, what is left out, the search, and the first 100 contracts."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing import lists, quarter
from portal.publishing.drawn_rows import drawn
from portal.publishing.editions import is_late, published
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.register_changes import since
from portal.publishing.pages.register_list import address
from portal.publishing.paging import links, page, pages
from portal.publishing.register import Edition, Quarter, Register, register
from portal.publishing.words import counted, day

bp = Blueprint("register_quarter", __name__)
FIRST = next(iter(lists.ORDERS.values()))


def addresses(of: Register) -> Iterator[Address]:
    """Each quarter, and the latest once more under an address that stays; without any, that there is none yet."""
    if not of.quarters:
        yield Address("/register/", "none")
    for number, one in enumerate(of.quarters.values()):
        mark = mark_of(quarter.mark(of, one), _others(of, one), str(quarter.waiting(of, one)), since(of, one))
        if number == 0:
            yield Address("/register/", mark_of("latest", mark))
        yield Address(f"/register/{one.slug}/", mark)


@bp.get("/register/")
def latest() -> str:
    """The newest quarter that anybody closed."""
    of = register()
    one = next(iter(of.quarters.values()), None)
    return _page(of, one, latest=True) if one else render_template("public/register-none.html", section="/register/")


@bp.get("/register/<slug>/")
def register_quarter(slug: str) -> str:
    """A quarter."""
    of = register()
    if slug not in of.quarters:
        abort(404)
    return _page(of, of.quarters[slug])


def _page(of: Register, one: Quarter, *, latest: bool = False) -> str:
    lines = quarter.ordered(of, one.slug, FIRST.key)
    return render_template(
        "public/register-quarter.html",
        section="/register/",
        quarter=one,
        latest=latest,
        lead=lead(of, one),
        total=len(lines),
        summary=quarter.published(of, one),
        editions=[_closed(of, one, edition) for edition in one.editions],
        up_to=any(row["spot"] for row in quarter.withheld(one).values()),
        left_out=sum(quarter.left_out(row) for row in quarter.withheld(one).values()),
        waiting=quarter.waiting(of, one),
        changes=since(of, one),
        others=_others(of, one),
        order=FIRST,
        orders=lists.ORDERS.values(),
        rows=drawn(of, page(lines, 1), len(one.editions) > 1),
        several=len(one.editions) > 1,
        councils=quarter.councils(of, one),
        kind=quarter.kind(of),
        paging=links(1, pages(lines), lambda n: address(one.slug, FIRST, n)),
    )


def lead(of: Register, one: Quarter) -> str:
    """What stands in the register: above which value, in which days."""
    days = f"in force between {day(one.editions[0].starts_on)} and {day(one.last_day)}"
    return f"{above(of, one)} that {'was' if len(one.editions) == 1 else 'were'} {days}."


def above(of: Register, one: Quarter) -> str:
    """“Every contract over £5,000”; of several councils, whose limits may differ, in the plural."""
    limits = {of.authorities[edition.authority]["threshold_pence"] for edition in one.editions}
    over = f"over £{limits.pop() // 100:,}" if len(limits) == 1 else "above the limit of each council"
    if len(one.editions) == 1:
        return f"Every contract {over}"
    return f"The contracts {over} of {counted(len(one.editions), *quarter.kind(of))}"


def _closed(of: Register, one: Quarter, edition: Edition) -> dict[str, Any]:
    size = quarter.sizes(of)[one.slug][edition.authority]
    return {
        "name": of.authorities[edition.authority]["name"],
        "slug": edition.authority,
        "contracts": counted(size, "contract"),
        "size": size,
        "published": published(edition),
        "late": is_late(edition),
        "corrections": [row for row in edition.revisions if row["reason"]],
        "csv": f"/data/{one.slug}/{edition.authority}/contracts.csv",
    }


def _others(of: Register, one: Quarter) -> list[tuple[str, str]]:
    """Label and address of every other quarter, newest first."""
    return [(other.label, f"/register/{other.slug}/") for other in of.quarters.values() if other is not one]
