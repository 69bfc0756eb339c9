"""What every change to a versioned row of the register has in common: one UPDATE, of what was seen or of nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.conflicts import Stale
from models.store import must_be_writing


def step(row: Any, values: Mapping[str, object], *, by: int | None, at: datetime, version: int) -> None:
    """Change `row` from `version` to the one after it; this object follows. Raises Stale, with the name of whoever
    changed it meanwhile."""
    must_be_writing()
    table = type(row)
    stamped = {**values, "version": version + 1, "changed_by": by, "changed_at": at}
    seen = (table.id == row.id) & (table.version == version)
    if not table.update(**stamped).where(seen).execute():
        raise stale(table.get_by_id(row.id))
    for name, value in stamped.items():
        setattr(row, name, value)


def stale(row: Any) -> Stale:
    """Somebody was quicker: how the row stands now, and who changed it last."""
    return Stale(row.version, name=row.changed_by.name if row.changed_by else "", at=row.changed_at)


def only(values: Mapping[str, object], allowed: frozenset[str], what: str) -> None:
    """Raises ValueError for names that are not of `what`."""
    if strange := set(values) - allowed:
        raise ValueError(f"Not part of {what}: {', '.join(sorted(strange))}.")
