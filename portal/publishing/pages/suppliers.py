"""All suppliers by name: on one page where they are few, else a page or more for each letter."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, abort, render_template

from portal.publishing.listing import summed
from portal.publishing.lists import folded
from portal.publishing.pages import Address, mark_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Register, register
from portal.publishing.supplier_facts import lines_of, share_of, slugs_of
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
    """A letter with its suppliers, by name; `key` stands in its address."""

    key: str
    text: str
    suppliers: Sequence[Named]

    @property
    def url(self) -> str:
        return f"/suppliers/by-name/{self.key}/"


def addresses(of: Register) -> Iterator[Address]:
    """The list, and where it is long its letters."""
    found = letters(of)
    counts = [(one.key, len(one.suppliers)) for one in found]
    yield Address("/suppliers/", mark_of(str(found) if _short(of) else (counts, str(most(of)))))
    if not _short(of):
        for one in found:
            for number in range(1, pages(one.suppliers) + 1):
                yield Address(below(one.url)(number), mark_of(counts, str(page(one.suppliers, number))))


@lru_cache(maxsize=1)
def letters(of: Register) -> Sequence[Letter]:
    """Every supplier that stands in the register by itself, under its first letter; numbers and signs stand last."""
    found: dict[str, list[Named]] = defaultdict(list)
    for slug, known in of.suppliers.items():
        if slug not in of.formerly:
            first = folded(str(known["name"]))[:1]
            found[first if "a" <= first <= "z" else OTHER].append(_named(of, slug))
    ordered = sorted(found.items(), key=lambda item: (item[0] == OTHER, item[0]))
    return [
        Letter(
            key, "0 to 9" if key == OTHER else key.upper(), sorted(named, key=lambda one: (folded(one.name), one.slug))
        )
        for key, named in ordered
    ]


def _named(of: Register, slug: str) -> Named:
    known, slugs, current = of.suppliers[slug], slugs_of(of, slug), of.current(lines_of(of, slug))
    shares = [share_of(line, slugs) for line in current]
    total = summed((share.pence, share.counts) for share in shares)
    return Named(slug, str(known["name"]), tuple(tags(known)), len(current), total.number if total.known else "")


def most(of: Register) -> list[Named]:
    """Those with the most contracts in force."""
    every = [named for one in letters(of) for named in one.suppliers]
    return sorted(every, key=lambda one: (-one.contracts, folded(one.name), one.slug))[:MOST]


def _short(of: Register) -> bool:
    return sum(len(one.suppliers) for one in letters(of)) <= ALL_UP_TO


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
        shown=found if _short(here) else (),
        total=sum(len(one.suppliers) for one in found),
        short=_short(here),
        most=() if _short(here) else most(here),
    )


@bp.get("/suppliers/by-name/<key>/")
@bp.get("/suppliers/by-name/<key>/<int(min=2):number>/")
def letter(key: str, number: int = 1) -> str:
    """The suppliers of one letter."""
    here = register()
    found = {} if _short(here) else {one.key: one for one in letters(here)}
    if key not in found or number > pages(found[key].suppliers):
        abort(404)
    one = found[key]
    part = Letter(one.key, one.text, page(one.suppliers, number))
    return render_template(
        "public/suppliers.html",
        section="/register/",
        crumbs=(("Contracts register", "/register/"), ("Suppliers", "/suppliers/")),
        title=f"Suppliers: {one.text}" + (f", page {number}" if number > 1 else ""),
        letters=letters(here),
        shown=(part,),
        here=key,
        total=len(one.suppliers),
        paging=links(number, pages(one.suppliers), below(one.url)),
    )
