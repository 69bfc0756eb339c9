"""What can be done about an organisation’s profile and its homes. No Flask here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.audit import AuditEvent
from models.person import Person
from models.provider import Home, Provider
from models.store import writing


@dataclass(frozen=True)
class LastChange:
    """Who changed a profile last, and when."""

    name: str
    at: datetime


def change(provider: int, values: Mapping[str, Any], version: int, by: int, now: datetime) -> None:
    """Changes one section of the profile. Raises Stale where a colleague changed the profile since `version`; nothing
    is overwritten then."""
    with writing():
        Provider.get_by_id(provider).change(values, by, now, version)


def confirm(provider: int, version: int, by: int, today: date, now: datetime) -> None:
    """Notes that somebody looked at the profile today and found it right. Raises Stale as `change` does."""
    change(provider, {"confirmed_on": today}, version, by, now)


def last_change(provider: int) -> LastChange | None:
    """Who changed the profile last; None where nobody has."""
    subject = Provider.get_by_id(provider).subject
    event = (
        AuditEvent.select()
        .where((AuditEvent.subject == subject) & (AuditEvent.action == "provider.changed"))
        .order_by(AuditEvent.number.desc())
        .first()
    )
    if event is None:
        return None
    person = Person.get_or_none(Person.id == event.by)
    return LastChange(person.name if person else "somebody", event.at)


def homes(provider: int) -> list[Home]:
    """Every home, those that are open first, then by name."""
    rows = Home.select().where(Home.provider == provider).order_by(Home.name)
    return sorted(rows, key=lambda home: home.closed_at is not None)


@dataclass(frozen=True)
class Typed:
    """A home as somebody describes it; without a number `urn` is empty."""

    name: str
    kind: str
    urn: str


def add_home(provider: int, typed: Typed, by: int, now: datetime) -> Home:
    """One more home. Raises Taken where its Ofsted number stands with a home already."""
    with writing():
        return Home.add(Provider.get_by_id(provider), typed.name, typed.kind, typed.urn or None, by=by, at=now)


def change_home(provider: int, home: UUID, typed: Typed, by: int, now: datetime) -> None:
    """Corrects a home of this organisation. Raises Taken as `add_home` does."""
    with writing():
        _home(provider, home).change(typed.name, typed.kind, typed.urn or None, by=by, at=now)


def close_home(provider: int, home: UUID, by: int, now: datetime) -> None:
    """The home takes nobody any more; what was returned about it stays. Raises AlreadyDone."""
    with writing():
        _home(provider, home).close(by=by, at=now)


def _home(provider: int, public_id: UUID) -> Home:
    found: Home = Home.get((Home.provider == provider) & (Home.public_id == public_id))
    return found
