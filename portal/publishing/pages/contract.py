"""A contract: what it buys, who, how much, how long, what comes next, and its history over the editions."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint

from portal.publishing import words
from portal.publishing.brands import view_of
from portal.publishing.contract_facts import Said, facts, how_much, left, now, who_to_ask
from portal.publishing.contract_history import Event, history
from portal.publishing.editions import corrections, editions_of, published, published_on
from portal.publishing.frameworks import lots, spent_words
from portal.publishing.line import Line
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.removed import removed
from portal.publishing.pieces import pieces
from portal.publishing.register import Edition, Register, Row, register
from portal.publishing.same_service import shares
from portal.publishing.stamp import show_stamped

bp = Blueprint("contract", __name__)

LONG_TITLE, LONG_LEAD = 90, 240
"""Of more letters than these, a title and what a contract buys are set smaller."""
KINDS = {
    "framework": "Framework",
    "open_framework": "Open framework",
    "dynamic_market": "Dynamic market",
    "grant": "Grant",
    **dict.fromkeys(("call_off", "call_off_direct", "call_off_competition"), "Called off from a framework"),
}
"""What stands above the title where it is more than a contract."""


def addresses(of: Register) -> Iterator[Address]:
    """Every contract that stands in any edition, by its own mark and the little that it shows of others."""
    known = {slug: mark_of(row, view_of(of, slug), *_published(of, slug)) for slug, row in of.authorities.items()}
    others = lru_cache(maxsize=1024)(mark_of)
    for line in of.latest.values():
        mark = f"{line.mark} {others(known[line.authority], *_of_others(of, line))}"
        yield Address(line.url, mark, made_by=_at)


def _published(of: Register, authority: str) -> list[object]:
    """Of the editions of an authority, what its contracts show; a correction of one changes nothing of the others."""
    return [(one.period_key, one.label, one.as_at, published_on(one)) for one in editions_of(of, authority)]


def _of_others(of: Register, line: Line) -> tuple[str, ...]:
    framework, corrected = _framework(of, line), corrections(of, line.key)
    shares = _shares(of, line.authority, line.service)
    return str(framework or ""), spent_words(of, line), shares, str(corrected or ""), _title(of, line)


@lru_cache(maxsize=64)
def _shares(of: Register, authority: str, service: str) -> str:
    return str(shares(of, authority, service))


def _title(of: Register, line: Line) -> str:
    """What the page is called; with its reference, where another contract has the same title."""
    return f"{line.title} ({line.reference})" if line.reference and _titles(of)[line.title] > 1 else line.title


@lru_cache(maxsize=1)
def _titles(of: Register) -> Counter[str]:
    """Title -> how many contracts have it."""
    return Counter(line.title for line in of.latest.values())


@bp.get("/contracts/<authority>/<slug>/")
def contract(authority: str, slug: str) -> str:
    """The contract as it stands in the newest edition that has it."""
    here = register()
    versions = here.history((authority, slug))
    if not versions:
        return removed(authority, slug)
    line, (edition, row) = here.latest[authority, slug], versions[0]
    council, newest = here.authorities[authority], here.newest[authority]
    framework, spent, worth = _framework(here, line), spent_words(here, line), how_much(row)
    draw, plain = pieces().piece, pieces().plain
    told = (*facts(row, newest.as_at, worth, framework=framework, spent=spent), who_to_ask(row, council))
    same = shares(here, authority, line.service)
    return show_stamped(
        "public/contract.html",
        section="/register/",
        crumbs=_crumbs(edition, row),
        view=view_of(here, authority),
        title=_title(here, line),
        row=row,
        authority=council,
        kind=KINDS.get(row["arrangement"], ""),
        lead=row["description"] if row["description"] != row["title"] else "",
        long_title=len(row["title"]) > LONG_TITLE,
        long_lead=len(row["description"]) > LONG_LEAD,
        summary=_summary(row, council, worth),
        lots=[(lot, [draw("party", *who) for who in some]) for lot, some in lots(row)],
        facts=[(draw if often else plain)("fact", key, lines) for key, lines, often in told],
        now=now(row, newest) if edition is newest else left(edition, _following(here, edition)),
        history=[draw("event", *one) for one in _history(here, line, versions)],
        shares=draw("same_service", council["name"], row["service"]["title"], same) if same else "",
        source=draw("source", edition.quarter, edition.label, authority, council["name"], published(edition)),
    )


def _at(address: str) -> str:
    return contract(*address.split("/")[2:4])


def _following(of: Register, edition: Edition) -> Edition:
    """The next one of the same authority."""
    return next(one for one in editions_of(of, edition.authority) if one.period_key > edition.period_key)


def _history(of: Register, line: Line, versions: list[tuple[Edition, Row]]) -> list[Event]:
    stood = {edition.period_key: row for edition, row in versions}
    return history(editions_of(of, line.authority), stood, corrections(of, line.key))


def _framework(of: Register, line: Line) -> Said | None:
    """Of a call-off, the framework, with a link where it is published; of a framework, its own page."""
    if line.arrangement in words.FRAMEWORKS:
        return Said("Who may use it, and what was called off", f"/frameworks/{line.authority}/{line.slug}/")
    if not line.within:
        return None
    found = of.latest.get(line.within)
    if found is None:
        return Said("Not published here")
    kind = "frameworks" if found.arrangement in words.FRAMEWORKS else "contracts"
    return Said(found.title, f"/{kind}/{found.authority}/{found.slug}/")


def _crumbs(edition: Edition, row: Row) -> list[tuple[str, str]]:
    found = [(f"Contracts register, {edition.label}", f"/register/{edition.quarter}/")]
    if row["service"]:
        found.append((row["service"]["title"], f"/services/{row['service']['key']}/"))
    return found


def _summary(row: Row, authority: dict[str, Any], worth: str) -> str:
    """A sentence for search engines."""
    every = list(dict.fromkeys(part["name"] for part in row["suppliers"]))
    names = ", ".join(every[:3]) + (f" and {len(every) - 3} more" if len(every) > 3 else "") or row["supplier_words"]
    if row["value_pence"] is None and row["value_kind"] != "nominal":
        worth = f"value {row['value_words'] or 'not said'}"
    ends = f", to {words.day(row['ends_on'])}" if row["ends_on"] else ""
    reference = f" Reference {row['reference']}." if row["reference"] else ""
    return f"{authority['name']} and {names or 'a supplier that is not said'}: {worth}{ends}.{reference}"
