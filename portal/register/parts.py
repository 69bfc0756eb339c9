"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.register.desk.paging import Steps, pages

SIZE = 100


@dataclass(frozen=True)
class Part:
    """One page of a list: its items, its number from 1, and how many items there are in all."""

    items: Sequence[Any]
    number: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def steps(self, address: str) -> Steps | None:
        """Links to the other pages of the list at `address`, which may have a question already."""
        start = f"{address}{'&' if '?' in address else '?'}page="
        return pages(self.number, self.pages, lambda number: f"{start}{number}")


def of(items: Sequence[Any], number: int | None, size: int = SIZE) -> Part:
    """The page of that number; the nearest that there is."""
    number = nearest(number, len(items), size)
    return Part(items[(number - 1) * size : number * size], number, len(items), size)


def nearest(number: int | None, total: int, size: int = SIZE) -> int:
    """A page number that there is."""
    return min(max(number or 1, 1), max(1, -(-total // size)))
