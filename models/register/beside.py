"""Other authorities beside the one whose contract it is: who may use its framework, who buys together with it."""

from datetime import datetime
from typing import Any

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import AlreadyDone
from models.store import must_be_writing


def of(table: Any, contract_id: int) -> list[Authority]:
    """Those of a contract, in the order of the alphabet."""
    query = Authority.select().join(table).where(table.contract == contract_id)
    return list(query.order_by(Authority.name))


def add(table: Any, contract: Any, authority_id: int, action: str, *, by: int | None, at: datetime) -> Any:
    """One more. Raises AlreadyDone."""
    must_be_writing()
    if row := table.get_or_none(table.contract == contract.id, table.authority == authority_id):
        raise AlreadyDone(row)
    AuditEvent.append(action, contract.subject, by, at, after=Authority.get_by_id(authority_id).slug)
    return table.create(contract=contract.id, authority=authority_id)


def drop(row: Any, action: str, *, by: int | None, at: datetime) -> None:
    """No longer. Raises AlreadyDone."""
    must_be_writing()
    table = type(row)
    if not table.delete().where(table.id == row.id).execute():
        raise AlreadyDone
    AuditEvent.append(action, row.contract.subject, by, at, before=row.authority.slug)
