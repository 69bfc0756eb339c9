"""What tests of the register share: one desk that enters contracts and suppliers, so that a test says only what it is
about."""

from datetime import date, datetime
from typing import Any

import pytest

from models.audit import AuditEvent
from models.period import Period
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.edition import Edition, NewRow
from models.register.supplier import Supplier
from models.store import writing
from tests.fixtures.cast import Cast

QUARTER = Period.parse("2026-27-Q2")
ROWS = (NewRow("contract", "ef-1", '{"title":"Short breaks"}'), NewRow("contract", "ef-2", '{"title":"Advocacy"}'))


class Register:
    """Fairshire’s register, kept by Dana."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        self.stamp: dict[str, Any] = {"by": cast.dana.id, "at": now}

    def supplier(self, name: str = "Harbour Young People Ltd", **facts: Any) -> Supplier:
        with writing():
            return Supplier.add(name, "fairshire", **self.stamp, **facts)

    def contract(self, *suppliers: Supplier, authority: Any = None, **other: Any) -> Contract:
        """A block contract of a year, unless something else is said."""
        values = {"reference": "EF-1", "title": "Short breaks", "starts_on": date(2026, 4, 1)} | other
        values.setdefault("ends_on", date(2027, 3, 31))
        awards = [NewAward(supplier.id) for supplier in suppliers]
        with writing():
            return Contract.add((authority or self.cast.fairshire).id, values, awards=awards, **self.stamp)

    def act(self, row: Any, verb: str, *said: Any, **other: Any) -> Any:
        """One change of a row at the version that it is at; `by`, `at` and `version` may be said otherwise."""
        with writing():
            return getattr(row, verb)(*said, **{**self.stamp, "version": row.version, **other})

    def in_force(self, quarter: str = "2026-27-Q2") -> set[str]:
        """Slugs of what was in force in a quarter."""
        query = Contract.select().where(Contract.in_force(Period.parse(quarter)))
        return {contract.slug for contract in query}

    def close(self, *rows: NewRow, **other: Any) -> Edition:
        values = {"as_at": QUARTER.last_day, **self.stamp} | other
        with writing():
            return Edition.close(self.cast.fairshire.id, QUARTER.key, rows or ROWS, **values)

    def last_event(self) -> AuditEvent:
        event: AuditEvent = AuditEvent.select().order_by(AuditEvent.number.desc()).get()
        return event


@pytest.fixture
def register(cast: Cast, now: datetime) -> Register:
    return Register(cast, now)
