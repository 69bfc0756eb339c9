"""Our own contracts.csv, held to the formats of the LGA’s guidance before it is published.

The same checks as `evenhand validate-register` makes. What nobody has said stays blank and is no reason not to publish:
the coverage page counts it. A cell in a wrong format is: the build fails, with the row that a spreadsheet shows.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from portal.publishing.csv_columns import COLUMNS
from portal.publishing.open_data.kinds import Kind, kind_of
from portal.validating import formats, lga
from portal.validating.formats import Check

MOST = 5
"""So many faults are named; the rest are counted by whoever puts these right."""


class WrongCells(ValueError):
    """A file that must not be published; the message names the first rows, columns and values."""


_OF_KIND: dict[Kind, Check] = {
    "day": lru_cache(maxsize=20_000)(formats.day),  # a few thousand days stand in every register
    "money": formats.money,
    "flag": formats.flag,
}
_CLOSED: dict[str, Check] = {"ContractType": lga.TYPES, "ProcessType": lga.GUIDE_PROCESSES}
CHECKS = [
    (number, column.name, check)
    for number, column in enumerate(COLUMNS)
    if (check := _CLOSED.get(column.name) or _OF_KIND.get(kind_of(column.name)))
]


def refuse(cells: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    """Raises WrongCells for rows in which a cell has a wrong format; `numbers` are those of the rows."""
    if found := list(islice(_faults(cells, numbers), MOST)):
        raise WrongCells("; ".join(found))


def _faults(cells: Sequence[Sequence[str]], numbers: Sequence[int]) -> Iterator[str]:
    columns = list(zip(*cells, strict=True))
    for place, name, check in CHECKS if columns else ():
        for value in set(columns[place]):
            if value and (words := check(value)):
                yield f"row {numbers[columns[place].index(value)]}, {name}: {words} (“{value[:80]}”)"
