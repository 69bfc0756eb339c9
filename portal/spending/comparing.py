"""Payments of a file against those that are known: a payment is the same if everything is, amount included; where one
is left over on either side, it was changed. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.spending.reading import Line

Known = tuple[int, str, int]
"""Id, key and pence of a payment."""


@dataclass
class Compared:
    """`changed`: id of a payment -> its new line. `gone`: known ones in the days of the file that it does not have."""

    new: list[Line] = field(default_factory=list)
    changed: dict[int, Line] = field(default_factory=dict)
    unchanged: int = 0
    gone: int = 0


def compare(lines: Iterable[Line], known: Iterable[Known]) -> Compared:
    """Rows of one file, in their order, against what is known of the same days."""
    there: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, key, pence in known:
        there[key].append((number, pence))
    here: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        here[line.key].append(line)
    found = Compared()
    for key, some in here.items():
        _one(some, there.pop(key, []), found)
    found.gone += sum(map(len, there.values()))
    return found


def _one(some: Sequence[Line], there: Sequence[tuple[int, int]], found: Compared) -> None:
    left = Counter(pence for _, pence in there)
    rest = []
    for line in some:
        if left[line.pence]:
            left[line.pence] -= 1
            found.unchanged += 1
        else:
            rest.append(line)
    over = [(number, pence) for number, pence in reversed(there) if _taken(left, pence)]
    if len(rest) == len(over) == 1:
        found.changed[over[0][0]] = rest[0]
        return
    found.new += rest
    found.gone += len(over)


def _taken(left: Counter[int], pence: int) -> bool:
    """Takes one of the amounts that are left."""
    if not left[pence]:
        return False
    left[pence] -= 1
    return True
