"""What the register knows of a supplier: facts about it, its contracts over all authorities, and its part of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from models.public.addresses import group_key
from portal.publishing import words
from portal.publishing.contract_facts import Fact, Said
from portal.publishing.figures import left_out
from portal.publishing.groups import groups, url_of
from portal.publishing.line import Line
from portal.publishing.listing import Share
from portal.publishing.lists import folded
from portal.publishing.register import Register
from portal.publishing.supplier_words import charity_register, company_link, kind

SME = "Small or medium means fewer than 250 employees (Local Government Transparency Code 2015)."
VCSE = (
    "A voluntary or community organisation or social enterprise is led by its values and principally reinvests what it "
    "earns in social, environmental or cultural aims (the same Code)."
)
YES_NO = {"yes": "Yes", "no": "No", "": "Not known"}


class Award(NamedTuple):
    """What falls to a supplier of the value of a contract, where that is said, and how many others have a part."""

    pence: int | None
    others: int


def award_of(line: Line, slugs: frozenset[str]) -> Award:
    """The part of a contract that falls to a supplier, known by these slugs."""
    others = {part.slug for part in line.suppliers if part.slug not in slugs}
    if not others:
        return Award(line.value_pence, 0)
    own = [part.value_pence for part in line.suppliers if part.slug in slugs]
    known = [pence for pence in own if pence is not None]
    return Award(sum(known) if len(known) == len(own) else None, len(others))


def share_of(line: Line, slugs: frozenset[str]) -> Share:
    """What falls to a supplier, known by these slugs, in a year."""
    if out := left_out(line):
        return Share(None, left_out=out)
    award = award_of(line, slugs)
    if not award.others:
        return Share(line.yearly_pence)
    if award.pence is None:
        return Share(None, shared=True)
    return Share(line.in_a_year(award.pence))


def slugs_of(of: Register, slug: str) -> frozenset[str]:
    """Its own slug, and those that it was published under before others were merged into it."""
    return frozenset({slug, *_former(of).get(slug, ())})


def lines_of(of: Register, slug: str) -> list[Line]:
    """Every contract that names it, each once: what is in force by its end, then the earlier ones, newest first."""
    known = _lines(of)
    if slug not in known:
        known[slug] = _ordered(of, slug)
    return known[slug]


@lru_cache(maxsize=1)
def _lines(_of: Register) -> dict[str, list[Line]]:
    """Slug of a supplier -> its contracts, as far as anybody asked."""
    return {}


def _ordered(of: Register, slug: str) -> list[Line]:
    found = {line.key: line for one in sorted(slugs_of(of, slug)) for line in of.by_supplier.get(one, ())}
    current = of.current(list(found.values()))
    earlier = [line for line in found.values() if not of.is_current(line)]
    current.sort(key=lambda line: (line.ends_on or "9999", line.title, line.key))
    earlier.sort(key=lambda line: (line.ends_on or line.period_key, line.title, line.key), reverse=True)
    return current + earlier


def name_of(of: Register, slug: str) -> str:
    """The name that it is shown by; for one that the record does not know, what its address says."""
    known = of.suppliers.get(slug)
    return str(known["name"]) if known else slug.replace("-", " ").capitalize()


def other_names(of: Register, slug: str) -> list[str]:
    """Under which other names it stands, or stood, in the register."""
    slugs = slugs_of(of, slug)
    found = {part.name for line in lines_of(of, slug) for part in line.suppliers if part.slug in slugs}
    found |= {str(of.suppliers[one]["name"]) for one in slugs if one in of.suppliers}
    return sorted(found - {name_of(of, slug)}, key=folded)


def siblings(of: Register, slug: str) -> list[tuple[str, str]]:
    """Slug and name of the other suppliers of its group."""
    group = groups(of).get(group_key(of.suppliers[slug]))
    return [(other, name) for other, name, _ in group.members if other != slug] if group else []


def no_longer(of: Register, slug: str) -> list[Line]:
    """Contracts that an earlier register named it for, and the newest one that has them does not."""
    slugs, here = slugs_of(of, slug), {line.key for line in lines_of(of, slug)}
    keys = {key for one in slugs for key in of.once_named.get(one, ())} - here
    return [of.latest[key] for key in sorted(keys)]


def facts(known: Mapping[str, Any], names: Sequence[str], group: Sequence[tuple[str, str]]) -> list[Fact]:
    """What is known of it, and what is not."""
    return [
        Fact("What it is", (Said(_what(known)),)),
        Fact("Small or medium", (Said(YES_NO[known["sme"]]),)),
        Fact("Voluntary or community", (Said(YES_NO[known["vcse"]]),)),
        Fact("Company number", tuple(_company(known["company_number"]))),
        Fact("Charity number", tuple(_charity(known))),
        Fact("Part of a group", tuple(_part_of(known, group))),
        *([Fact("Other names", tuple(Said(name) for name in names))] if names else []),
    ]


def _what(known: Mapping[str, Any]) -> str:
    """The kind that it is of; of a company of which no more is said, just that."""
    return kind(known) or known["vcse_kind"] or ("Company" if known["company_number"] else "Not said")


def _company(number: str | None) -> Iterator[Said]:
    if number:
        yield Said(number)
        yield Said("Look it up at Companies House", company_link(number))
    else:
        yield Said("Not said")


def _charity(known: Mapping[str, Any]) -> Iterator[Said]:
    yield Said(known["charity_number"] or "Not said")
    name, link = charity_register(known)
    if known["charity_number"] and link:
        yield Said(f"Look it up at {name}", link)


def _part_of(known: Mapping[str, Any], group: Sequence[tuple[str, str]]) -> Iterator[Said]:
    if not known["group_name"]:
        yield Said("Not known")
        return
    yield Said(known["group_name"], url_of(known))
    if known["group_number"]:
        yield Said(f"Company {known['group_number']}", company_link(known["group_number"]))
    on = f", {words.day(known['group_on'])}" if known["group_on"] else ""
    if known["group_source"] or on:
        yield Said(f"Source: {known['group_source'] or 'not said'}{on}", quiet=True)
    if group:
        yield Said("Also of this group:", quiet=True)
        yield from (Said(name, f"/suppliers/{slug}/") for slug, name in group)


@lru_cache(maxsize=1)
def _former(of: Register) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for former, slug in of.formerly.items():
        found[slug].append(former)
    return found
