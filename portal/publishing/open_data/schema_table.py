"""An edition in the columns of the LGA’s machine schema alone, for programs that hold a file to it.

contracts.csv follows the guidance, which disagrees with the schema (portal/validating/lga.py, DIFFERENCES): here is no
EffectiveDate, and a word that the schema’s own lists do not have is left out. What the schema requires of every row
and nobody has said stays blank: nothing is made up to satisfy it.
"""

from collections.abc import Sequence
from operator import itemgetter

from portal.publishing import tables
from portal.publishing.csv_columns import COLUMNS
from portal.publishing.tables import record_of
from portal.validating.lga import OF_NAME, SCHEMA_KINDS, SCHEMA_PROCESSES

KEPT = [
    (number, column.name)
    for number, column in enumerate(COLUMNS)
    if column.name in OF_NAME and OF_NAME[column.name].in_schema
]
LISTS = {"ProcessType": SCHEMA_PROCESSES, "VCSESupplierType": SCHEMA_KINDS}
HEAD = sum(number < tables.HEAD for number, _ in KEPT)
"""So many of its columns say the same in every row of an edition."""
_PICKED = itemgetter(*(number for number, _ in KEPT))
CLOSED = [(place, number, LISTS[name]) for place, (number, name) in enumerate(KEPT) if name in LISTS]


def header() -> str:
    """The first record."""
    return record_of([name for _, name in KEPT])


def kept(cells: Sequence[str], quoted: Sequence[str]) -> list[str]:
    """What the file keeps of a row, as it stands in a record; `cells` as contracts.csv has them, and in quotes."""
    found = list(_PICKED(quoted))
    for place, number, check in CLOSED:
        if cells[number] and check(cells[number]):
            found[place] = ""
    return found
