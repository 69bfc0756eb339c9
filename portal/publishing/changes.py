"""What changed in the register from one edition to the next: new, extended, changed, ended, no longer listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from models.public import record as tables
from portal.publishing.contract_history import AGAIN, changes
from portal.publishing.editions import corrections, editions_of
from portal.publishing.line import Line, line_of
from portal.publishing.register import Edition, Register, Row

KINDS = {
    "new": "New",
    "extended": "Extended",
    "changed": "Changed",
    "ended": "Ended",
    "gone": "No longer listed",
    "corrected": "Corrected",
}
"""What can have become of a contract, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a contract: its kind, the contract as it stands or last stood, and what is different."""

    kind: str
    line: Line
    differences: tuple[str, ...]


def entry(before: Row | None, now: Row | None, edition: Edition) -> Entry | None:
    """What became of a contract from the edition before to this one; None where nothing did that a page shows."""
    if now is None:
        if before is None:
            return None
        ended = bool(before["ends_on"]) and before["ends_on"] < edition.starts_on
        return Entry("ended" if ended else "gone", _line(edition, before), ())
    if before is None:
        return Entry("new", _line(edition, now), ())
    found = tuple(changes(before, now))
    if not found:
        return None
    return Entry("extended" if _extended(before, now) else "changed", _line(edition, now), found)


def between(edition: Edition, earlier: Edition) -> Iterator[Entry]:
    """Everything that became of the contracts of an authority between two of its editions."""
    for was, stands in _differing(edition.authority, edition.period_key, earlier.period_key):
        found = entry(orjson.loads(was) if was else None, orjson.loads(stands) if stands else None, edition)
        if found and found.kind == "new" and _stood_before(found.line, earlier):
            found = Entry("changed", found.line, (AGAIN,))
        if found:
            yield found


def editions_before(of: Register, editions: Iterable[Edition]) -> list[tuple[Edition, Edition]]:
    """Each edition that has one before it, with that one."""
    found = []
    for edition in editions:
        earlier = [one for one in editions_of(of, edition.authority) if one.period_key < edition.period_key]
        if earlier:
            found.append((edition, earlier[-1]))
    return found


def corrected(of: Register, edition: Edition) -> Iterator[Entry]:
    """The contracts that a later correction of this edition touched, with its day and its reason."""
    for line in of.latest.values():
        if line.authority == edition.authority:
            told = corrections(of, line.key).get(edition.period_key, ())
            if told:
                yield Entry("corrected", line, tuple(told))


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By kind, then by title."""
    kinds = list(KINDS)
    return sorted(entries, key=lambda one: (kinds.index(one.kind), one.line.title.casefold(), *one.line.key))


def counts(entries: Sequence[Entry]) -> Counter[str]:
    """Kind -> how many; a kind without any counts 0."""
    return Counter(one.kind for one in entries)


def _extended(before: Row, now: Row) -> bool:
    later = bool(before["ends_on"]) and bool(now["ends_on"]) and now["ends_on"] > before["ends_on"]
    return later or len(now["extensions"]) > len(before["extensions"])


def _line(edition: Edition, row: Row) -> Line:
    return line_of(edition.authority, edition.period_key, row, "")


# SQLite compares the texts, so that only rows that differ are read.
DIFFERING = """
SELECT old.data, new.data FROM contract new
LEFT JOIN contract old ON old.authority = new.authority AND old.period_key = ? AND old.slug = new.slug
WHERE new.authority = ? AND new.period_key = ? AND (old.data IS NULL OR old.data <> new.data)
"""
STOOD_BEFORE = "SELECT 1 FROM contract WHERE authority = ? AND period_key < ? AND slug = ? LIMIT 1"
MISSING = """
SELECT old.data FROM contract old
WHERE old.authority = ? AND old.period_key = ? AND NOT EXISTS (
  SELECT 1 FROM contract new WHERE new.authority = old.authority AND new.period_key = ? AND new.slug = old.slug
)
"""


def _stood_before(line: Line, earlier: Edition) -> bool:
    """Whether a contract that was not in the edition before stood in one before that."""
    values = (earlier.authority, earlier.period_key, line.slug)
    return tables.record.execute_sql(STOOD_BEFORE, values).fetchone() is not None


def _differing(authority: str, period_key: str, earlier: str) -> Iterator[tuple[Any, Any]]:
    yield from tables.record.execute_sql(DIFFERING, (earlier, authority, period_key)).fetchall()
    for (data,) in tables.record.execute_sql(MISSING, (authority, earlier, period_key)).fetchall():
        yield data, None
