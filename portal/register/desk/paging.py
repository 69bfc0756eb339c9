"""The numbers under a list of several pages, as the pagination component takes them. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Steps:
    """Links to the pages of a list."""

    previous: dict[str, str] | None
    next: dict[str, str] | None
    items: list[dict[str, Any]]


def pages(page: int, of: int, href: Callable[[int], str]) -> Steps | None:
    """First, last, this page and its neighbours, with “⋯” where some are left out; None where there is only one."""
    if of < 2:
        return None
    near = sorted({1, page - 1, page, page + 1, of} & set(range(1, of + 1)))
    items: list[dict[str, Any]] = []
    for before, number in zip([0, *near], near, strict=False):
        if number > before + 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": href(number), "current": number == page})
    return Steps({"href": href(page - 1)} if page > 1 else None, {"href": href(page + 1)} if page < of else None, items)
