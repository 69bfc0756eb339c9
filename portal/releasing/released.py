"""Everything that was released, as plain dicts: what the public record is written from, and nothing else is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, TypedDict

from models.authority import Authority
from models.calendar import to_london
from models.period import Period
from models.register.edition import Edition, EditionRow
from models.register.terms import months_later
from models.store import reading
from portal.releasing.rows import KINDS


class RevisionFacts(TypedDict):
    """One revision of a quarter; the first one, number 0, has no reason."""

    revision: int
    closed_on: str
    closed_at: str  # naive UTC
    reason: str | None


class Removed(TypedDict):
    """A contract that was taken down: its address stays, with the day and the legal reason."""

    slug: str
    on: str
    reason: str


class Corrected(TypedDict):
    """A contract that one revision of a quarter changed, added or left out."""

    authority: str
    period_key: str
    revision: int
    slug: str


class ReleasedEdition(TypedDict):
    """The newest revision of one quarter of one authority. `as_at` is what everything relative counts from; days are
    London’s. `closed_late`: later than a month after the quarter, when the Transparency Code wants it published."""

    authority: str
    period_key: str
    label: str
    starts_on: str
    last_day: str
    revision: int
    as_at: str
    closed_on: str
    closed_at: str  # naive UTC
    closed_late: bool
    digest: str
    revisions: list[RevisionFacts]
    rows: dict[str, list[dict[str, Any]]]  # by kind, those that were not taken down, in the order of their slugs
    removed: list[Removed]


def released() -> list[ReleasedEdition]:
    """Every closed quarter of every authority as it stands now, oldest first."""
    with reading():
        newest = {edition.id: edition for edition in Edition.latest()}
        history: dict[tuple[int, str], list[Edition]] = {}
        for edition in Edition.select().order_by(Edition.revision):
            history.setdefault((edition.authority_id, edition.period_key), []).append(edition)
        return [
            _released(edition, history[edition.authority_id, edition.period_key], edition.rows())
            for edition in newest.values()
        ]


def removed_anywhere() -> dict[str, list[Removed]]:
    """Slug of an authority -> every contract that was taken down from any revision of any of its quarters."""
    found: dict[str, dict[str, Removed]] = {}
    with reading():
        query = EditionRow.select(EditionRow, Edition, Authority).join(Edition).join(Authority)
        gone = query.where(~EditionRow.taken_down_at.is_null(), EditionRow.kind == "contract").order_by(EditionRow.slug)
        for row in gone:
            found.setdefault(row.edition.authority.slug, {})[row.slug] = _removed(row)
    return {authority: list(rows.values()) for authority, rows in found.items()}


def corrected() -> list[Corrected]:
    """What each correction touched. Not what stood there before: that may be why it was corrected."""
    with reading():
        return [
            {"authority": newest.authority.slug, "period_key": newest.period_key, "revision": number, "slug": slug}
            for newest in Edition.latest()
            if newest.revision
            for number, slugs in _touched(Edition.revisions(newest.authority_id, newest.period_key))
            for slug in slugs
        ]


def _touched(revisions: Iterable[Edition]) -> Iterator[tuple[int, list[str]]]:
    """The number of each revision but the first, and the contracts that it does not hold as the one before did."""
    states = [(one.revision, _digests(one)) for one in revisions]
    for (_, before), (number, after) in pairwise(states):
        yield number, sorted({slug for slug, _ in before ^ after})


def _digests(edition: Edition) -> set[tuple[str, str]]:
    """Slug and digest of its contracts that were not taken down."""
    query = EditionRow.select(EditionRow.slug, EditionRow.digest).where(
        EditionRow.edition == edition.id, EditionRow.kind == "contract", EditionRow.taken_down_at.is_null()
    )
    return {(row.slug, row.digest) for row in query}


def _released(edition: Edition, revisions: Sequence[Edition], rows: Iterable[EditionRow]) -> ReleasedEdition:
    period = Period.parse(edition.period_key)
    closed_on = to_london(edition.closed_at).date()
    by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    removed = []
    for row in rows:
        if row.data is None:
            removed.append(_removed(row))
        else:
            by_kind[row.kind].append(json.loads(row.data))
    for counts in by_kind["withheld"]:  # counted when it was closed; what was taken out of it later is left out, too
        counts["taken_down"] += len(removed)
    return {
        "authority": edition.authority.slug,
        "period_key": edition.period_key,
        "label": period.label,
        "starts_on": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat(),
        "revision": edition.revision,
        "as_at": edition.as_at.isoformat(),
        "closed_on": closed_on.isoformat(),
        "closed_at": edition.closed_at.isoformat(),
        "closed_late": is_late(to_london(revisions[0].closed_at).date(), period),  # a correction does not make it late
        "digest": edition.digest,
        "revisions": [
            {
                "revision": one.revision,
                "closed_on": _day(one.closed_at),
                "closed_at": one.closed_at.isoformat(),
                "reason": one.reason,
            }
            for one in revisions
        ],
        "rows": by_kind,
        "removed": removed,
    }


def is_late(closed_on: date, period: Period) -> bool:
    """Whether a quarter was closed later than one month after it ended."""
    return closed_on > months_later(period.last_day, 1)


def _removed(row: EditionRow) -> Removed:
    return {"slug": row.slug, "on": _day(row.taken_down_at), "reason": row.reason or ""}


def _day(instant: Any) -> str:
    return to_london(instant).date().isoformat()
