"""What comes up: contracts that end or may end within two years, which an event can be about, as they were released."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.calendar import today
from models.events.event import Event
from models.events.event_contract import EventContract
from models.register.contract import Contract
from models.register.terms import months_later
from portal.london import day

AHEAD = 24
"""Months that are looked at, as the pages of what comes up do."""


@dataclass(frozen=True)
class Upcoming:
    """A contract as everybody reads it in the newest register; `days`: on which it ends or may end."""

    id: int
    slug: str
    title: str
    days: tuple[date, ...]
    ends: str


def linked(event: Event) -> list[Upcoming]:
    """Those that an event is about and everybody can read, the first to end first."""
    mine = EventContract.select(EventContract.contract).where(EventContract.event == event.id)
    return _read(EventContract.public(event.authority_id).where(Contract.id << mine))


def choices(event: Event, now: datetime) -> list[tuple[str, str]]:
    """Those that an event can be about, and those that it is about: slug and words."""
    there = {one.slug: one for one in [*_ending(event, now), *linked(event)]}
    return [(one.slug, f"{one.title} ({one.ends})") for one in _ordered(there.values())]


def picked(event: Event, values: Mapping[str, Any], now: datetime) -> tuple[list[Upcoming], list[Upcoming]] | None:
    """Those that it was about and those that were picked; None where that was not asked."""
    if "contracts" not in values:
        return None
    was = linked(event)
    there = {one.slug: one for one in [*_ending(event, now), *was]}
    return was, _ordered(one for slug, one in there.items() if slug in values["contracts"])


def put(event: Event, was: list[Upcoming], will: list[Upcoming]) -> None:
    """Links those. One that cannot be shown now was not there to be picked, and stays."""
    kept = EventContract.of(event.id) - {one.id for one in was}
    EventContract.put(event, kept | {one.id for one in will})


def _ending(event: Event, now: datetime) -> list[Upcoming]:
    since, until = today(now), months_later(today(now), AHEAD)
    every = _read(EventContract.public(event.authority_id))
    return [one for one in every if any(since < day <= until for day in one.days)]


def _read(query: Any) -> list[Upcoming]:
    return _ordered(_upcoming(key, json.loads(data), as_at) for key, data, as_at in list(query))


def _ordered(some: Any) -> list[Upcoming]:
    return sorted(some, key=lambda one: (one.days[:1] or (date.max,), one.title, one.slug))


def _upcoming(key: int, row: Mapping[str, Any], as_at: date) -> Upcoming:
    ends, may, last = (
        date.fromisoformat(row[name]) if row.get(name) else None
        for name in ("ends_on", "break_on", "last_possible_end")
    )
    said = [
        f"ends {day(ends)}" if ends else "",
        f"may end early on {day(may)}" if may and may > as_at else "",
        f"at the latest {day(last)}" if last and last != ends else "",
    ]
    days = tuple(sorted({one for one in (ends, may, last) if one and one > as_at}))
    return Upcoming(key, row["slug"], row["title"], days, ", ".join(one for one in said if one) or "no end is known")
