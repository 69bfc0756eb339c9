"""Providers’ forums as the record has them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from models.public import record as tables

Row = dict[str, Any]


@dataclass(frozen=True)
class PublicForum:
    """A forum as it was released last."""

    authority: str
    slug: str
    data: str

    @cached_property
    def row(self) -> Row:
        """The shape of portal/releasing/forums.py."""
        found: Row = orjson.loads(self.data)
        return found

    @property
    def url(self) -> str:
        return f"/forums/{self.authority}/{self.slug}/"


def all_forums() -> list[PublicForum]:
    """In the order of their addresses; one that has ended keeps its page."""
    rows = tables.Forum.select().order_by(tables.Forum.authority, tables.Forum.slug)
    return [PublicForum(row.authority, row.slug, row.data) for row in rows]
