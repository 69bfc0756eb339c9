"""What tests of releasing share: Fairshire’s register, kept by Dana, with what was bought in every shape."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from models.authority import Authority
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.edition import Edition
from models.register.supplier import Supplier
from models.store import writing
from portal.releasing import work
from tests.fixtures.cast import Cast

QUARTER = "2026-27-Q2"


class Register:
    """The register of the tests; each contract gets a reference of its own."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.made = cast, now, 0
        self.stamp: dict[str, Any] = {"by": cast.dana.id, "at": now}

    def supplier(self, name: str = "Harbour Young People Ltd", **facts: Any) -> Supplier:
        with writing():
            return Supplier.add(name, "fairshire", **self.stamp, **facts)

    def contract(self, *suppliers: Supplier, authority: Authority | None = None, **other: Any) -> Contract:
        """A framework for short breaks, of a year and £120,000, unless something else is said."""
        self.made += 1
        values = {"reference": f"EF-{self.made}", "title": "Short breaks framework", "value_pence": 12_000_000}
        values |= {"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31), "arrangement": "stand_alone"} | other
        awards = [NewAward(supplier.id) for supplier in suppliers]
        with writing():
            return Contract.add((authority or self.cast.fairshire).id, values, awards=awards, **self.stamp)

    def spot(self, *suppliers: Supplier, **other: Any) -> Contract:
        """A purchase for one person."""
        return self.contract(*suppliers, **{"volume": "spot", "service": self.cast.service.id} | other)

    def act(self, contract: Contract, verb: str, *said: Any, **other: Any) -> Any:
        with writing():
            return getattr(contract, verb)(*said, **{**self.stamp, "version": contract.version, **other})

    def close(self, quarter: str = QUARTER, **other: Any) -> work.Closed:
        values = {"authority": self.cast.fairshire, "by": self.cast.erin.id, "now": self.now} | other
        return work.close_quarter(quarter, **values)

    def rows(self, kind: str, edition: Edition | None = None) -> dict[str, Any]:
        """Slug -> data of the rows of a kind, of the newest edition of all."""
        newest = edition or Edition.select().order_by(Edition.id.desc()).get()
        return {row.slug: json.loads(row.data) for row in newest.rows(kind) if row.data is not None}


@pytest.fixture
def register(cast: Cast, now: datetime) -> Register:
    return Register(cast, now)
