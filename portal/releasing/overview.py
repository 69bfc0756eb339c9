"""Which quarters of an authority are closed, which could be, and what each leaves out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import Case, fn

from models.authority import Authority
from models.period import Period
from models.person import Person
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow
from models.register.take_down import HELD_REASON, TakeDown
from models.store import reading, writing
from portal.releasing.rows import WithheldRow

QUARTERS_SHOWN = 8
OLDER_SHOWN = 20


@dataclass(frozen=True)
class Quarter:
    """A quarter that has ended, its newest edition if it is closed, how many contracts that shows, and what it leaves
    out."""

    period: Period
    edition: Edition | None = None
    contracts: int = 0
    withheld: WithheldRow | None = None


@dataclass(frozen=True)
class Removed:
    """A row of an edition that was taken down."""

    slug: str
    reason: str
    at: datetime | None


@dataclass(frozen=True)
class Opened:
    """One closed quarter: its revisions with who closed each, newest first, and what was taken down from it."""

    quarter: Quarter
    revisions: Sequence[Edition]
    removed: Sequence[Removed]


@dataclass(frozen=True)
class Ahead:
    """What closing a quarter now would do: contracts in force above the threshold that are held back, were bought for
    one person, are taken down, and those that the guard has yet to read."""

    held: int
    spot: int
    taken_down: int
    rest: int


def quarters(authority: Authority, today: date) -> list[Quarter]:
    """Those that have ended lately, and all that are closed, newest first; three queries."""
    period, periods = Period.quarter_of(today), []
    for _ in range(QUARTERS_SHOWN):
        period = period.previous()
        periods.append(period)
    with reading():
        closed = _closed(authority)
    keys = {one.key for one in periods}
    periods += [one.period for key, one in closed.items() if key not in keys]
    found = [closed.get(one.key, Quarter(one)) for one in periods]
    return sorted(found, key=lambda one: one.period.starts, reverse=True)


def older(shown: Sequence[Quarter]) -> list[Period]:
    """Quarters before all that are shown, newest first: they, too, can be closed."""
    period, found = shown[-1].period, []
    for _ in range(OLDER_SHOWN):
        period = period.previous()
        found.append(period)
    return found


def _closed(authority: Authority) -> dict[str, Quarter]:
    """Period key -> the quarter with its newest edition."""
    query = Edition.select().where(Edition.authority == authority.id).order_by(Edition.revision)
    newest = {edition.period_key: edition for edition in query}
    ids = [edition.id for edition in newest.values()]
    counted: Any = EditionRow.select(EditionRow.edition, fn.COUNT(EditionRow.id))
    shown = (EditionRow.edition << ids) & (EditionRow.kind == "contract") & ~EditionRow.data.is_null()
    counts = dict(counted.where(shown).group_by(EditionRow.edition).tuples())
    rows = EditionRow.select().where(EditionRow.edition << ids, EditionRow.kind == "withheld")
    withheld = {row.edition_id: json.loads(row.data) for row in rows if row.data}
    return {
        key: Quarter(Period.parse(key), edition, counts.get(edition.id, 0), withheld.get(edition.id))
        for key, edition in newest.items()
    }


def opened(authority: Authority, period_key: str) -> Opened | None:
    """One closed quarter; None where it is not closed."""
    with reading():
        quarter = _closed(authority).get(period_key)
        if quarter is None or quarter.edition is None:
            return None
        mine = (Edition.authority == authority.id) & (Edition.period_key == period_key)
        query = Edition.select(Edition, Person).left_outer_join(Person).where(mine)
        revisions = list(query.order_by(Edition.revision.desc()))
        gone = EditionRow.select().join(Edition).where(mine, EditionRow.kind == "contract", EditionRow.data.is_null())
        removed = {row.slug: Removed(row.slug, row.reason or "", row.taken_down_at) for row in gone}
    return Opened(quarter, revisions, sorted(removed.values(), key=lambda one: one.slug))


def ahead(authority: Authority, period: Period) -> Ahead:
    """What closing this quarter would find; one query, without asking the guard."""
    where = (Contract.authority == authority.id) & Contract.in_force(period) & Contract.above(authority.threshold_pence)
    spot, held = Contract.volume == "spot", ~Contract.held_reason.is_null()
    gone = held & (Contract.held_reason == HELD_REASON)
    kinds: Mapping[str, Any] = {
        "spot": spot,
        "taken_down": ~spot & gone,
        "held": ~spot & held & (Contract.held_reason != HELD_REASON),
        "rest": ~spot & ~held,
    }
    sums = [fn.SUM(Case(None, ((condition, 1),), 0)).alias(name) for name, condition in kinds.items()]
    row: Any = Contract.select(*sums).where(where).dicts().get()
    return Ahead(**{name: int(row[name] or 0) for name in kinds})


def going(edition: Edition) -> list[Contract]:
    """Contracts that an edition shows and that are left out of the register by now: a correction drops them."""
    shown = EditionRow.select(EditionRow.slug).where(
        EditionRow.edition == edition.id, EditionRow.kind == "contract", ~EditionRow.data.is_null()
    )
    mine = (Contract.authority == edition.authority_id) & ~Contract.stands() & (Contract.slug << shown)
    return list(Contract.select(Contract.slug, Contract.title).where(mine).order_by(Contract.title, Contract.id))


def titles(authority: Authority, slugs: Sequence[str]) -> dict[str, str]:
    """Slug -> title of contracts, for people who may read them."""
    query: Any = Contract.select(Contract.slug, Contract.title).where(Contract.authority == authority.id)
    return dict(query.where(Contract.slug << list(slugs)).tuples())


def withdraw(asked: TakeDown, *, by: int, now: datetime) -> None:
    """Nothing is taken down after all. Raises AlreadyDone when it was done or withdrawn."""
    with writing():
        asked.withdraw(by=by, at=now)
