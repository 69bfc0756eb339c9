"""What ends, when, and who is told: the insurance of the profile and whatever else an organisation named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN

from models.calendar import today
from models.ending import INSURANCE, SOON, Ending, EndingReminder, kind_on
from models.provider import Provider
from models.reminder import ReminderMail
from models.store import writing
from portal.endings import words

LONGEST_TURN = timedelta(days=8)
"""No reminder is sent later than this after an end."""


@dataclass(frozen=True)
class Thing:
    """One thing that ends; `what` is its public id, or “insurance”. `said_on` is None where that is not known."""

    provider: Provider
    what: str
    name: str
    ends_on: date
    said_on: date | None = None

    def state(self, on: date) -> str:
        """“over”, “soon” (within 30 days) or “fine”."""
        if self.ends_on < on:
            return "over"
        return "soon" if self.ends_on - on <= SOON else "fine"

    def sentence(self, on: date) -> str:
        """“Your employers’ liability insurance ends on 30 March 2027.”"""
        return words.sentence(self.name, self.ends_on, on)

    @property
    def next_end(self) -> date:
        """The same day a year on: what is proposed as its new end."""
        year = self.ends_on.year + 1
        return self.ends_on.replace(year=year, day=min(self.ends_on.day, 28 if self.ends_on.month == 2 else 31))


def of(providers: Sequence[int], until: date | None = None) -> list[Thing]:
    """Everything of these providers that ends, by `until` where that is given, soonest first; one query."""
    return _things(Provider.id << list(providers), until)


def _things(which: Any, until: date | None) -> list[Thing]:
    live = (Ending.provider == Provider.id) & Ending.stopped_at.is_null()
    rows = Provider.select(Provider, Ending).join(Ending, JOIN.LEFT_OUTER, on=live, attr="ending").where(which)
    found: dict[tuple[int, str], Thing] = {}
    for provider in rows:
        for thing in _of_row(provider):
            found[provider.id, thing.what] = thing
    things = (thing for thing in found.values() if until is None or thing.ends_on <= until)
    return sorted(things, key=lambda thing: (thing.ends_on, thing.name))


def _of_row(provider: Provider) -> list[Thing]:
    found = []
    if provider.insurance_expires_on is not None:
        name = words.insurance(provider.insurance_kind)
        found.append(Thing(provider, INSURANCE, name, provider.insurance_expires_on))
    ending: Ending | None = getattr(provider, "ending", None)
    if ending is not None and ending.id is not None:
        found.append(Thing(provider, str(ending.public_id), ending.name, ending.ends_on, ending.said_on))
    return found


def soon(providers: Sequence[int], now: datetime) -> list[Thing]:
    """What has ended or ends within 30 days: what the start page says."""
    return of(providers, today(now) + SOON) if providers else []


def add(provider: int, kind: str, name: str, ends_on: date, *, by: int, now: datetime) -> None:
    """One more thing that ends."""
    with writing():
        Ending.add(provider, kind, name, ends_on, by=by, at=now, today=today(now))


def renew(provider: int, what: str, ends_on: date, *, by: int, now: datetime) -> None:
    """It runs until another day now. Raises DoesNotExist for what this provider has not, AlreadyDone where it was
    stopped, Stale where a colleague changes the profile at the same moment."""
    with writing():
        if what == INSURANCE:
            found = Provider.get_by_id(provider)
            found.change({"insurance_expires_on": ends_on}, by, now, found.version)
        else:
            _own(provider, UUID(what)).renew(ends_on, by=by, at=now, today=today(now))


def stop(provider: int, ending: UUID, *, by: int, now: datetime) -> None:
    """It is of no concern any more. Raises as `renew` does."""
    with writing():
        _own(provider, ending).stop(by=by, at=now)


def _own(provider: int, public_id: UUID) -> Ending:
    found: Ending = Ending.get((Ending.provider == provider) & (Ending.public_id == public_id))
    return found


# Reminders


@dataclass(frozen=True)
class Notice:
    """One thing of which somebody is reminded."""

    thing: Thing
    kind: str

    @property
    def key(self) -> tuple[int, str, str, date]:
        return (self.thing.provider.id, self.thing.what, self.kind, self.thing.ends_on)

    def line(self) -> dict[str, str]:
        """What a mail says of it: that something ends, never what."""
        return {"provider": self.thing.provider.legal_name, "when": words.WHEN[self.kind]}


def due(now: datetime) -> list[Notice]:
    """Everything that has a reminder today, whoever has had it; two queries."""
    day = today(now)
    first, last = day - LONGEST_TURN, day + SOON
    ends = Ending.select(Ending.provider).where(Ending.stopped_at.is_null() & Ending.ends_on.between(first, last))
    which = Provider.insurance_expires_on.between(first, last) | (Provider.id << ends)
    found = ((thing, kind_on(day, thing.ends_on, thing.said_on)) for thing in _things(which, last))
    return [Notice(thing, kind) for thing, kind in found if kind]


def sent(notices: Iterable[Notice]) -> set[tuple[int, str, str, date, str]]:
    """The keys of these with the addresses that had them."""
    return EndingReminder.sent({notice.thing.provider.id for notice in notices})


def still(notices: Sequence[Notice]) -> list[Notice]:
    """Those that still end when they did: what was renewed or stopped meanwhile is left out."""
    if not notices:
        return []
    now = {(one.provider.id, one.what): one.ends_on for one in of([notice.thing.provider.id for notice in notices])}
    return [notice for notice in notices if now.get((notice.key[0], notice.key[1])) == notice.thing.ends_on]


def noting(notices: Sequence[Notice], to: str) -> Callable[[ReminderMail], None]:
    """Writes down, beside a mail, that it tells this address of these. IntegrityError where it was told before."""

    def note(mail: ReminderMail) -> None:
        for provider, what, kind, ends_on in (notice.key for notice in notices):
            EndingReminder.create(mail=mail, provider=provider, what=what, kind=kind, ends_on=ends_on, to=to)

    return note
