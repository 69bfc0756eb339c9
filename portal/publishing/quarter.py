"""What pages of one quarter are made of: its contracts in every order, what is left out, and the mark of all of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import orjson

from models.public import record as tables
from portal.publishing import editions
from portal.publishing.line import Line
from portal.publishing.lists import ORDERS, by_title, folded, in_order
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Quarter, Register, Row
from portal.publishing.words import counted


def titles(of: Register) -> dict[str, str]:
    """Key of each service -> its title."""
    return {key: str(row["title"]) for key, row in of.services.items()}


def names(of: Register) -> dict[str, str]:
    """Slug of each authority -> its name."""
    return {slug: str(row["name"]) for slug, row in of.authorities.items()}


def kind(of: Register) -> tuple[str, str]:
    """What the authorities of the site are together, one and many."""
    kinds = {row["kind"] for row in of.authorities.values()}
    return ("council", "councils") if kinds == {"council"} else ("authority", "authorities")


def councils(of: Register, one: Quarter) -> list[tuple[str, str]]:
    """Slug and name of each authority with an edition of the quarter, where there are several to choose from."""
    return [(e.authority, names(of)[e.authority]) for e in one.editions] if len(one.editions) > 1 else []


@lru_cache(maxsize=2 * len(ORDERS))
def ordered(of: Register, quarter: str, order: str) -> Sequence[Line]:
    """The contracts of a quarter in an order, by the keys of both."""
    return in_order(_by_title(of, quarter), ORDERS[order], titles(of))


@lru_cache(maxsize=1)
def _by_title(of: Register, quarter: str) -> Sequence[Line]:
    return by_title(of.lines(of.quarters[quarter].period_key))


def is_newest(of: Register, quarter: Quarter) -> bool:
    """Whether every edition of the quarter is the newest one of its authority: then its lines are in memory."""
    return all(of.newest[one.authority] is one for one in quarter.editions)


@lru_cache(maxsize=1)
def sizes(of: Register) -> Mapping[str, Counter[str]]:
    """Slug of each quarter -> slug of each authority -> how many contracts its edition holds."""
    found = {slug: Counter({one.authority: 0 for one in quarter.editions}) for slug, quarter in of.quarters.items()}
    for authority, period_key, count in tables.record.execute_sql(SIZES).fetchall():
        found[period_key.lower()][authority] = count
    return found


def withheld(quarter: Quarter) -> dict[str, Row]:
    """Slug of each authority -> what its edition leaves out, counted (`WithheldRow`)."""
    return {row.authority: orjson.loads(row.data) for row in _of(tables.Withheld, quarter)}


def totals(quarter: Quarter) -> dict[str, list[Row]]:
    """Slug of each authority -> its totals of purchases for one person (`TotalsRow`), where a half-year ends."""
    found: dict[str, list[Row]] = {}
    for row in _of(tables.Totals, quarter):
        found.setdefault(row.authority, []).append(orjson.loads(row.data))
    return found


def published(of: Register, quarter: Quarter) -> str:
    """When it was published; of several authorities how many were late, and how many have not closed it."""
    if len(of.newest) == 1:
        return editions.published(quarter.editions[0])
    late = sum(editions.is_late(edition) for edition in quarter.editions)
    missing = len(waiting(of, quarter))
    said = f"{counted(len(quarter.editions), *kind(of))} published {quarter.label}"
    said += f", {late:,} of them late" if late else ", all in time"
    return f"{said}; {counted(missing, 'has', 'have')} not yet." if missing else f"{said}."


def waiting(of: Register, quarter: Quarter) -> list[Row]:
    """Authorities that closed an earlier quarter but not this one: name, and label and url of the last before it."""
    closed = {edition.authority for edition in quarter.editions}
    found: dict[str, Edition] = {}
    for edition in sorted(of.editions.values(), key=lambda one: one.period_key):
        if edition.authority not in closed and edition.period_key < quarter.period_key:
            found[edition.authority] = edition
    called = names(of)
    rows = [{"name": called[slug], "label": e.label, "url": f"/register/{e.quarter}/"} for slug, e in found.items()]
    return sorted(rows, key=lambda row: folded(row["name"]))


def left_out(row: Row) -> int:
    """How many contracts an edition does not show that it would hold."""
    return int(row["spot"] + row["held"] + row["taken_down"])


def mark(of: Register, quarter: Quarter) -> str:
    """Changes when anything in any edition of the quarter does, and with the names that its pages show."""
    return _mark(of, quarter.slug)


@lru_cache(maxsize=256)
def _mark(of: Register, slug: str) -> str:
    quarter = of.quarters[slug]
    return mark_of([_edition(one) for one in quarter.editions], _removed(of, quarter.editions), shared(of))


@lru_cache(maxsize=1)
def shared(of: Register) -> str:
    """A mark of what pages of every quarter show: the titles of services, the names and limits of authorities."""
    limits = [(slug, row["name"], row["kind"], row["threshold_pence"]) for slug, row in of.authorities.items()]
    return mark_of(list(titles(of).items()), limits)


def edition_mark(of: Register, one: Edition) -> str:
    """Changes when anything in the edition does."""
    return mark_of(_edition(one), _removed(of, [one]))


def _edition(one: Edition) -> tuple[object, ...]:
    return one.authority, one.label, one.as_at, one.digest, *(tuple(row.values()) for row in one.revisions)


def _removed(of: Register, some: Sequence[Edition]) -> list[tuple[object, ...]]:
    """A take-down empties rows of an edition, but leaves its digest."""
    whose = {one.authority for one in some}
    return [tuple(row.values()) for row in of.removed if row["authority"] in whose]


def _of(table: type[tables.Released], quarter: Quarter) -> list[tables.Released]:
    query = table.select(table.authority, table.data).where(table.period_key == quarter.period_key)
    return list(query.order_by(table.authority, table.slug))


SIZES = "SELECT authority, period_key, COUNT(*) FROM contract GROUP BY authority, period_key"
