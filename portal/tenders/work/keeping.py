"""Writing a tender: a draft and its parts, lots and criteria among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.authority import Authority, Service
from models.conflicts import NotNow
from models.register.contract import Contract
from models.register.framework_user import FrameworkUser
from models.register.terms import FRAMEWORKS
from models.store import writing
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.lot import JointBuyer, Lot, NewLot
from models.tendering.tender import Tender
from portal.tenders.work import jointly as joint

Choices = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A tender with its lots and criteria, as a form shows it."""

    tender: Tender
    lots: Sequence[Any]
    criteria: Sequence[Any]
    jointly: Sequence[Authority] = ()


def draft_of(tender: Tender) -> Draft:
    """A tender with its parts, four queries."""
    return Draft(tender, Lot.of(tender.id), Criterion.of(tender.id), JointBuyer.of(tender.id))


def add(authority_id: int, title: str, *, by: int, now: datetime) -> Tender:
    """A new draft under a title."""
    with writing():
        return Tender.add(authority_id, {"title": title}, by=by, at=now)


def rename(tender: Tender, title: str, *, by: int, now: datetime, version: int) -> None:
    """Another title; the address stays. Raises Stale, NotNow."""
    with writing():
        tender.change({"title": title}, by=by, at=now, version=version)


def save(
    tender: Tender, values: Mapping[str, Any], parts: Sequence[Any] | None, *, by: int, now: datetime, version: int
) -> None:
    """Keep one part of a draft, and its lots or criteria. Raises Stale, NotNow once it is published."""
    with writing():
        fresh = Tender.full().where(Tender.id == tender.id).get()
        if fresh.state != "draft":
            raise NotNow(fresh.state)
        jointly = together(fresh, values)
        fresh.change(columns(fresh, values), by=by, at=now, version=version)
        put_parts(fresh.id, parts)
        if jointly is not None:
            joint.put(fresh, jointly, now)


def put_parts(tender_id: int, parts: Sequence[Any] | None) -> None:
    """Lots or criteria, whichever they are, in the place of those that stood there; nothing for None."""
    if parts is None:
        return
    if all(isinstance(part, NewLot) for part in parts):
        Lot.put(tender_id, parts)
    if all(isinstance(part, NewCriterion) for part in parts):
        Criterion.put(tender_id, parts)


def together(tender: Tender, values: Mapping[str, Any]) -> list[int] | None:
    """Ids of the authorities that were ticked as `jointly`, by their slugs; None where that was not asked."""
    if "jointly" not in values:
        return None
    ticked = Authority.slug << list(values["jointly"])
    return [one.id for one in Authority.select().where(ticked, Authority.id != tender.authority_id)]


def columns(tender: Tender, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was picked by its key or slug, as rows of this authority; who buys jointly is no column."""
    found = {name: value for name, value in values.items() if name != "jointly"}
    if "service" in found:
        mine = (Service.authority == tender.authority_id) & (Service.key == found["service"])
        found["service"] = Service.get_or_none(mine)
    for name in ("framework", "expiring"):
        if name in found:
            found[name] = _contract(tender.authority_id, found[name])
    return found


def _contract(authority_id: int, address: str) -> Contract | None:
    owner, _, slug = address.rpartition("/")
    if not slug:
        return None
    query = Contract.select(Contract, Authority).join(Authority).where(Contract.slug == slug)
    usable = query.where(Contract.id << [one.id for one in _frameworks(authority_id)])
    if owner:
        return usable.where(Authority.slug == owner).get_or_none()
    return query.where(Contract.authority == authority_id, Contract.stands()).get_or_none()


def choices(authority: Authority) -> Choices:
    """What the forms let people pick from: services, frameworks and contracts that end, by key or address."""
    services = Service.select().where(Service.authority == authority.id).order_by(Service.title)
    known = Contract.stands() & Contract.held_reason.is_null() & Contract.ends_on.is_null(is_null=False)
    others = Authority.select().where(Authority.id != authority.id).order_by(Authority.name)
    ending = Contract.select(Contract.slug, Contract.title).where(Contract.authority == authority.id, known)
    return {
        "nation": authority.nation,
        "authorities": [(one.slug, one.name) for one in others],
        "services": [(service.key, service.title) for service in services],
        "frameworks": [(f"{one.authority.slug}/{one.slug}", one.title) for one in _frameworks(authority.id)],
        "contracts": [(one.slug, one.title) for one in ending.order_by(Contract.title)],
    }


def _frameworks(authority_id: int) -> list[Contract]:
    opened = FrameworkUser.select(FrameworkUser.contract).where(FrameworkUser.authority == authority_id)
    usable = (Contract.authority == authority_id) | (Contract.id << opened)
    query = (
        Contract.select(Contract, Authority)
        .join(Authority)
        .where(usable, Contract.stands(), Contract.arrangement << FRAMEWORKS)
    )
    return list(query.order_by(Contract.title, Contract.id))
