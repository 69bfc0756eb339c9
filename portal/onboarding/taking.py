"""One row of a list of providers, taken in: who it is, its services, whom to write to. Inside `writing()`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Literal, TypeAlias

from models.authority import Authority, Service
from models.calendar import today
from models.conflicts import Taken
from models.onboarding import Contact, KnownAs, Provided, SameProvider
from models.person import Membership, Person, on_both_sides
from models.provider import Dealing, Home, Provider
from models.register.supplier_names import folded
from models.store import store
from portal.onboarding import links
from portal.onboarding.links import Odd
from portal.onboarding.matching import Refused, match
from portal.onboarding.reading import Line

Became: TypeAlias = Literal["new", "changed", "unchanged", "waits"]


def services_of(authority: Authority) -> Mapping[str, Service]:
    """Title and key, without regard to case -> service."""
    rows = list(Service.select().where(Service.authority == authority.id))
    return {name.casefold(): row for row in rows for name in (row.title, row.key)}


def take(
    authority: Authority, line: Line, services: Mapping[str, Service], *, by: int | None, at: datetime, odd: Odd
) -> Became:
    """What became of a row. Raises Refused, and nothing of it is kept."""
    _not_one_of_ours(authority, line)
    name = folded(line.name)
    asked = list(SameProvider.select().where(SameProvider.authority == authority.id, SameProvider.folded == name))
    apart = {one.provider_id for one in asked if one.answer == "another"}
    found = match(authority, line, apart)
    if found.provider is None and found.may_be:
        for one in found.may_be:
            SameProvider.propose(authority.id, one.id, name, line.name, as_text(line), at)
        return "waits"
    with store.atomic():
        provider = found.provider or make(line, by=by, at=at)
        changed = note(authority, provider, line, services, by=by, at=at, odd=odd)
    return "new" if found.provider is None else "changed" if changed else "unchanged"


def _not_one_of_ours(authority: Authority, line: Line) -> None:
    if not line.email:
        return
    ours = Membership.live().join(Person).where(Membership.authority == authority.id, Person.email == line.email)
    if ours.exists():
        problem = f"somebody who works for {authority.name} has this address: nobody may be on both sides"
        raise Refused("email", line.email, problem)


def make(line: Line, *, by: int | None, at: datetime) -> Provider:
    """A provider that is not here yet, with what the row says of it; its people correct it once they are here."""
    provider = Provider.register(line.name, line.kind, by, at)
    said = {
        "company_number": line.company_number,
        "charity_number": line.charity_number,
        "charity_register": line.charity_register,
        "contact_email": line.email,
    }
    if values := {name: value for name, value in said.items() if value}:
        provider.change(values, by, at, provider.version)
    return provider


def note(
    authority: Authority, provider: Provider, line: Line, services: Mapping[str, Service], *, by: int | None,
    at: datetime, odd: Odd,
) -> bool:  # fmt: skip
    """What the row says of a provider; whether any of it is new. Its own profile stays as it is once it has people.

    Raises Refused where somebody would then be on both sides.
    """
    deals = Dealing.select().where(Dealing.authority == authority.id, Dealing.provider == provider.id).exists()
    if not deals:
        Dealing.note(authority.id, provider.id, today(at))
        if on_both_sides((Dealing.authority == authority.id) & (Dealing.provider == provider.id)):
            problem = f"somebody works for {authority.name} and for it: nobody may be on both sides"
            raise Refused("name", line.name, problem)
    new = [
        not deals,
        KnownAs.note(authority.id, provider.id, folded(line.name)),
        *[_service(name, services, provider, at, odd) for name in line.services],
        _contact(authority, provider, line),
        *[_home(provider, urn, line, by, at, odd) for urn in line.urns],
        links.propose(authority, provider, line, at=at, odd=odd),
    ]
    return any(new)


def _service(name: str, services: Mapping[str, Service], provider: Provider, at: datetime, odd: Odd) -> bool:
    service = services.get(name.casefold())
    if service is None:
        odd("services", name, "not a service of this council", "not kept")
        return False
    return Provided.note(service.id, provider.id, today(at))


def has_people(provider: Provider) -> bool:
    """Whether somebody belongs to it now."""
    return bool(Membership.live().where(Membership.provider == provider.id).exists())


def _contact(authority: Authority, provider: Provider, line: Line) -> bool:
    return bool(line.email) and Contact.note(authority.id, provider.id, line.contact, line.email)


def _home(provider: Provider, urn: str, line: Line, by: int | None, at: datetime, odd: Odd) -> bool:
    if Home.select().where(Home.urn == urn).exists():
        return False
    if has_people(provider):
        odd("urn", urn, "a home that is not in its profile", "its own people add it")
        return False
    name = line.name if len(line.urns) == 1 else f"{line.name}, {urn}"
    try:
        Home.add(provider, name, "other", urn, by=by, at=at)
    except Taken:
        return False
    return True


def as_text(line: Line) -> str:
    """A row as it is kept until somebody decides who it is."""
    return json.dumps(asdict(line), ensure_ascii=False)


def from_text(text: str) -> Line:
    """The row again."""
    said: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {f.name: tuple(v) if isinstance(v := said[f.name], list) else v for f in fields(Line)}
    return Line(**values)
