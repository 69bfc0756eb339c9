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
from portal.publishing.open_data import lists, remembered, schema_table
from portal.publishing.open_data.batches import ROW, Batch, Batches
from portal.publishing.open_data.book import Book, Drawer, Frame, frame_of
from portal.publishing.open_data.drawing import NAMES, Drawing
from portal.publishing.open_data.remembered import Shelf
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Register
from portal.publishing.tables import HEAD, MARK, Facts, record_of

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
    """The files of an edition, by their names, and what there is to know of them."""

    def __init__(self, of: Register, edition: Edition, address: str, kept: tuple[Path, str] | None = None) -> None:
        """`address`: of the site, or “”; `kept`: the folder where drawn contracts are kept between builds, and the mark
        of what made them. Raises WrongCells where a cell has a wrong format."""
        self._files = {name: _file(self) for name in (*HEADERS, BOOK)}
        head = tables.head(tables.place(of, edition, address))
        frame, batches = _of_authority(of, edition.authority, address, kept)
        sheet = Drawer(NAMES, frame, 0, HEAD).drawn(head, tuple(at for at, cell in enumerate(head) if cell)).encode()
        with Book(frame, self._files[BOOK]) as book:
            rows, contracts, filled = self._write(batches.of_edition(edition, sheet), head, book)
        self.facts = Facts(
            self._files[TABLE].tell(),
            rows,
            contracts,
            {name: rows if cell else 0 for name, cell in zip(NAMES, head, strict=False)}
            | {name: filled[place] for place, name in enumerate(NAMES[HEAD:])},
            {name: self._digest(name) for name in self._files},
        )

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file."""
        self._files[name].seek(0)
        yield from chunks_of(self._files[name])

    def _digest(self, name: str) -> str:
        digest = sha256()
        for chunk in self.chunks(name):
            digest.update(chunk)
        return digest.hexdigest()

    def _write(self, batches: Iterable[Batch], head: list[str], book: Book) -> tuple[int, int, Counter[int]]:
        """All of them into every file; how many rows and contracts they were, and in how many each column is filled."""
        table, schema = _beginning(head), _beginning(schema_table.kept([*head, *REST])[: schema_table.HEAD])
        for name, header in HEADERS.items():
            self._files[name].write(f"{MARK}{header}".encode())
        rows = contracts = 0
        filled = Counter[int]()
        for batch in batches:
            self._files[TABLE].write(batch.table.replace(ROW, table))
            self._files[SCHEMA].write(batch.schema.replace(ROW, schema))
            self._files[FOI].write(batch.foi.replace(ROW, b""))
            self._files[SECTION_35].write(batch.section_35.replace(ROW, b""))
            book.add(batch.sheet)
            filled.update(dict(batch.filled))
            rows += batch.rows
            contracts += batch.contracts
        return rows, contracts, filled


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of a file."""
    while chunk := file.read(CHUNK):
        yield chunk


def _file(of: Made) -> IO[bytes]:
    """One without a name, which nobody else sees; it is closed when nobody has what it is a file of any more."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    finalize(of, file.close)
    return file


def _beginning(cells: list[str]) -> bytes:
    return (record_of(cells).removesuffix("\r\n") + ",").encode()


@lru_cache(maxsize=1)
def _of_authority(of: Register, authority: str, address: str, kept: tuple[Path, str] | None) -> tuple[Frame, Batches]:
    place = tables.place(of, of.newest[authority], address)
    nations = [tables.nation(of, one) for one in editions_of(of, authority)]
    frame, shelf = _frame(kept), None
    if kept:
        mark = mark_of(kept[1], address, str(sorted(place.references.items())), nations)
        shelf = Shelf(kept[0], authority, mark)
    return frame, Batches(of, Drawing(place, frame, scottish="S" in nations), shelf)


@lru_cache(maxsize=1)
def _frame(kept: tuple[Path, str] | None) -> Frame:
    return remembered.frame(*kept, lambda: frame_of(NAMES)) if kept else frame_of(NAMES)
