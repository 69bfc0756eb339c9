"""What was released of a tender, an event, a forum, as the record has it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import orjson

from models.public import record as tables

Row = dict[str, Any]


@dataclass(frozen=True)
class AsReleased:
    """One of them, as it was released last."""

    authority: str
    slug: str
    data: str
    table: ClassVar[type[tables.AsReleased]]
    under: ClassVar[str]
    """Its page stands under this part of the address."""

    @cached_property
    def row(self) -> Row:
        """The shape of portal/releasing that its table names."""
        found: Row = orjson.loads(self.data)
        return found

    @property
    def url(self) -> str:
        return f"/{self.under}/{self.authority}/{self.slug}/"

    @classmethod
    def every(cls) -> list[Self]:
        """All of them, in the order of their addresses."""
        rows = cls.table.select().order_by(cls.table.authority, cls.table.slug)
        return [cls(row.authority, row.slug, row.data) for row in rows]

    @classmethod
    def find(cls, authority: str, slug: str) -> Self | None:
        """One of them."""
        row = cls.table.get_or_none((cls.table.authority == authority) & (cls.table.slug == slug))
        return cls(row.authority, row.slug, row.data) if row else None
