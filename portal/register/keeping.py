"""Writing down a plan: all of it in the one transaction that it was made in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from models.authority import Authority
from models.register.award import NewAward
from models.register.taking_contracts import ChangedContract, Known, NewContract, add_many, change_many
from models.register.taking_in import Import
from models.register.taking_suppliers import NewSupplier
from portal.register import authorities
from portal.register.agreements import folded
from portal.register.comparing import Difference
from portal.register.contracts import Draft, Taken
from portal.register.plans import Changes, Plan

Ids = Mapping[NewSupplier, int]


def keep(plan: Plan, *, name: str, digest: str, by: int | None, at: datetime) -> Import:
    """Inside `writing()`: the import with its findings, new authorities, suppliers and contracts, and what changed."""
    there = plan.known | authorities.make(plan.unknown, by=by, at=at)
    own = there[folded(plan.own.name)]
    taken_in = Import.keep(own.id, name, digest, plan.counts, plan.findings, by=by, at=at)
    ids = plan.suppliers.known
    if plan.suppliers.new or any(party.filled for party in plan.suppliers.parties.values()):
        ids = plan.suppliers.keep(taken_in.subject, by=by, at=at)
    for changes in plan.changes:
        _Keeper(there[folded(changes.named.name)], ids, taken_in, by, at).keep(changes)
    return taken_in


class _Keeper:
    """One authority’s part of a plan."""

    def __init__(self, authority: Authority, ids: Ids, taken_in: Import, by: int | None, at: datetime) -> None:
        self.authority, self.ids = authority, ids
        self.taken_in, self.by, self.at = taken_in, by, at

    def keep(self, changes: Changes) -> None:
        """New ones first, those that are called off from others last: then every framework has its id."""
        plain = [draft for draft in changes.new if not isinstance(draft.values.get("within"), str)]
        called_off = [draft for draft in changes.new if isinstance(draft.values.get("within"), str)]
        self._add(plain, changes.references)
        self._add(called_off, changes.references)
        changed = [self._changed(*one, changes.references) for one in changes.changed]
        change_many(changed, taken_in=self.taken_in, by=self.by, at=self.at)

    def _changed(
        self, draft: Draft, before: Known, difference: Difference, references: Mapping[str, int]
    ) -> ChangedContract:
        values = _resolved(difference.values, references)
        awards = None if difference.awards is None else self._awards(difference.awards)
        return ChangedContract(before.id, before.version, values, awards, draft.agreement.digest, draft.held)

    def _add(self, drafts: Sequence[Draft], references: dict[str, int]) -> None:
        if not drafts:
            return
        new = [
            NewContract(
                _resolved(draft.values, references), self._awards(draft.awards), draft.agreement.digest, draft.held
            )
            for draft in drafts
        ]
        ids = add_many(self.authority.id, new, taken_in=self.taken_in, by=self.by, at=self.at)
        for draft, number in zip(drafts, ids, strict=True):
            references.setdefault(folded(draft.agreement.first.reference), number)

    def _awards(self, awards: Iterable[Taken]) -> list[NewAward]:
        """Two published names may be one supplier: then the first of its awards of a lot stands."""
        found: dict[tuple[int, str], NewAward] = {}
        for one in awards:
            supplier = one.supplier if isinstance(one.supplier, int) else self.ids[one.supplier]
            found.setdefault((supplier, one.lot), NewAward(supplier, one.lot, one.value_pence, one.awarded_on))
        return list(found.values())


def _resolved(values: Mapping[str, object], references: Mapping[str, int]) -> Mapping[str, object]:
    within = values.get("within")
    return {**values, "within": references.get(within)} if isinstance(within, str) else values
