"""Headings of lists of one kind: which column holds what, and on which sheet they stand. Pure.

A heading is compared by its letters and digits alone; a column that nobody names is never read.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from portal.register.columns import key
from portal.register.plain_text import clean
from portal.register.rows import Sheet

DEEPEST_HEADER = 60
"""Rows that may stand above the header."""


@dataclass(frozen=True)
class Headings:
    """Where each fact stands in a row, and what its column is called."""

    places: Mapping[str, int]
    headings: Mapping[str, str]
    understood: Mapping[str, str] = field(default_factory=dict)
    """Fact -> heading, where that is in no list and its words say what it is."""

    def cell(self, cells: Sequence[str], name: str) -> str:
        """A cell on one line; empty where the list has no such column."""
        place = self.places.get(name, -1)
        return " ".join(clean(cells[place]).split()) if 0 <= place < len(cells) else ""

    def heading(self, name: str) -> str:
        """What a column is called; empty where there is none."""
        return self.headings.get(name, "")


Reader = Callable[[Sequence[str]], Headings | None]


Understand = Callable[[str], str]
"""What a heading is in other words, or nothing."""


def reader(
    headings: Mapping[str, Sequence[str]], needed: Collection[str], understand: Understand = lambda _heading: ""
) -> Reader:  # fmt: skip
    """Reads rows of headings; a row that lacks what is `needed` is no header. The first of two of a name counts, and
    one that is known by heart before one that `understand` makes something of."""
    of = {key(heading): name for name, several in headings.items() for heading in several}

    def read(cells: Sequence[str]) -> Headings | None:
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            if (name := of.get(key(clean(cell)))) is not None:
                places.setdefault(name, place)
        meant = {place: name for place, cell in enumerate(cells) if (name := understand(" ".join(clean(cell).split())))}
        other = {name: place for place, name in reversed(meant.items()) if name not in places}
        places |= other
        if not places.keys() >= set(needed):
            return None
        said = {name: " ".join(clean(cells[place]).split()) for name, place in places.items()}
        return Headings(places, said, {name: said[name] for name in other})

    return read


def find(sheets: Sequence[Sheet], read: Reader) -> tuple[Sheet, int, Headings] | None:
    """The sheet with the fullest header that is not hidden, and the number of its row."""
    best: tuple[Sheet, int, Headings] | None = None
    for sheet in sheets:
        for row in islice(sheet.rows(), DEEPEST_HEADER):
            header = read(row.cells)
            if header is not None and not sheet.hidden and (best is None or len(header.places) > len(best[2].places)):
                best = sheet, row.number, header
    return best
