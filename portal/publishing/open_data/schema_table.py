"""An edition in the columns of the LGA’s machine schema alone, for programs that hold a file to it.

contracts.csv follows the guidance, which disagrees with the schema (portal/validating/lga.py, DIFFERENCES): here is no
EffectiveDate, and a word that the schema’s own lists do not have is left out. What the schema requires of every row
and nobody has said stays blank: nothing is made up to satisfy it.
"""

from collections.abc import Iterable, Sequence

from portal.publishing.csv_columns import COLUMNS
from portal.publishing.tables import MARK, record_of
from portal.validating.lga import OF_NAME, SCHEMA_KINDS, SCHEMA_PROCESSES

KEPT = [
    (number, column.name)
    for number, column in enumerate(COLUMNS)
    if column.name in OF_NAME and OF_NAME[column.name].in_schema
]
LISTS = {"ProcessType": SCHEMA_PROCESSES, "VCSESupplierType": SCHEMA_KINDS}
PLACES = [number for number, _ in KEPT]
CLOSED = [(place, LISTS[name]) for place, (_, name) in enumerate(KEPT) if name in LISTS]


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """The file; `rows`: cells as contracts.csv has them."""
    lines = [MARK + record_of([name for _, name in KEPT])]
    for cells in rows:
        kept = [cells[number] for number in PLACES]
        for place, check in CLOSED:
            if kept[place] and check(kept[place]):
                kept[place] = ""
        lines.append(record_of(kept))
    return "".join(lines).encode()
