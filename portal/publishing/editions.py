"""The editions of an authority, and when each was published, in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from models.public import record as tables
from portal.publishing import words
from portal.publishing.register import Edition, Key, Register

Corrections = Mapping[str, Sequence[str]]
"""Key of a quarter -> what is said of each correction of its edition, oldest first."""


def editions_of(of: Register, authority: str) -> Sequence[Edition]:
    """Those of one authority, oldest first."""
    return _by_authority(of)[authority]


@lru_cache(maxsize=1)
def _by_authority(of: Register) -> dict[str, list[Edition]]:
    found = defaultdict(list)
    for (authority, _), edition in sorted(of.editions.items()):
        found[authority].append(edition)
    return found


def published_on(edition: Edition) -> str:
    """The day on which the quarter was closed for the first time, as an ISO text; a correction does not move it."""
    return str(edition.revisions[0]["closed_on"])


def corrections(of: Register, key: Key) -> Corrections:
    """The corrections that touched a contract."""
    return _corrections(of).get(key, {})


@lru_cache(maxsize=1)
def _corrections(of: Register) -> dict[Key, dict[str, list[str]]]:
    found: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in tables.Corrected.select().order_by(tables.Corrected.revision):
        revision = next(
            r for r in of.editions[one.authority, one.period_key].revisions if r["revision"] == one.revision
        )
        told = f"Corrected on {words.day(revision['closed_on'])}: {revision['reason']}"
        found[one.authority, one.slug][one.period_key].append(told)
    return {key: dict(by_quarter) for key, by_quarter in found.items()}


def due_on(edition: Edition) -> date:
    """The last day on which it was in time: a month after the quarter (Local Government Transparency Code 2015)."""
    return _due_on(edition.last_day)


@lru_cache(maxsize=64)
def _due_on(last_day: str) -> date:
    ended = date.fromisoformat(last_day)
    years, month = divmod(ended.month + 1, 12)
    return date(ended.year + years, month + 1, 1) - date.resolution


def days_late(edition: Edition) -> int:
    """How many days after it was due; negative: before."""
    return (date.fromisoformat(published_on(edition)) - due_on(edition)).days


def published(edition: Edition) -> str:
    """“Published on 14 October 2026, 17 days before it was due.”"""
    days = days_late(edition)
    how = (
        f"{words.counted(abs(days), 'day')} {'before it was due' if days < 0 else 'late'}"
        if days
        else "the day it was due"
    )
    return f"Published on {words.day(published_on(edition))}, {how}."


def is_late(edition: Edition) -> bool:
    """Whether it was published later than a month after its quarter."""
    return days_late(edition) > 0
