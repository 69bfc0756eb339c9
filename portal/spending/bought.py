"""What suppliers have in the register of an authority, and how what they were paid was bought by that."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier


@dataclass
class Bought:
    """What a supplier has: services of its contracts, how many purchases for one person, and how many others."""

    services: set[int | None] = field(default_factory=set)
    others: int = 0
    people: int = 0

    @property
    def way(self) -> str:
        """On a contract, bought for one person each, or on none: a key of `models.spending.share.WAYS`."""
        return "on" if self.others else "spot" if self.people else "off"


NOTHING = Bought()


def bought(authority: int, period: Period) -> dict[int, Bought]:
    """Supplier -> what it has in force in a period; one query."""
    now = fn.COALESCE(Supplier.merged_into, Supplier.id)
    query: Any = (
        Award.select(now, Contract.id, Contract.volume, Contract.service)
        .join(Contract, on=(Award.contract == Contract.id))
        .switch(Award)
        .join(Supplier)
        .where(Contract.authority == authority, Contract.in_force(period))
        .distinct()
        .tuples()
    )
    found: dict[int, Bought] = defaultdict(Bought)
    for supplier, _contract, volume, service in query:
        one = found[supplier]
        one.services.add(service)
        one.people += volume == "spot"
        one.others += volume != "spot"
    return dict(found)
