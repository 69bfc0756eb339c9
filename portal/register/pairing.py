"""Which agreement of a file is which contract of the register. Pure.

Identity is the reference; contracts of one reference pair by what is exactly the same, then by title and start (and
first by their pages, in a file of ours), then the one that is left with the one that is left. Without a reference:
title, suppliers and start.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.register.taking_contracts import Known
from portal.register.agreements import Agreement, folded
from portal.register.findings import Finding, shown


@dataclass(slots=True)
class Pairs:
    """`known` are agreements with the contract that each is; `gone` contracts of a file that are not in this one.
    Of two that are alike the one that stands in the register comes before one that is left out of it."""

    known: list[tuple[Agreement, Known]] = field(default_factory=list)
    new: list[Agreement] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def pair(agreements: Iterable[Agreement], stored: Iterable[Known]) -> Pairs:
    """Each agreement and each stored contract of one authority, once."""
    pairs = Pairs()
    ours = _by_reference(stored)
    theirs: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        theirs.setdefault(folded(agreement.first.reference), []).append(agreement)
    for reference, same in theirs.items():
        _pair(reference, same, ours.pop(reference, []), pairs)
    for left in ours.values():
        pairs.gone += left
    pairs.new.sort(key=lambda agreement: agreement.first.row)
    pairs.gone = [one for one in pairs.gone if one.source_digest and not one.left_out_at]
    return pairs


def _by_reference(stored: Iterable[Known]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for one in stored:
        found.setdefault(folded(one.reference), []).append(one)
    return found


def _pair(reference: str, same: list[Agreement], stored: list[Known], pairs: Pairs) -> None:
    left, there = _match([(one.digest, one) for one in same], [(one.source_digest, one) for one in stored], pairs)
    left, there = _match([(_page(one), one) for one in left], [((one.slug, *_key(one)), one) for one in there], pairs)
    if reference:
        left, there = _match([(one.key, one) for one in left], [(_key(one), one) for one in there], pairs)
        if len(left) == len(there) == 1:
            left, there = _match([("", left[0])], [("", there[0])], pairs)
    else:
        ours = [((_key(one), one.suppliers), one) for one in there]
        left, there = _match([((one.key, one.names), one) for one in left], ours, pairs)
        left, there = _by_any_name(left, there, pairs)
    for one in left if reference and stored else ():
        problem = "another contract under a reference that is known"
        pairs.findings.append(Finding(one.first.row, "", shown(one.first.reference), problem, "kept as a new one"))
    pairs.new += left
    pairs.gone += there


def _match(
    theirs: Sequence[tuple[object, Agreement]], ours: Sequence[tuple[object, Known]], pairs: Pairs
) -> tuple[list[Agreement], list[Known]]:
    """Pair what has the same key, in order; gives what is left on either side."""
    waiting: dict[object, deque[Known]] = {}
    for key, known in ours:
        waiting.setdefault(key, deque()).append(known)
    left = []
    for key, agreement in theirs:
        if found := waiting.get(key):
            pairs.known.append((agreement, found.popleft()))
        else:
            left.append(agreement)
    return left, [known for found in waiting.values() for known in found]


def _by_any_name(
    theirs: Sequence[Agreement], ours: Sequence[Known], pairs: Pairs
) -> tuple[list[Agreement], list[Known]]:
    """Suppliers that were merged have been published under other names, too."""
    by_key: dict[object, list[Known]] = {}
    for known in ours:
        by_key.setdefault(_key(known), []).append(known)
    left = []
    for agreement in theirs:
        same = by_key.get(agreement.key, [])
        found = next((one for one in same if agreement.names and agreement.names <= one.suppliers), None)
        if found:
            same.remove(found)
            pairs.known.append((agreement, found))
        else:
            left.append(agreement)
    return left, [known for same in by_key.values() for known in same]


def _page(one: Agreement) -> tuple[str, str, date | None]:
    """What a file of ours says of which contract it is; the same address elsewhere may be another one’s."""
    return (one.first.page.rstrip("/").rpartition("/")[2], *one.key)


def _key(one: Known) -> tuple[str, date | None]:
    return folded(one.title), one.starts_on
