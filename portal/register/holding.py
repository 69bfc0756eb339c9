"""The publication guard at the door: what may identify a person is kept, held, and said."""

from collections.abc import Iterable, Mapping, Sequence

from models.register.award import Award
from portal.register.comparing import Difference
from portal.register.contracts import Draft, Taken
from portal.register.findings import Finding, shown
from portal.releasing import guard
from portal.releasing.guard import Verdicts

Held = tuple[str, str]
"""Why it is held, by the names of the rules, and the digest of its text."""

ACTION = "kept and held: never public until a named person lets it pass"


def of_new(draft: Draft, verdicts: Verdicts) -> tuple[Held | None, list[Finding]]:
    """What the guard says of a contract that nobody knew."""
    return _held(draft, draft.values, _named(draft.awards, ()), verdicts)


def of_changed(
    draft: Draft, difference: Difference, stored: Mapping[str, object], awards: Sequence[Award], verdicts: Verdicts
) -> tuple[Held | None, list[Finding]]:
    """What it says of one as it would be after the change."""
    there = [(award.lot, award.supplier.name) for award in awards]
    named = there if difference.awards is None else _named(difference.awards, awards)
    return _held(draft, {**stored, **difference.values}, named, verdicts)


def _named(awards: Iterable[Taken], there: Sequence[Award]) -> list[tuple[str, str]]:
    names = {award.supplier_id: award.supplier.name for award in there}
    return [(one.lot, names[one.supplier] if isinstance(one.supplier, int) else one.supplier.name) for one in awards]


def _held(
    draft: Draft, values: Mapping[str, object], named: list[tuple[str, str]], verdicts: Verdicts
) -> tuple[Held | None, list[Finding]]:
    named.sort()  # as Award.of gives them: the digest is of the text in this order
    found = verdicts.held(guard.of_values(values, [name for _, name in named], [lot for lot, _ in named]))
    if not found:
        return None, []
    row = draft.agreement.first.row
    return (found.reason, found.digest), [
        Finding(row, "", shown(stop.found), f"it may identify a person: {stop.say}", ACTION) for stop in found.stops
    ]
