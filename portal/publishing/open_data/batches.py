"""An edition, some contracts at a time, as they stand in its files: a batch in which nothing has changed is taken whole
from where it is kept between builds, and is not even read in the record.

A batch begins with a slug that says so by itself: a contract that comes or goes moves no other one into another batch.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import orjson

from portal.publishing.open_data.book import FIRST_ROW, numbered
from portal.publishing.open_data.drawing import NAMES, Drawing, Drawn
from portal.publishing.open_data.remembered import Kept, Shelf
from portal.publishing.open_data.zipped import Piece, piece
from portal.publishing.register import Edition, Register
from portal.publishing.tables import HEAD

ABOUT = 128
"""So many contracts are in a batch, more or less."""
FEW = 6_000
"""Contracts of an authority that has no more wait in memory for the next edition; more would need too much of it."""
ROW = b"\xff"
"""Stands before each row: no text in UTF-8 has it."""
FIRST = "first"


class Batch(NamedTuple):
    """Some contracts in each file, with ROW before each row. `filled`: in how many of the rows each column is filled,
    without the first ones, that say the same in every row."""

    table: bytes
    schema: bytes
    foi: bytes
    section_35: bytes
    sheet: Piece
    rows: int
    contracts: int
    filled: Sequence[int]


class Batches:
    """The contracts of an authority. `shelf`: where batches of its newest edition are kept between builds; where they
    are many, those of an older one wait there for the next."""

    def __init__(self, of: Register, authority: str, drawing: Drawing, shelf: Shelf | None) -> None:
        self._of, self._drawing, self._shelf = of, drawing, shelf
        self._newest = of.newest[authority].period_key
        self._few = _counted(of)[authority] <= FEW
        self._waiting: dict[str, list[Drawn]] = {}  # name of a batch -> as an older edition has it

    def of_edition(self, edition: Edition, head: bytes) -> Iterator[Batch]:
        """All of an edition by their slugs. `head`: what stands in every row of its sheet. Raises WrongCells where a
        cell has a wrong format."""
        row, names = FIRST_ROW, []
        for name, slugs in parted(self._of.slugs(edition)):
            yield (batch := self._batch(edition, name, slugs, row, head))
            row += batch.rows
            names.append(name)
        if edition.period_key == self._newest:
            self._waiting.clear()
            if self._shelf:
                self._shelf.forget(names)

    def _batch(self, edition: Edition, name: str, slugs: Sequence[str], row: int, head: bytes) -> Batch:
        key = self._key(edition, slugs, row, head)
        kept = self._shelf.recall(name, key) if self._shelf else None
        if kept and kept.key == key:
            table, schema, foi, section_35, packed = kept.groups[0]
            return Batch(table, schema, foi, section_35, Piece(packed, *kept.said["sheet"]), *kept.said["rows"])
        known = _drawn_in(kept) if kept else self._waiting.get(name, [])
        batch, drawn = self._made(edition, slugs, row, head, {one.slug: one for one in known})
        is_newest = edition.period_key == self._newest
        if self._few and not is_newest:
            self._waiting[name] = drawn
        elif self._shelf and (is_newest or not kept or kept.said["of"] != self._newest):
            self._shelf.keep(name, _to_keep(key, edition, batch, drawn))
        return batch

    def _made(
        self, edition: Edition, slugs: Sequence[str], row: int, head: bytes, known: dict[str, Drawn]
    ) -> tuple[Batch, list[Drawn]]:
        drawn = self._drawing.drawn(self._of.released_between(edition, slugs[0], slugs[-1]), known, row)
        rows = [head + one for contract in drawn for one in contract.sheet]
        filled = [0] * (len(NAMES) - HEAD)
        for places, count in Counter([places for one in drawn for places in one.filled]).items():
            for place in places:
                filled[place] += count
        batch = Batch(
            _joined([one for contract in drawn for one in contract.table]),
            _joined([one for contract in drawn for one in contract.schema]),
            _joined([contract.foi for contract in drawn]),
            _joined([contract.section_35 for contract in drawn]),
            piece(numbered(rows, row)),
            len(rows),
            len(drawn),
            filled,
        )
        return batch, drawn

    def _key(self, edition: Edition, slugs: Sequence[str], row: int, head: bytes) -> str:
        """Changes with anything that stands in the batch; a line’s mark does with its contract in any edition."""
        latest, authority = self._of.latest, edition.authority
        said = [edition.period_key, str(row), *slugs, *[latest[authority, slug].mark for slug in slugs]]
        return blake2b("\n".join(said).encode() + head, digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _counted(of: Register) -> Counter[str]:
    return Counter(authority for authority, _ in of.latest)


def parted(slugs: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The slugs of each batch, with a name for it: the same one in every edition in which it begins alike."""
    begins = [at for at, slug in enumerate(slugs) if at and crc32(slug.encode()) % ABOUT == 0]
    for first, after in zip([0, *begins], [*begins, len(slugs)], strict=True):
        if first < after:
            yield blake2b(slugs[first].encode(), digest_size=12).hexdigest() if first else FIRST, slugs[first:after]


def _to_keep(key: str, edition: Edition, batch: Batch, drawn: Sequence[Drawn]) -> Kept:
    """First what stands in the files, then what it takes to make a batch of it in which some have changed."""
    packed, *facts = batch.sheet
    said = {"of": edition.period_key, "sheet": facts, "rows": (batch.rows, batch.contracts, batch.filled)}
    sheet = _joined([one for contract in drawn for one in contract.sheet])
    patterns = {places: at for at, places in enumerate(dict.fromkeys([p for one in drawn for p in one.filled]))}
    contracts = [(one.slug, one.digest, [patterns[places] for places in one.filled]) for one in drawn]
    return Kept(key, said, [[*batch[:4], packed], [sheet, orjson.dumps((list(patterns), contracts))]])


def _drawn_in(kept: Kept) -> list[Drawn]:
    (*texts, _packed), (sheet, listed) = kept.groups
    table, schema, foi, section_35, sheet_rows = [text.split(ROW)[1:] for text in (*texts, sheet)]
    patterns, contracts = orjson.loads(listed)
    filled = [tuple(places) for places in patterns]
    found, row = [], 0
    for at, (slug, digest, which) in enumerate(contracts):
        rows = slice(row, row := row + len(which))
        places = [filled[one] for one in which]
        found.append(Drawn(slug, digest, places, table[rows], schema[rows], sheet_rows[rows], foi[at], section_35[at]))
    return found


def _joined(rows: Sequence[bytes]) -> bytes:
    return ROW.join([b"", *rows])
