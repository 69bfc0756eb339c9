"""The services of an authority: segment of the market and stage of the commissioning cycle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.authority import Authority, Service
from models.register.contract import Contract
from models.register.service_line import ServiceLine
from models.store import reading, writing


@dataclass(frozen=True)
class Described:
    """A service with what is known of it, and how many contracts are of it."""

    service: Service
    line: ServiceLine | None
    contracts: int


def described(authority: Authority) -> Sequence[Described]:
    """The services of an authority by title; three queries."""
    with reading():
        services = list(Service.select().where(Service.authority == authority.id).order_by(Service.title))
        lines = {line.service_id: line for line in ServiceLine.select().where(ServiceLine.service << services)}
        counted: Any = Contract.select(Contract.service, fn.COUNT(Contract.id)).where(
            Contract.service << services, Contract.stands()
        )
        counts = dict(counted.group_by(Contract.service).tuples())
    return [Described(one, lines.get(one.id), counts.get(one.id, 0)) for one in services]


def find(authorities: Sequence[int], authority: str, key: str) -> Described | None:
    """One service of one of these authorities, by the authority’s slug and its key."""
    query = Service.select(Service, Authority).join(Authority)
    mine = Service.authority << list(authorities)
    service = query.where(mine, Authority.slug == authority, Service.key == key).first()
    return service and Described(service, ServiceLine.get_or_none(ServiceLine.service == service.id), 0)


def describe(service: Service, values: Mapping[str, Any], *, by: int, now: datetime) -> None:
    """Say segment, manager, stage and since when."""
    with writing():
        ServiceLine.put(service.id, values, by=by, at=now)
