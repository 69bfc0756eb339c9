"""The files of an edition that hold its contracts row by row, made together in one go over them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO
from weakref import finalize

from portal.publishing import tables
from portal.publishing.editions import editions_of
from portal.publishing.open_data import lists, schema_table
from portal.publishing.open_data.book import Book, Drawer
from portal.publishing.open_data.drawing import NAMES, Contracts, Drawn
from portal.publishing.open_data.remembered import Shelf
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Register
from portal.publishing.tables import HEAD, MARK, Facts, record_of

BATCH = 500
"""So many contracts are drawn at a time."""
IN_MEMORY = 2**20
"""A larger file waits on disk until it is taken."""
CHUNK = 2**18

TABLE, SCHEMA, FOI, SECTION_35 = ("contracts.csv", "contracts-schema.csv", "foi.csv", "section-35.csv")
BOOK = "contracts.xlsx"
HEADERS = {
    TABLE: record_of(NAMES),
    SCHEMA: schema_table.header(),
    FOI: lists.header(lists.FOI),
    SECTION_35: lists.header(lists.SECTION_35),
}
REST = [""] * (len(NAMES) - HEAD)


class Made:
    """The files of an edition, by their names, and what there is to know of contracts.csv."""

    def __init__(self, of: Register, edition: Edition, address: str, kept: tuple[Path, str] | None = None) -> None:
        """`address`: of the site, or “”; `kept`: the folder where drawn contracts are kept between builds, and the mark
        of what made them. Raises WrongCells where a cell has a wrong format."""
        self._files = {name: _file(self) for name in (*HEADERS, BOOK)}
        self._filled: Counter[tuple[int, ...]] = Counter()
        head = tables.head(tables.place(of, edition, address))
        batches = _of_authority(of, edition.authority, address, kept).of_edition(edition, BATCH)
        with Book(NAMES, self._files[BOOK]) as book:
            contracts = self._write(batches, head, book)
        self.facts = Facts(
            self._files[TABLE].tell(), self._filled.total(), contracts, self._by_column(head), self.digest(TABLE)
        )

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file."""
        file = self._files[name]
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        digest = sha256()
        for chunk in self.chunks(name):
            digest.update(chunk)
        return digest.hexdigest()

    def _write(self, batches: Iterable[list[Drawn]], head: list[str], book: Book) -> int:
        """All of them into every file; how many contracts they were."""
        table, schema = _beginning(head), _beginning(schema_table.kept([*head, *REST])[: schema_table.HEAD])
        sheet = Drawer(NAMES, 0, HEAD).drawn(head, tuple(at for at, cell in enumerate(head) if cell))
        for name, header in HEADERS.items():
            self._files[name].write(f"{MARK}{header}".encode())
        contracts = 0
        for batch in batches:
            self._files[TABLE].write(b"".join([table + row for one in batch for row in one.table]))
            self._files[SCHEMA].write(b"".join([schema + row for one in batch for row in one.schema]))
            self._files[FOI].write(b"".join([one.foi for one in batch]))
            self._files[SECTION_35].write(b"".join([one.section_35 for one in batch]))
            book.add([sheet + row for one in batch for row in one.sheet])
            self._filled.update([places for one in batch for places in one.filled])
            contracts += len(batch)
        return contracts

    def _by_column(self, head: list[str]) -> dict[str, int]:
        """Name of each column -> in how many rows it is filled."""
        found = dict.fromkeys(NAMES, 0)
        for name, cell in zip(NAMES, head, strict=False):
            found[name] = self._filled.total() if cell else 0
        for places, count in self._filled.items():
            for place in places:
                found[NAMES[HEAD + place]] += count
        return found


def _file(of: Made) -> IO[bytes]:
    """One without a name, which nobody else sees; it is closed when nobody has what it is a file of any more."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    finalize(of, file.close)
    return file


def _beginning(cells: list[str]) -> bytes:
    return (record_of(cells).removesuffix("\r\n") + ",").encode()


@lru_cache(maxsize=1)
def _of_authority(of: Register, authority: str, address: str, kept: tuple[Path, str] | None) -> Contracts:
    place = tables.place(of, of.newest[authority], address)
    if not kept:
        return Contracts(of, place, None)
    nations = [tables.nation(of, one) for one in editions_of(of, authority)]
    mark = mark_of(kept[1], address, str(sorted(place.references.items())), nations)
    return Contracts(of, place, Shelf(kept[0], authority, mark))
