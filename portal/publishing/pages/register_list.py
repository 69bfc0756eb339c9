"""The register of a quarter in one of its orders, 100 contracts a page."""

from collections.abc import Iterator

from flask import Blueprint, abort

from portal.publishing import lists, quarter
from portal.publishing.drawn_rows import drawn
from portal.publishing.pages import Address, mark_of, show
from portal.publishing.paging import links, page, pages
from portal.publishing.register import Quarter, Register, register

bp = Blueprint("register_list", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """Every page of every order of every quarter. While a quarter is the newest, a page is rendered again only when one
    of its own contracts changes; of an older one all are."""
    for slug, one in of.quarters.items():
        count = sum(quarter.sizes(of)[slug].values())
        for order in lists.ORDERS.values():
            for number in range(1, pages(range(count)) + 1):
                mark = mark_of(_mark(of, one, order, number), count)
                yield Address(address(slug, order, number), mark, made_by=_at)


@bp.get("/register/<slug>/by-<order>/<int:number>/")
def register_list(slug: str, order: str, number: int) -> str:
    """A page of a list."""
    of = register()
    if slug not in of.quarters or order not in lists.ORDERS:
        abort(404)
    chosen, lines = lists.ORDERS[order], quarter.ordered(of, slug, order)
    count = pages(lines)
    if not 1 <= number <= count:
        abort(404)
    one = of.quarters[slug]
    return show(
        "public/register-list.html",
        section="/register/",
        crumbs=[(f"Contracts register, {one.label}", f"/register/{slug}/")],
        quarter=one,
        order=chosen,
        orders=lists.ORDERS.values(),
        rows=drawn(of, page(lines, number), len(one.editions) > 1),
        several=len(one.editions) > 1,
        councils=quarter.councils(of, one),
        kind=quarter.kind(of),
        number=number,
        count=count,
        total=len(lines),
        paging=links(number, count, lambda n: address(slug, chosen, n)),
    )


def address(slug: str, order: lists.Order, number: int) -> str:
    """Where a page of a list stands."""
    return f"/register/{slug}/by-{order.key}/{number}/"


def _at(url: str) -> str:
    _, _, slug, order, number, _ = url.split("/")
    return register_list(slug, order.removeprefix("by-"), int(number))


def _mark(of: Register, one: Quarter, order: lists.Order, number: int) -> object:
    if not quarter.is_newest(of, one):
        return quarter.mark(of, one)
    lines = page(quarter.ordered(of, one.slug, order.key), number)
    return ["".join(line.mark for line in lines), quarter.shared(of), len(one.editions)]
