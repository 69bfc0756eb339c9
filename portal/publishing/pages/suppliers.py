"""All suppliers by name: on one page where they are few, else a page or more for each letter."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, abort, render_template

from portal.publishing.listing import summed
from portal.publishing.lists import folded
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.supplier import marks_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register
from portal.publishing.supplier_facts import lines_of, name_of, share_of, slugs_of
from portal.publishing.supplier_words import tags

bp = Blueprint("suppliers", __name__)

ALL_UP_TO = 200
"""So many suppliers stand on one page; more have pages by letter."""
OTHER = "other"
MOST = 20
"""So many are named below the letters."""


@dataclass(frozen=True, slots=True)
class Named:
    """A supplier in the list."""

    slug: str
    name: str
    tags: tuple[str, ...]
    contracts: int
    a_year: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with the slugs of its suppliers, by name; `key` stands in its address."""

    key: str
    text: str
    slugs: Sequence[str]

    @property
    def url(self) -> str:
        return f"/suppliers/by-name/{self.key}/"


def addresses(of: Register) -> Iterator[Address]:
    """The list, and where it is long its letters."""
    found, marks = letters(of), marks_of(of)
    counts = mark_of([(one.key, len(one.slugs)) for one in found])
    shown = [slug for one in found for slug in one.slugs] if _short(of) else most(of)
    yield Address("/suppliers/", mark_of(counts, [marks[slug] for slug in shown]))
    if not _short(of):
        for one in found:
            for number in range(1, pages(one.slugs) + 1):
                here = [marks[slug] for slug in page(one.slugs, number)]
                yield Address(below(one.url)(number), mark_of(counts, here))


@lru_cache(maxsize=1)
def letters(of: Register) -> Sequence[Letter]:
    """Every supplier that stands in the register by itself, under its first letter; numbers and signs stand last."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, slug in sorted((folded(name_of(of, slug)), slug) for slug in of.suppliers if slug not in of.formerly):
        found[name[:1] if "a" <= name[:1] <= "z" else OTHER].append(slug)
    ordered = sorted(found.items(), key=lambda item: (item[0] == OTHER, item[0]))
    return [Letter(key, "0 to 9" if key == OTHER else key.upper(), slugs) for key, slugs in ordered]


def _named(of: Register, slug: str) -> Named:
    known, slugs, current = of.suppliers[slug], slugs_of(of, slug), of.current(lines_of(of, slug))
    total = summed(share_of(line, slugs) for line in current)
    return Named(slug, str(known["name"]), tuple(tags(known)), len(current), total.number if total.known else "")


def most(of: Register) -> list[str]:
    """Those with the most contracts in force."""
    every = ((-len(of.current(lines_of(of, slug))), folded(name_of(of, slug)), slug) for slug in marks_of(of))
    return [slug for _, _, slug in sorted(every)[:MOST]]


def _short(of: Register) -> bool:
    return sum(len(one.slugs) for one in letters(of)) <= ALL_UP_TO


@bp.get("/suppliers/")
def suppliers() -> str:
    """All of them, or the letters."""
    here = register()
    found = letters(here)
    return render_template(
        "public/suppliers.html",
        section="/register/",
        crumbs=(("Contracts register", "/register/"),),
        title="Suppliers",
        letters=found,
        shown=[_shown(here, one, one.slugs) for one in found] if _short(here) else (),
        total=sum(len(one.slugs) for one in found),
        short=_short(here),
        most=() if _short(here) else [_named(here, slug) for slug in most(here)],
    )


@bp.get("/suppliers/by-name/<key>/")
@bp.get("/suppliers/by-name/<key>/<int(min=2):number>/")
def letter(key: str, number: int = 1) -> str:
    """The suppliers of one letter."""
    here = register()
    found = {} if _short(here) else {one.key: one for one in letters(here)}
    if key not in found or number > pages(found[key].slugs):
        abort(404)
    one = found[key]
    return render_template(
        "public/suppliers.html",
        section="/register/",
        crumbs=(("Contracts register", "/register/"), ("Suppliers", "/suppliers/")),
        title=f"Suppliers: {one.text}" + (f", page {number}" if number > 1 else ""),
        letters=letters(here),
        shown=[_shown(here, one, page(one.slugs, number))],
        here=key,
        total=len(one.slugs),
        paging=links(number, pages(one.slugs), below(one.url)),
    )


def _shown(of: Register, letter: Letter, slugs: Sequence[str]) -> tuple[str, str, list[Named]]:
    return letter.key, letter.text, [_named(of, slug) for slug in slugs]
