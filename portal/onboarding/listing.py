"""The providers that an authority deals with, as its officers see them: services, whom to write to, who came."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.authority import Authority, Service
from models.care import Care
from models.onboarding import Contact, Provided
from models.person import Membership, Person
from models.provider import Dealing, Provider
from portal.london import day
from portal.onboarding import work


@dataclass(frozen=True)
class Line:
    """One provider; `people` is how many belong to it, `state` whether anybody came, in words."""

    provider: Provider
    services: Sequence[str]
    contacts: Sequence[Contact]
    people: int
    state: str
    officer: Person | None


def lines(authority: Authority, now: datetime) -> list[Line]:
    """By name; six queries however many there are."""
    dealing = Dealing.select(Dealing.provider).where(Dealing.authority == authority.id)
    providers = list(Provider.select().where(Provider.id << dealing).order_by(Provider.legal_name, Provider.id))
    ids = [provider.id for provider in providers]
    services, people = _services(authority), _people(ids)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in work.contacts(authority):
        contacts[contact.provider_id].append(contact)
    officers = Care.officer_for(authority.id, ids)
    return [
        Line(one, services[one.id], contacts[one.id], people[one.id], _state(contacts[one.id], people[one.id], now),
             officers.get(one.id))
        for one in providers
    ]  # fmt: skip


def _services(authority: Authority) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query: Any = Provided.select(Provided, Service).join(Service).where(Service.authority == authority.id)
    for row in query.order_by(Service.title):
        found[row.provider_id].append(row.service.title)
    return found


def _people(providers: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    rows: Any = Membership.live().select(Membership.provider).where(Membership.provider << list(providers)).tuples()
    for (provider,) in rows:
        found[provider] += 1
    return found


def _state(contacts: Sequence[Contact], people: int, now: datetime) -> str:
    if people:
        return f"{people} {'person' if people == 1 else 'people'} here"
    invited = [contact.invitation for contact in contacts if contact.invitation is not None]
    if not invited:
        return "Not invited yet" if contacts else "No address yet"
    newest = max(invited, key=lambda one: one.made_at)
    return f"Invited on {day(newest.made_at)}" + ("" if newest.state(now) == "open" else f", {newest.state(now)}")
