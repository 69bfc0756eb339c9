"""What changed in a quarter, field by field: new, extended, changed, ended, no longer listed, corrected since;
100 contracts a page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, abort, render_template

from portal.publishing import changes, quarter
from portal.publishing.changes import Entry
from portal.publishing.contract_history import AGAIN
from portal.publishing.listing import names
from portal.publishing.lists import NOT_SAID, value_of
from portal.publishing.pages import Address, mark_of
from portal.publishing.paging import below, links, page, pages
from portal.publishing.register import Quarter, Register, register
from portal.publishing.words import day, month

bp = Blueprint("register_changes", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """The pages of every quarter that has one before it."""
    for slug, one in of.quarters.items():
        pairs = changes.editions_before(of, one.editions)
        if not pairs:
            continue
        before = [quarter.mark(of, of.quarters[earlier.quarter]) for _, earlier in pairs]
        told = became(of)[slug]
        mark = mark_of(quarter.mark(of, one), *dict.fromkeys(before), told.others)
        for number in range(1, pages(range(told.counts.total())) + 1):
            yield Address(address(slug, number), mark)


@bp.get("/register/<slug>/changes/", defaults={"number": 1})
@bp.get("/register/<slug>/changes/<int:number>/")
def register_changes(slug: str, number: int) -> str:
    """A page of what changed."""
    of = register()
    one = of.quarters.get(slug)
    if one is None or not changes.editions_before(of, one.editions):
        abort(404)
    found = entries(of, slug)
    count = pages(found)
    if not 1 <= number <= count:
        abort(404)
    shown = groupby(page(found, number), lambda entry: entry.kind)
    return render_template(
        "public/register-changes.html",
        section="/register/",
        crumbs=[(f"Contracts register, {one.label}", f"/register/{slug}/")],
        quarter=one,
        since=since(of, one),
        several=len(one.editions) > 1,
        kind=quarter.kind(of),
        first=[of.authorities[edition.authority]["name"] for edition in first(of, one)],
        names=quarter.names(of),
        counts=summary(of, slug),
        kinds=[(kind, changes.KINDS[kind], [_told(entry) for entry in group]) for kind, group in shown],
        number=number,
        count=count,
        paging=links(number, count, lambda n: address(slug, n)),
    )


@lru_cache(maxsize=2)
def entries(of: Register, slug: str) -> Sequence[Entry]:
    """Everything that changed in a quarter, by kind."""
    pairs = changes.editions_before(of, of.quarters[slug].editions)
    found = [entry for edition, earlier in pairs for entry in changes.between(edition, earlier)]
    found += [entry for edition, _ in pairs if edition.revision for entry in changes.corrected(of, edition)]
    return changes.in_order(found)


class Became(NamedTuple):
    """Of a quarter: how many entries there are, by authority and kind; and what follows from more than it and the one
    before it: what was corrected since, and what stands in it again."""

    counts: Counter[tuple[str, str]]
    others: Sequence[tuple[str, ...]]


@lru_cache(maxsize=1)
def became(of: Register) -> Mapping[str, Became]:
    """Every quarter by its slug. The newest comes last, so that its entries stay at hand: most is told of those."""
    return {slug: _became(entries(of, slug)) for slug in reversed(of.quarters)}


def _became(found: Sequence[Entry]) -> Became:
    counts = Counter((one.line.authority, one.kind) for one in found)
    older = [one for one in found if one.kind == "corrected" or AGAIN in one.differences]
    return Became(counts, [(*one.line.key, *one.differences) for one in older])


def summary(of: Register, slug: str) -> list[dict[str, Any]]:
    """Of each kind that there is, how many, and where the first of them stands."""
    found, before = entries(of, slug), 0
    told = []
    for kind, count in ((kind, changes.counts(found)[kind]) for kind in changes.KINDS):
        if count:
            told.append({"kind": kind, "count": count, "href": f"{address(slug, pages(range(before + 1)))}#{kind}"})
        before += count
    return told


def _told(entry: Entry) -> dict[str, Any]:
    """An entry, with the little that one wants to know of a contract that is new or has ended."""
    line, note = entry.line, ""
    if entry.kind == "new":
        worth = value_of(line)
        note = f"{names(line)}, {'value not said' if worth == NOT_SAID else worth}"
    elif entry.kind == "ended":
        note = f"Ended on {day(line.ends_on)}"
    return {"line": line, "note": note, "differences": entry.differences}


def since(of: Register, one: Quarter) -> str:
    """“June 2026”, or words for different quarters; empty where nobody has one before it."""
    days = {earlier.last_day for _, earlier in changes.editions_before(of, one.editions)}
    if not days:
        return ""
    return month(days.pop()) if len(days) == 1 else "the quarter before"


def first(of: Register, one: Quarter) -> list[Any]:
    """The editions of a quarter that have none before them: nothing can be said of them."""
    pairs = {edition.authority for edition, _ in changes.editions_before(of, one.editions)}
    return [edition for edition in one.editions if edition.authority not in pairs]


def address(slug: str, number: int) -> str:
    """Where a page stands."""
    return below(f"/register/{slug}/changes/")(number)
