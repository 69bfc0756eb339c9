"""The home page: the few figures that matter, what ends next, what changed, and whose contracts these are."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, current_app, render_template

from portal.publishing import home_figures as figures
from portal.publishing import lists, quarter
from portal.publishing.changes import editions_before
from portal.publishing.comparing import compared
from portal.publishing.line import Line
from portal.publishing.listing import ends_soon
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.register_changes import entries, since, summary
from portal.publishing.pages.register_quarter import above
from portal.publishing.register import Quarter, Register, register
from portal.publishing.words import counted

bp = Blueprint("home", __name__)

ENDING = 6
"""So many of what ends next stand on the page."""

REGION = 3
"""So many authorities that none of them is the site’s own are put side by side."""

CHANGED = {
    "new": ("new contract", "new contracts"),
    "extended": ("extended", "extended"),
    "changed": ("changed", "changed"),
    "ended": ("ended", "ended"),
    "gone": ("no longer listed", "no longer listed"),
    "corrected": ("corrected since", "corrected since"),
}


def addresses(of: Register) -> Iterator[Address]:
    """The page changes with any edition."""
    yield Address("/", mark_of(*(quarter.mark(of, one) for one in of.quarters.values())))


@bp.get("/")
def home() -> str:
    """The home page; a site without any register says that there is none yet. The site of one council that also shows
    other registers speaks of its own."""
    everybody = register()
    of = own(everybody, current_app.extensions["site"].name)
    newest = next(iter(of.quarters.values()), None)
    if newest is None:
        return render_template("public/home.html", section="/", quarter=None, several=False)
    lines = of.current()
    soon = [line for line in lines if ends_soon(of, line)]
    return render_template(
        "public/home.html",
        section="/",
        quarter=newest,
        several=len(of.newest) > 1,
        owner=owner(of),
        children=len(of.newest) < REGION or any(line.service for line in lines),
        lead=lead(of, newest),
        figures=_figures(of, lines, soon),
        soon=len(soon),
        in_force=len(lines),
        endless=not any(line.ends_on for line in lines),
        ending=[_ending(of, line) for line in figures.soonest(soon)[:ENDING]],
        orders=lists.ORDERS.values(),
        total=sum(quarter.sizes(of)[newest.slug].values()),
        changed=_changed(of, newest),
        published=quarter.published(of, newest),
        beside=of is not everybody,
        whole=sum(quarter.sizes(everybody)[newest.slug].values()),
        authorities=_authorities(everybody, everybody.current()),
        everybody=counted(len(everybody.newest), *quarter.kind(everybody)),
        council=next(iter(of.newest)),
        compared=compared(of) if len(of.newest) >= REGION else (),
    )


def own(of: Register, name: str) -> Register:
    """The register of the authority that the site is named after, where others have theirs here, too."""
    slugs = [slug for slug in of.newest if of.authorities[slug]["name"] == name]
    return of.only(slugs[0]) if slugs and len(of.newest) > 1 else of


def owner(of: Register) -> str:
    """Who speaks on the page: one council says “we”, several are counted."""
    return "we" if len(of.newest) == 1 else counted(len(of.newest), *quarter.kind(of))


def lead(of: Register, newest: Quarter) -> str:
    """What is here to be read."""
    if len(of.newest) == 1:
        return f"{above(of, newest)}: who has it, what it costs, what ends next and what changed."
    return "Every contract in their registers: who has it, what it costs, what ends next and what changed."


def _figures(of: Register, lines: list[Line], soon: list[Line]) -> list[figures.Figure]:
    labels = {one.label for one in of.newest.values()}
    return [figures.contracts(lines, labels), figures.money(lines), figures.share(lines), figures.ending(lines, soon)]


def _ending(of: Register, line: Line) -> dict[str, Any]:
    council = str(of.authorities[line.authority]["name"]) if len(of.newest) > 1 else ""
    notes = [council, figures.extendable(line)]
    row = lists.row_of(line, quarter.titles(of), quarter.names(of))
    return {"row": row, "note": ", ".join(note for note in notes if note)}


def _changed(of: Register, newest: Quarter) -> dict[str, Any] | None:
    """What changed in the newest quarter; None where no authority has a quarter before it."""
    if not editions_before(of, newest.editions):
        return None
    kinds = summary(of, newest.slug)
    for one in kinds:
        one["words"] = counted(one["count"], *CHANGED[one["kind"]])
    new = [entry.line for entry in entries(of, newest.slug) if entry.kind == "new"]
    return {"since": since(of, newest), "kinds": kinds, "of_new": figures.of_new(new)}


def _by_name(named: tuple[str, str]) -> tuple[str, str]:
    return lists.folded(named[0]), named[1]


def _authorities(of: Register, lines: list[Line]) -> list[tuple[str, str, str]]:
    """Name, address and number of contracts of each that has any, by name; none where there is only one authority."""
    if len(of.newest) == 1:
        return []
    counts = dict.fromkeys(of.newest, 0)
    for line in lines:
        counts[line.authority] += 1
    named = sorted(((str(of.authorities[slug]["name"]), slug) for slug in counts if counts[slug]), key=_by_name)
    return [(name, f"/authorities/{slug}/", counted(counts[slug], "contract")) for name, slug in named]
