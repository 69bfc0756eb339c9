"""The files of an edition that hold its contracts row by row, made together in one go over them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import SpooledTemporaryFile

from portal.publishing import tables
from portal.publishing.editions import editions_of
from portal.publishing.open_data import checked, lists, remembered, schema_table
from portal.publishing.open_data.batches import ROW, Batch, Batches
from portal.publishing.open_data.book import FIRST_ROW, Book, Drawer
from portal.publishing.open_data.drawing import NAMES, Drawing
from portal.publishing.open_data.frame import Frame, parts_of
from portal.publishing.open_data.growing import Growing, chunks_of
from portal.publishing.open_data.remembered import Shelf
from portal.publishing.pages import mark_of
from portal.publishing.register import Edition, Register
from portal.publishing.tables import HEAD, MARK, Facts, record_of

IN_MEMORY = 2**22
"""A larger workbook is put together on disk."""

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
        head = tables.head(tables.place(of, edition, address))
        frame, batches = _of_authority(of, edition.authority, address, kept)
        sheet = Drawer(frame, 0, HEAD).drawn(head, tuple(at for at, cell in enumerate(head) if cell)).encode()
        self._files = {name: Growing() for name in HEADERS}
        with SpooledTemporaryFile(IN_MEMORY) as file:
            with Book(frame, file) as book:
                rows, contracts, filled = self._write(batches.of_edition(edition, sheet), head, book)
            file.seek(0)
            self._files[BOOK] = Growing(chunks_of(file))
        columns = [*[rows if cell else 0 for cell in head], *filled]
        digests = {name: file.digest for name, file in self._files.items()}
        self.facts = Facts(self._files[TABLE].size, rows, contracts, dict(zip(NAMES, columns, strict=True)), digests)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file."""
        return self._files[name].chunks()

    def _write(self, batches: Iterable[Batch], head: list[str], book: Book) -> tuple[int, int, list[int]]:
        """All of them into every file; how many rows and contracts they were, and in how many each column is filled."""
        row = [*head, *REST]
        checked.refuse([row], [FIRST_ROW])
        table, schema = _beginning(head), _beginning(schema_table.kept(row, row)[: schema_table.HEAD])
        for name, header in HEADERS.items():
            self._files[name].add(f"{MARK}{header}".encode())
        rows = contracts = 0
        filled = [0] * len(REST)
        for batch in batches:
            self._files[TABLE].add(batch.table.replace(ROW, table))
            self._files[SCHEMA].add(batch.schema.replace(ROW, schema))
            self._files[FOI].add(batch.foi.replace(ROW, b""))
            self._files[SECTION_35].add(batch.section_35.replace(ROW, b""))
            book.add(batch.sheet)
            filled = [before + more for before, more in zip(filled, batch.filled, strict=True)]
            rows += batch.rows
            contracts += batch.contracts
        return rows, contracts, filled


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
    return frame, Batches(of, authority, Drawing(place, frame, scottish="S" in nations), shelf)


@lru_cache(maxsize=1)
def _frame(kept: tuple[Path, str] | None) -> Frame:
    return Frame(NAMES, remembered.workbook(*kept, lambda: parts_of(NAMES)) if kept else parts_of(NAMES))
