"""What a contract comes to in the files of an edition: read, turned into cells and checked once for all of them, and
once for all editions in which it reads the same."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson

from portal.publishing import tables
from portal.publishing.csv_columns import COLUMNS, Place
from portal.publishing.editions import editions_of
from portal.publishing.open_data import checked, lists, schema_table
from portal.publishing.open_data.book import Drawer
from portal.publishing.register import Edition, Register, Row
from portal.publishing.tables import HEAD, record_of, rows_of

NAMES = [column.name for column in COLUMNS]
MOST = 10_000
"""So many contracts are kept for the next edition; more would need too much memory."""


class Drawn(NamedTuple):
    """A contract in each file, a row an award where there are several, without the columns that say the same in every
    row of an edition. `filled`: which of the others are filled. Section 35 is for authorities of Scotland."""

    table: tuple[bytes, ...]
    schema: tuple[bytes, ...]
    sheet: tuple[str, ...]
    filled: tuple[tuple[int, ...], ...]
    foi: bytes
    section_35: bytes


class Contracts:
    """The contracts of an authority, drawn. `place`: what their cells are made of; its day and name do not matter."""

    def __init__(self, of: Register, place: Place) -> None:
        self._of, self._place = of, place
        self._scottish = any(tables.nation(of, one) == "S" for one in editions_of(of, place.authority_slug))
        self._sheet = Drawer(NAMES, HEAD)
        self._kept: dict[str, Drawn] = {}

    def of_edition(self, edition: Edition, size: int) -> Iterator[list[Drawn]]:
        """All of an edition by their slugs, so many at a time. Raises WrongCells where a cell has a wrong format."""
        batch: list[tuple[str, bytes]] = []
        row = 2
        for one in self._of.released(edition):
            batch.append(one)
            if len(batch) == size:
                yield (found := self._batch(edition.authority, batch, row))
                row += sum(len(drawn.table) for drawn in found)
                batch = []
        if batch:
            yield self._batch(edition.authority, batch, row)

    def _batch(self, authority: str, released: Iterable[tuple[str, bytes]], row: int) -> list[Drawn]:
        found: dict[str, Drawn | _New] = {}
        for slug, data in released:
            found[slug] = one = self._kept.get(slug) or self._new(data, row)
            row += len(one.table) if isinstance(one, Drawn) else len(one.cells)
        new = {slug: one for slug, one in found.items() if isinstance(one, _New)}
        numbers = [number for one in new.values() for number in one.numbers]
        checked.refuse([cells for one in new.values() for cells in one.cells], numbers)
        drawn = {slug: self._drawn(one) for slug, one in new.items()}
        if len(self._kept) < MOST:
            self._kept.update({slug: one for slug, one in drawn.items() if self._of.latest[authority, slug].steady})
        return [drawn[slug] if isinstance(one, _New) else one for slug, one in found.items()]

    def _new(self, data: bytes, row: int) -> "_New":
        contract = orjson.loads(data)
        cells = list(rows_of(contract, self._place))
        return _New(contract, cells, range(row, row + len(cells)))

    def _drawn(self, one: "_New") -> Drawn:
        tails = [cells[HEAD:] for cells in one.cells]
        filled = [tuple([at for at, cell in enumerate(tail) if cell]) for tail in tails]
        return Drawn(
            tuple([record_of(tail).encode() for tail in tails]),
            tuple([record_of(schema_table.kept(cells)[schema_table.HEAD :]).encode() for cells in one.cells]),
            tuple([self._sheet.drawn(tail, places) for tail, places in zip(tails, filled, strict=True)]),
            tuple(filled),
            lists.record(lists.FOI, one.contract).encode(),
            lists.record(lists.SECTION_35, one.contract).encode() if self._scottish else b"",
        )


class _New(NamedTuple):
    """A contract that is not drawn yet: its cells, row by row, and the numbers of the rows."""

    contract: Row
    cells: list[list[str]]
    numbers: range
