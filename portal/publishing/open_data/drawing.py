"""What a contract comes to in the files of an edition: read, turned into cells and checked once for all of them, and
once for all editions in which it reads the same."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import orjson

from portal.publishing import tables
from portal.publishing.csv_columns import COLUMNS, Place
from portal.publishing.editions import editions_of
from portal.publishing.open_data import checked, lists, schema_table
from portal.publishing.open_data.book import Drawer
from portal.publishing.open_data.remembered import Shelf
from portal.publishing.register import Edition, Register, Row
from portal.publishing.tables import HEAD, record_of, rows_of

NAMES = [column.name for column in COLUMNS]
MOST = 6_000
"""Contracts of an authority that has no more are kept for the next edition and the next build; more would need too much
memory."""


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
    """The contracts of an authority, drawn. `place`: what their cells are made of; its day and name do not matter.
    `shelf`: where they are kept between builds."""

    def __init__(self, of: Register, place: Place, shelf: Shelf | None) -> None:
        self._of, self._place, self._shelf = of, place, shelf
        self._scottish = any(tables.nation(of, one) == "S" for one in editions_of(of, place.authority_slug))
        self._sheet = Drawer(NAMES, HEAD)
        self._kept = shelf.recall() if shelf else {}
        self._is_new = False
        self._many = sum([whose == place.authority_slug for whose, _ in of.latest]) > MOST

    def of_edition(self, edition: Edition, size: int) -> Iterator[list[Drawn]]:
        """All of an edition by their slugs, so many at a time. Raises WrongCells where a cell has a wrong format."""
        released, row = iter(self._of.released(edition)), 2
        while batch := list(islice(released, size)):
            yield (found := self._batch(batch, row))
            row += sum([len(drawn.table) for drawn in found])
        if self._of.newest[edition.authority] is edition:  # the last one that is made
            self._put_away(edition.authority)

    def _put_away(self, authority: str) -> None:
        """For the next build, without what stands in no edition any more: it may have been removed for a reason."""
        stands = {} if self._many else {s: kept for s, kept in self._kept.items() if (authority, s) in self._of.latest}
        if self._shelf and (self._is_new or len(stands) < len(self._kept)):
            self._shelf.keep(stands)
        self._kept, self._is_new = {}, False

    def _batch(self, released: Iterable[tuple[str, bytes]], row: int) -> list[Drawn]:
        found: list[Drawn | _New] = []
        for slug, data in released:
            digest = blake2b(data, digest_size=16).digest()
            kept = self._kept.get(slug)
            one = Drawn(*kept[1]) if kept and kept[0] == digest else self._new(slug, digest, data, row)
            row += len(one.table) if isinstance(one, Drawn) else len(one.cells)
            found.append(one)
        new = [one for one in found if isinstance(one, _New)]
        numbers = [number for one in new for number in one.numbers]
        checked.refuse([cells for one in new for cells in one.cells], numbers)
        return [self._drawn(one) if isinstance(one, _New) else one for one in found]

    def _new(self, slug: str, digest: bytes, data: bytes, row: int) -> "_New":
        contract = orjson.loads(data)
        cells = list(rows_of(contract, self._place))
        return _New(slug, digest, contract, cells, range(row, row + len(cells)))

    def _drawn(self, one: "_New") -> Drawn:
        tails = [cells[HEAD:] for cells in one.cells]
        filled = [tuple([at for at, cell in enumerate(tail) if cell]) for tail in tails]
        drawn = Drawn(
            tuple([record_of(tail).encode() for tail in tails]),
            tuple([record_of(schema_table.kept(cells)[schema_table.HEAD :]).encode() for cells in one.cells]),
            tuple([self._sheet.drawn(tail, places) for tail, places in zip(tails, filled, strict=True)]),
            tuple(filled),
            lists.record(lists.FOI, one.contract).encode(),
            lists.record(lists.SECTION_35, one.contract).encode() if self._scottish else b"",
        )
        if not self._many:
            self._kept[one.slug] = one.digest, tuple(drawn)
            self._is_new = True
        return drawn


class _New(NamedTuple):
    """A contract that is not drawn yet: its cells, row by row, and the numbers of the rows."""

    slug: str
    digest: bytes
    contract: Row
    cells: list[list[str]]
    numbers: range
