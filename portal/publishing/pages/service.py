"""A service: its contracts, whose they are, when they end, and what was bought for one person each."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing import coming_up, words
from portal.publishing.home_figures import money
from portal.publishing.line import Line
from portal.publishing.listing import by_end, ending, listed, marks
from portal.publishing.pages import Address, mark_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register
from portal.publishing.service_facts import bought_for_one, by_authority, described, what_ends_when

bp = Blueprint("service", __name__)

KEPT = 64
"""Of so many services it is kept what all of their pages say."""


def addresses(of: Register) -> Iterator[Address]:
    """Every service that any edition describes, its contracts in pages."""
    for key, mark in marks_of(of).items():
        for number in range(1, pages(of.by_service.get(key, [])) + 1):
            yield Address(below(f"/services/{key}/")(number), mark)


@lru_cache(maxsize=1)
def marks_of(of: Register) -> dict[str, str]:
    """Key of each service -> the mark of its pages, and of all that a list says of it."""
    return {key: _mark(of, key) for key in of.services}


def _mark(of: Register, key: str) -> str:
    """Of its contracts, of how it is described, and of what else is counted."""
    said = described(of, key)
    whose = [(of.authorities[slug]["name"], slug) for slug in sorted(said)]
    more = (of.services[key], said, whose, bought_for_one(of, key), len(coming_up.by_service(of).get(key, ())))
    return mark_of(marks(of, of.by_service.get(key, [])), str(more))


@lru_cache(maxsize=KEPT)
def _ordered(of: Register, key: str) -> list[Line]:
    """What is in force, by its end; then what was, newest first."""
    lines = of.by_service.get(key, [])
    earlier = [line for line in lines if not of.is_current(line)]
    return by_end(of.current(lines)) + by_end(earlier)[::-1]


@bp.get("/services/<key>/")
@bp.get("/services/<key>/<int(min=2):number>/")
def service(key: str, number: int = 1) -> str:
    """The service’s page."""
    here = register()
    lines = _ordered(here, key) if key in here.services else []
    if key not in here.services or number > pages(lines):
        abort(404)
    crumbs = (("Services", "/services/"),)
    return render_template(
        "public/service.html", section="/services/", crumbs=crumbs, **_shown(here, key, lines, number)
    )


def _shown(of: Register, key: str, lines: list[Line], number: int) -> dict[str, Any]:
    here = page(lines, number)
    several = _several(lines)
    return {
        **_known(of, key),
        "number": number,
        "current": listed(of, of.current(list(here)), authority=several),
        "earlier": listed(of, [line for line in here if not of.is_current(line)], authority=several),
        "paging": links(number, pages(lines), below(f"/services/{key}/")),
    }


@lru_cache(maxsize=KEPT)
def _known(of: Register, key: str) -> dict[str, Any]:
    """What every page of a service says."""
    current = of.current(of.by_service.get(key, []))
    suppliers, ends = {part.slug for line in current for part in line.suppliers}, what_ends_when(current)
    return {
        "service": of.services[key],
        "lead": _lead(len(current), len(suppliers), len({line.authority for line in current})),
        "in_force": len(current),
        "money": money(current),
        "ending": ending(of, current, "the newest registers"),
        "authorities": by_authority(of, key),
        "ends": ends,
        "most": max((count for _, count in ends), default=1),
        "bought": bought_for_one(of, key),
        "coming": len(coming_up.by_service(of).get(key, ())),
    }


def _several(lines: list[Line]) -> bool:
    return len({line.authority for line in lines}) > 1


def _lead(contracts: int, suppliers: int, authorities: int) -> str:
    """“12 contracts with 4 suppliers, of 2 authorities.”"""
    if not contracts:
        return "No contract of this service stands in the newest registers."
    whose = f", of {authorities} authorities" if authorities > 1 else ""
    return f"{words.counted(contracts, 'contract')} with {words.counted(suppliers, 'supplier')}{whose}."
