"""Taking in files, and the whole register as plain values to compare."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import peewee
import pytest

from tests.fixtures.cast import Cast
from tests.portal.register.at_desk import AtDesk

Take = Callable[..., Any]
Register = dict[str, list[tuple[Any, ...]]]

NOT_SAID = {
    "id",
    "taken_in",
    "added_in",
    "created_at",
    "changed_at",
    "version",
    "source_digest",
    "public_id",
    "made_at",
}


@pytest.fixture
def take(store: peewee.Database, now: datetime) -> Take:
    """`take(content)`: take in a file for Fairshire, at the test’s now."""
    from portal.register import work  # noqa: PLC0415 - only where a store is asked for

    def take_in(content: bytes, authority: str = "Fairshire", **options: Any) -> Any:
        return work.take_in(content, authority, by=None, **{"now": now, **options})

    return take_in


@pytest.fixture
def register(store: peewee.Database) -> Callable[[], Register]:
    """`register()`: authorities, suppliers, contracts, awards and proposals, ids and stamps left out, sorted."""
    from models.authority import Authority  # noqa: PLC0415
    from models.register.award import Award  # noqa: PLC0415
    from models.register.contract import Contract  # noqa: PLC0415
    from models.register.merge_proposal import MergeProposal  # noqa: PLC0415
    from models.register.supplier import Supplier  # noqa: PLC0415

    def whole() -> Register:
        names = {row.id: row.name for row in Supplier.select()}
        owners = {row.id: row.slug for row in Authority.select()}
        slugs = {row.id: row.slug for row in Contract.select()}
        found: Register = {}
        for table in (Authority, Supplier, Contract, Award, MergeProposal):
            fields = [field.name for field in table._meta.sorted_fields if field.name not in NOT_SAID]
            rows = []
            for row in table.select().dicts():
                row |= {key: owners[row[key]] for key in ("authority",) if row.get(key)}
                row |= {key: slugs[row[key]] for key in ("contract", "within") if row.get(key)}
                row |= {key: names[row[key]] for key in ("supplier", "a", "b") if row.get(key)}
                rows.append(tuple(str(row[name]) for name in fields))
            found[table.__name__] = sorted(rows)
        return found

    return whole


@pytest.fixture
def desk(cast: Cast, now: datetime) -> AtDesk:
    """The register of the cast, kept by Joan."""
    return AtDesk(cast, now)
