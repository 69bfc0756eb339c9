"""What officers see of spending: files, payees that wait for a person, purposes without a service."""

from dataclasses import dataclass
from typing import Any

from peewee import fn

from models.authority import Authority, Service
from models.register.supplier import Supplier
from models.spending.payment import Payee, Payment, Purpose
from models.spending.taking_in import SpendImport

MOST = 25
"""So many stand on the page at a time; the rest come up as these are done."""


@dataclass(frozen=True)
class Listed:
    """Everything on the page, the largest sums first. Payees and purposes bear `pence`, what was paid in all; payees
    `like`, whom each may be."""

    files: list[SpendImport]
    payees: list[Any]
    payees_left: int
    purposes: list[Any]
    purposes_left: int
    services: list[Service]


def listed(authority: Authority) -> Listed:
    """Of one authority; seven queries."""
    files = SpendImport.of([authority.id]).limit(10)
    services = Service.select().where(Service.authority == authority.id).order_by(Service.title)
    waiting, unsorted = open_payees(authority.id), open_purposes(authority.id)
    return Listed(
        list(files),
        list(_with_sums(waiting.select(Payee, Supplier).join(Supplier, on=(Payee.like == Supplier.id)), Payee)),
        max(waiting.count() - MOST, 0),
        list(_with_sums(unsorted, Purpose)),
        max(unsorted.count() - MOST, 0),
        list(services),
    )


def open_payees(authority: int) -> Any:
    """Payees that may be a supplier, and of whom nobody has said so yet."""
    untold = Payee.supplier.is_null() & Payee.decided_at.is_null() & Payee.like.is_null(is_null=False)
    return Payee.select().where((Payee.authority == authority) & untold)


def open_purposes(authority: int) -> Any:
    """Purposes that are of no service, and of which nobody has said that they are of none."""
    return Purpose.select().where(Purpose.authority == authority, Purpose.service.is_null(), ~Purpose.told)


def _with_sums(query: Any, table: Any) -> Any:
    mine = Payment.payee == Payee.id if table is Payee else Payment.purpose == Purpose.id
    pence = Payment.select(fn.COALESCE(fn.SUM(Payment.pence), 0)).where(mine)
    return query.select_extend(pence.alias("pence")).order_by(fn.ABS(pence).desc(), table.id).limit(MOST)
