"""A long list in pages, each with an address of its own. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

PAGE = 100
"""So many rows stand on a page."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Links:
    """What the component for pages takes: links to the page before and after, and to some by number."""

    previous: dict[str, str] | None
    next: dict[str, str] | None
    items: list[dict[str, Any]]


def links(number: int, count: int, address: Callable[[int], str]) -> Links | None:
    """Links from page `number` of `count`, both from one, to the `address` of each; None where there is one page."""
    if count == 1:
        return None
    items: list[dict[str, Any]] = []
    for near in sorted({1, number - 1, number, number + 1, count} & set(range(1, count + 1))):
        if items and near > items[-1]["number"] + 1:
            items.append({"ellipsis": True, "number": near - 1})
        items.append({"number": near, "href": address(near), "current": near == number})
    before = {"href": address(number - 1)} if number > 1 else None
    after = {"href": address(number + 1)} if number < count else None
    return Links(before, after, items)


def pages(rows: Sequence[Any], size: int = PAGE) -> int:
    """How many pages so many rows take; an empty list takes one."""
    return max(1, -(-len(rows) // size))


def page(rows: Sequence[Item], number: int, size: int = PAGE) -> Sequence[Item]:
    """What stands on a page; the first is number 1."""
    return rows[size * (number - 1) : size * number]


def below(base: str) -> Callable[[int], str]:
    """Addresses of the pages of a list that stands at `base`: the first one there, the others under their numbers."""
    return lambda number: base if number == 1 else f"{base}{number}/"
