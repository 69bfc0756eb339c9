"""What a quarter showed before it was corrected, and does not show now: addresses alone, so that none goes silently.

What it said there is not told: that may be why it was corrected. What was taken down is not there, and neither are the
suppliers of a contract that names none any more, or that is held: an address is made of their names, which were
redacted, or wait for a person who says that they are nobody’s.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypedDict

from models.public.addresses import group_key
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow
from models.register.terms import FRAMEWORKS
from models.store import reading

Name = tuple[str, str]
"""Kind of page (contract, framework, supplier, group, service, spending) and what stands in its address."""
Rows = Sequence[tuple[str, Mapping[str, Any]]]
"""Kind and data of rows of one revision."""
KINDS = ("contract", "service", "spend")


class Once(TypedDict):
    """A page that some revision of a quarter had; `revision`: the correction that left it out."""

    authority: str
    period_key: str
    revision: int
    kind: str
    slug: str


def once() -> list[Once]:
    """Of every quarter that was corrected, in one order always."""
    with reading():
        corrected = [newest for newest in Edition.latest() if newest.revision]
        unnamed = _unnamed({newest.authority_id for newest in corrected})
        return [
            {"authority": newest.authority.slug, "period_key": newest.period_key, "revision": number, "kind": kind,
             "slug": slug}
            for newest in corrected
            for (kind, slug), number in left_out(_revisions(newest), unnamed[newest.authority_id])
        ]  # fmt: skip


def _unnamed(authorities: Collection[int]) -> dict[int, set[str]]:
    """Authority -> slugs of its contracts whose suppliers are not named now, whichever quarter is looked at."""
    hidden = (Contract.supplier_words != "") | ~Contract.held_reason.is_null()
    query: Any = Contract.select(Contract.authority, Contract.slug).where(Contract.authority << authorities, hidden)
    found: dict[int, set[str]] = {one: set() for one in authorities}
    for authority, slug in query.tuples():
        found[authority].add(slug)
    return found


def left_out(revisions: Sequence[Rows], unnamed: Collection[str] = ()) -> Iterator[tuple[Name, int]]:
    """What each but the last one showed and the last one does not, with the number of the revision that left it out.
    `revisions`: oldest first; `unnamed`: contracts whose suppliers must not be named."""
    now = set(_names(revisions[-1]))
    hidden = _hidden(revisions, unnamed)
    found = {
        name: number + 1
        for number, rows in enumerate(revisions[:-1])
        for name in _names(rows)
        if name not in now and name not in hidden
    }
    yield from sorted(found.items())


def _hidden(revisions: Sequence[Rows], unnamed: Collection[str]) -> set[Name]:
    """Suppliers and groups of contracts that are `unnamed`, or that named none where they stood last, wherever else
    they stand."""
    contracts = [row for rows in revisions for kind, row in rows if kind == "contract"]
    last = {row["slug"]: bool(row["supplier_words"]) for row in contracts}
    gone = {slug for slug, redacted in last.items() if redacted}.union(unnamed)
    return {name for row in contracts if row["slug"] in gone for name in _of_suppliers(row)}


def _names(rows: Rows) -> Iterator[Name]:
    for kind, row in rows:
        if kind == "service":
            yield "service", row["key"]
        elif kind == "spend":
            yield "spending", "all"
        elif kind == "contract":
            yield "contract", row["slug"]
            if row["arrangement"] in FRAMEWORKS:
                yield "framework", row["slug"]
            yield from _of_suppliers(row)


def _of_suppliers(row: Mapping[str, Any]) -> Iterator[Name]:
    for part in row["suppliers"]:
        yield from (("supplier", slug) for slug in (part["slug"], *part["formerly"]))
        if key := group_key(part):
            yield "group", key


def _revisions(newest: Edition) -> list[Rows]:
    """Most rows are the same in all of them, and read once."""
    read: dict[str, Any] = {}
    return [list(_rows(one, read)) for one in Edition.revisions(newest.authority_id, newest.period_key)]


def _rows(edition: Edition, read: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    query: Any = EditionRow.select(EditionRow.kind, EditionRow.digest, EditionRow.data).where(
        EditionRow.edition == edition.id, EditionRow.kind << KINDS, EditionRow.taken_down_at.is_null()
    )
    for kind, digest, data in query.tuples():
        if digest not in read:
            read[digest] = json.loads(data)
        yield kind, read[digest]
