"""What a contract comes to in the files of an edition: read, turned into cells and checked once for all of them, and
once for all editions in which it reads the same."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import compress
from typing import NamedTuple

import orjson

from portal.publishing.csv_columns import COLUMNS, Place
from portal.publishing.open_data import checked, lists, schema_table
from portal.publishing.open_data.book import Drawer
from portal.publishing.open_data.frame import Frame
from portal.publishing.register import Row
from portal.publishing.tables import HEAD, quoted, rows_of

NAMES = [column.name for column in COLUMNS]
PLACES = range(len(NAMES) - HEAD)
FOI, SECTION_35 = lists.Records(lists.FOI), lists.Records(lists.SECTION_35)


class Drawn(NamedTuple):
    """A contract in each file, a row an award where there are several, without the columns that say the same in every
    row of an edition. `filled`: which of the others are filled. Section 35 is for authorities of Scotland. `digest`: of
    what was released."""

    slug: str
    digest: str
    filled: list[tuple[int, ...]]
    table: list[bytes]
    schema: list[bytes]
    sheet: list[bytes]
    foi: bytes
    section_35: bytes


class _New(NamedTuple):
    """A contract that is not drawn yet: its cells, row by row, and the numbers of the rows."""

    slug: str
    digest: str
    contract: Row
    cells: list[list[str]]
    numbers: range


class Drawing:
    """Draws contracts of an authority. `place`: what their cells are made of; its day and name do not matter."""

    def __init__(self, place: Place, frame: Frame, *, scottish: bool) -> None:
        self._place, self._scottish = place, scottish
        self._sheet = Drawer(frame, HEAD)

    def drawn(self, released: Iterable[tuple[str, bytes]], known: Mapping[str, Drawn], row: int) -> list[Drawn]:
        """All of them, in their order. `known`: what was drawn before, by its slugs; `row`: number of the first row.
        Raises WrongCells where a cell has a wrong format."""
        found: list[Drawn | _New] = []
        for slug, data in released:
            digest = blake2b(data, digest_size=16).hexdigest()
            before = known.get(slug)
            one = before if before and before.digest == digest else self._new(slug, digest, data, row)
            row += len(one.table) if isinstance(one, Drawn) else len(one.cells)
            found.append(one)
        new = [one for one in found if isinstance(one, _New)]
        numbers = [number for one in new for number in one.numbers]
        checked.refuse([cells for one in new for cells in one.cells], numbers)
        return [self._drawn(one) if isinstance(one, _New) else one for one in found]

    def _new(self, slug: str, digest: str, data: bytes, row: int) -> _New:
        contract = orjson.loads(data)
        cells = list(rows_of(contract, self._place))
        return _New(slug, digest, contract, cells, range(row, row + len(cells)))

    def _drawn(self, one: _New) -> Drawn:
        tails = [cells[HEAD:] for cells in one.cells]
        filled = [tuple(compress(PLACES, tail)) for tail in tails]
        said = [quoted(cells) for cells in one.cells]
        schema = [schema_table.kept(*both)[schema_table.HEAD :] for both in zip(one.cells, said, strict=True)]
        return Drawn(
            one.slug,
            one.digest,
            filled,
            [_record(cells[HEAD:]) for cells in said],
            [_record(cells) for cells in schema],
            [self._sheet.drawn(tail, places).encode() for tail, places in zip(tails, filled, strict=True)],
            FOI.record(one.contract, said[0]).encode(),
            SECTION_35.record(one.contract, said[0]).encode() if self._scottish else b"",
        )


def _record(quoted_cells: list[str]) -> bytes:
    return f"{','.join(quoted_cells)}\r\n".encode()
