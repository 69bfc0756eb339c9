"""What was corrected: answers to people who said that a page is wrong, and quarters corrected with a reason."""

import json
from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from flask import Blueprint, current_app, render_template

from models.public import record as tables
from portal.publishing import words
from portal.publishing.editions import corrections as touched
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register

bp = Blueprint("corrections", __name__)

LOG = "/corrections/"
OUTCOMES = {"corrected": "Corrected", "unchanged": "Right as it stood"}
MOST_NAMED = 6


class Line(NamedTuple):
    """One line of the log. `pages`: words and address of what it is about; an address may be “”."""

    on: str
    council: str
    what: str
    words: str
    pages: tuple[tuple[str, str], ...]
    note: str
    late: bool


def addresses(of: Register) -> Iterator[Address]:
    """The one page."""
    yield Address(LOG, mark_of(str(_lines(of)), len(of.authorities) > 1))


@bp.get(LOG)
def page() -> str:
    """All of it, newest first."""
    here = register()
    return render_template(
        "public/corrections.html", lines=_lines(here), several=len(here.authorities) > 1,
        portal=current_app.extensions["site"].portal_url,
    )  # fmt: skip


def _lines(of: Register) -> list[Line]:
    return sorted((*_answers(of), *_revisions(of)), key=lambda line: line.on, reverse=True)


def _names(of: Register) -> dict[str, str]:
    return {slug: str(row["name"]) for slug, row in of.authorities.items()}


def _rows() -> list[dict[str, Any]]:
    table = tables.Correction
    return [json.loads(row.data) for row in table.select(table.data).order_by(table.authority, table.slug)]


def _answers(of: Register) -> Iterator[Line]:
    for row in _rows():
        link = row["page"] if _stands(of, row["page"]) else ""
        name = _name_of(of, row["page"]) if link else row["page"]
        yield Line(
            row["answered_on"], row["name"], OUTCOMES[row["outcome"]], row["answer"], ((name, link),),
            f"Asked on {words.day(row['received_on'])}", row["answered_on"] > row["due_on"],
        )  # fmt: skip


def _stands(of: Register, page: str) -> bool:
    """Whether it is a page that is surely there: a page that is not is named without a link."""
    kind, *rest = page.strip("/").split("/")
    known: dict[str, Container[Any]] = {
        "contracts": {f"{authority}/{slug}" for authority, slug in of.latest},
        "register": of.quarters,
        "suppliers": of.suppliers,
        "authorities": of.newest,
    }
    return page == "/" or (bool(rest) and page.endswith("/") and "/".join(rest) in known.get(kind, ()))


def _name_of(of: Register, page: str) -> str:
    """What a page that is there is called; its address, where it is called by nothing short."""
    kind, *rest = page.strip("/").split("/")
    if kind == "contracts":
        return of.latest[rest[0], rest[1]].title
    if kind in ("suppliers", "authorities"):
        return str((of.suppliers if kind == "suppliers" else of.authorities)[rest[0]]["name"])
    return f"Contracts register, {of.quarters[rest[0]].label}" if kind == "register" else "Home"


def _revisions(of: Register) -> Iterator[Line]:
    """Corrections of whole quarters: why, and which contracts they touched."""
    names = _names(of)
    for (authority, _), edition in of.editions.items():
        quarter = (f"Contracts register, {edition.label}", f"/register/{edition.quarter}/")
        for one in edition.revisions[1:]:
            told = f"Corrected on {words.day(one['closed_on'])}: {one['reason']}"
            here = [line for line in of.latest.values() if line.authority == authority]
            changed = [line for line in here if told in touched(of, line.key).get(edition.period_key, ())]
            named = tuple((line.title, line.url) for line in changed[:MOST_NAMED])
            more = f"and {len(changed) - MOST_NAMED:,} more contracts" if len(changed) > MOST_NAMED else ""
            yield Line(
                one["closed_on"], names[authority], "Corrected", str(one["reason"]), (quarter, *named), more, late=False
            )
