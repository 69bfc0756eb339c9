"""What a quarter showed before it was corrected, and does not show now: addresses alone, so that none goes silently.

What it said there is not told: that may be why it was corrected. What was taken down is not there, and neither are the
suppliers of a contract that names none any more: they were redacted.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypedDict

from models.public.addresses import group_key
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
        return [
            {"authority": newest.authority.slug, "period_key": newest.period_key, "revision": number, "kind": kind,
             "slug": slug}
            for newest in Edition.latest() if newest.revision
            for (kind, slug), number in left_out(_revisions(newest))
        ]  # fmt: skip


def left_out(revisions: Sequence[Rows]) -> Iterator[tuple[Name, int]]:
    """What each but the last one showed and the last one does not, with the number of the revision that left it out.
    `revisions`: oldest first."""
    newest = revisions[-1]
    now = set(_names(newest, ()))
    redacted = {row["slug"] for kind, row in newest if kind == "contract" and row["supplier_words"]}
    found = {
        name: number + 1
        for number, rows in enumerate(revisions[:-1])
        for name in _names(rows, redacted)
        if name not in now
    }
    yield from sorted(found.items())


def _names(rows: Rows, redacted: Collection[str]) -> Iterator[Name]:
    for kind, row in rows:
        if kind == "service":
            yield "service", row["key"]
        elif kind == "spend":
            yield "spending", "all"
        elif kind == "contract":
            yield from _of_contract(row, row["slug"] in redacted)


def _of_contract(row: Mapping[str, Any], redacted: bool) -> Iterator[Name]:
    yield "contract", row["slug"]
    if row["arrangement"] in FRAMEWORKS:
        yield "framework", row["slug"]
    for part in () if redacted else row["suppliers"]:
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
