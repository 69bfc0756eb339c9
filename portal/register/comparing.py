"""What a file would change of a contract that is known, row by row. Pure.

A supplier whose row is no longer in the file stays; only where another one stands in its place does it go. What the
file does not say of an award stays as it is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.register.award import Award
from models.register.taking_suppliers import NewSupplier
from portal.register.agreements import Part
from portal.register.contracts import Draft, Taken

Ids = Mapping[NewSupplier, int]
Place = tuple[int | NewSupplier, str]
"""A supplier, by its id where it has one, and a lot."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`values` are those that differ; `awards` all that there should be, None to leave them; `missing` the suppliers
    whose rows are not in the file. `new` and `changed` count rows of the file; the others are unchanged."""

    values: Mapping[str, object]
    awards: tuple[Taken, ...] | None = None
    missing: tuple[str, ...] = ()
    new: int = 0
    changed: int = 0

    @property
    def is_any(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.values) or self.awards is not None


@dataclass(frozen=True, slots=True)
class _Awards:
    """The awards of one contract, as stored and as the file has them."""

    stored: Mapping[Place, Award]
    wanted: Mapping[Place, Taken]
    rows: int

    @property
    def unknown(self) -> dict[Place, Taken]:
        """Those of the file that are not stored."""
        return {place: taken for place, taken in self.wanted.items() if place not in self.stored}

    @property
    def missing(self) -> list[Place]:
        """Those that are stored and not in the file."""
        return [place for place in self.stored if place not in self.wanted]

    @property
    def replaced(self) -> bool:
        """Whether those that are missing gave way to others, rather than that their rows were left out."""
        return bool(self.unknown) and (self.rows == 1 or len(self.unknown) == len(self.missing))

    def filled(self, place: Place) -> Taken:
        """An award of the file as it should be stored: what it does not say is what was known."""
        taken, before = self.wanted[place], self.stored.get(place)
        if before is None:
            return taken
        value = before.value_pence if taken.value_pence is None else taken.value_pence
        awarded = before.awarded_on if taken.awarded_on is None else taken.awarded_on
        return Taken(before.supplier_id, taken.lot, value, awarded)


def compare(
    draft: Draft, stored: Mapping[str, object], awards: Sequence[Award], ids: Ids, *, suppliers: bool
) -> Difference:
    """`stored` is the row of the contract with foreign keys as ids; `ids` the suppliers that are known; `suppliers`
    whether the file names any at all."""
    values = {name: value for name, value in draft.values.items() if stored[name] != value}
    parts = draft.agreement.parts
    if not suppliers:
        return Difference(values, changed=len(parts) if values else 0)
    before: dict[Place, Award] = {(award.supplier_id, award.lot): award for award in awards}
    wanted = {_place(taken, ids): taken for taken in draft.awards}
    both = _Awards(before, wanted, len(parts))
    differing = {place for place in wanted if place in before and _changes(both.filled(place), before[place])}
    stays = () if both.replaced else tuple(both.missing)
    anew = None
    if both.unknown or differing:
        anew = (*map(both.filled, wanted), *(_as_it_is(before[place]) for place in stays))
    kinds = [_kind(_places(part, ids), both, differing, values=bool(values)) for part in parts]
    names = tuple(before[place].supplier.name for place in stays)
    return Difference(values, anew, names, kinds.count("new"), kinds.count("changed"))


def _place(taken: Taken, ids: Ids) -> Place:
    supplier = taken.supplier
    return (supplier if isinstance(supplier, int) else ids.get(supplier, supplier)), taken.lot


def _changes(wanted: Taken, before: Award) -> bool:
    return (wanted.value_pence, wanted.awarded_on) != (before.value_pence, before.awarded_on)


def _as_it_is(award: Award) -> Taken:
    return Taken(award.supplier_id, award.lot, award.value_pence, award.awarded_on)


def _places(part: Part, ids: Ids) -> list[Place]:
    return [(ids.get(supplier, supplier), lot) for supplier, lot in part.takers]


def _kind(places: list[Place], awards: _Awards, differing: Collection[Place], *, values: bool) -> str:
    """Whether a row is new, changed or neither."""
    if not values and any(place not in awards.stored for place in places):
        return "changed" if awards.replaced else "new"
    return "changed" if values or any(place in differing for place in places) else ""
