"""Suppliers of a whole file at once: who is known, who is new, and who may be somebody that is known.

A name counts exactly as it is published. What is known is filled up, never overwritten; who may be one is proposed,
never merged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from models.audit import AuditEvent, AuditHead
from models.register import bulk
from models.register.merge_proposal import MergeProposal
from models.register.slugs import Slugs
from models.register.supplier import Supplier, SupplierName
from models.register.supplier_names import folded


@dataclass(frozen=True)
class NewSupplier:
    """What a row says of a supplier: its name as published, numbers as `models.identifiers` writes them."""

    name: str
    company_number: str | None = None
    charity_number: str | None = None
    charity_register: str | None = None
    sme: str = ""
    vcse: str = ""
    vcse_kind: str = ""
    group_name: str = ""
    group_number: str | None = None
    group_source: str = ""
    group_on: date | None = None


@dataclass(frozen=True)
class Alike:
    """Two names that may be one supplier; `why` as in a MergeProposal."""

    name: str
    other: str
    why: str


@dataclass(frozen=True)
class Disagreement:
    """The row says something else of a supplier than what is known, which stands."""

    supplier: NewSupplier
    column: str
    stored: str
    said: str


FACTS = (
    ("company_number",), ("charity_number", "charity_register"), ("sme",), ("vcse",), ("vcse_kind",),
    ("group_name", "group_number", "group_source", "group_on"),
)  # fmt: skip


@dataclass
class _Party:
    """One supplier, in the store (it has an id) or about to be."""

    name: str
    facts: dict[str, Any]
    id: int | None = None
    version: int = 0
    filled: bool = False

    def may_be(self, said: NewSupplier) -> bool:
        """Two company numbers under one name are two firms."""
        return self.facts["company_number"] == said.company_number or not (
            self.facts["company_number"] and said.company_number
        )

    def fill(self, said: NewSupplier) -> Iterator[Disagreement]:
        for names in FACTS:
            stored, new = self.facts[names[0]], getattr(said, names[0])
            if new and not stored:
                self.facts |= {name: getattr(said, name) for name in names}
                self.filled = True
            elif new and new != stored:
                yield Disagreement(said, names[0], stored, new)


@dataclass
class SupplierPlan:
    """What would become of the suppliers of a file; nothing is written before `keep`."""

    parties: dict[NewSupplier, _Party] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    _pairs: list[tuple[_Party, _Party, str]] = field(default_factory=list)
    _by_name: dict[str, list[_Party]] = field(default_factory=dict)

    @classmethod
    def of(cls, suppliers: Iterable[NewSupplier]) -> Self:
        """Looks up all of them; four queries for each 500. Those that the same row names twice are one."""
        wanted = list(dict.fromkeys(suppliers))
        plan = cls()
        plan._load(wanted)
        for said in wanted:
            party = plan._party(said)
            plan.parties[said] = party
            plan.disagreements += party.fill(said)
        plan._compare()
        return plan

    @property
    def known(self) -> dict[NewSupplier, int]:
        """Those that the register has, with their ids."""
        return {said: party.id for said, party in self.parties.items() if party.id}

    @property
    def new(self) -> list[NewSupplier]:
        """Those that it has not."""
        return [said for said, party in self.parties.items() if not party.id]

    @property
    def alike(self) -> list[Alike]:
        """New ones that may be another one, new or known."""
        return [Alike(new.name, other.name, why) for new, other, why in self._pairs]

    def _load(self, wanted: Sequence[NewSupplier]) -> None:
        for batch in bulk.batches(wanted):
            names = SupplierName.name.in_([said.name for said in batch])
            query: Any = SupplierName.select(SupplierName.name.alias("said"), Supplier).join(Supplier)
            for row in query.where(names).order_by(Supplier.id).dicts():
                self._by_name.setdefault(row["said"], []).append(_of_row(row))

    def _party(self, said: NewSupplier) -> _Party:
        here = [party for party in self._by_name.setdefault(said.name, []) if party.may_be(said)]
        same = [party for party in here if party.facts["company_number"] == said.company_number]
        if not here:
            blank = {name: getattr(NewSupplier(said.name), name) for names in FACTS for name in names}
            here = [_Party(said.name, blank)]
            self._by_name[said.name] += here
        return (same or here)[0]

    def _compare(self) -> None:
        """Each new one with the first that bears its name, but for habit, or one of its numbers."""
        parties = list({id(party): party for party in self.parties.values()}.values())
        first = _alike_in_store([party for party in parties if not party.id])
        for party in parties:
            seen: set[int] = set()
            for why, sign in _signs(party):
                other = first.setdefault((why, sign), party)
                if not party.id and other is not party and id(other) not in seen and _differ(party, other):
                    seen.add(id(other))
                    self._pairs.append((party, other, why))

    def keep(self, source: str, *, by: int | None, at: datetime) -> dict[NewSupplier, int]:
        """Write it down: new ones published in `source`, what was filled in, and what is proposed. Gives all ids."""
        AuditHead.take()  # nobody else gives out slugs meanwhile
        parties = list({id(party): party for party in self.parties.values()}.values())
        _insert([party for party in parties if not party.id], source, by, at)
        filled = [party for party in parties if party.filled]
        _fill(filled, by, at)
        _propose([(party.id, other.id, why) for party, other, why in self._pairs], at)
        ids = {said: party.id for said, party in self.parties.items() if party.id}
        after = f"{len(parties)} named, {len(filled)} filled in, {len(self._pairs)} proposed"
        AuditEvent.append("suppliers.taken_in", f"source:{source}", by, at, after=after)
        return ids


def _of_row(row: Mapping[str, Any]) -> _Party:
    facts = {name: row[name] for names in FACTS for name in names}
    return _Party(row["name"], facts, row["id"], row["version"])


def _differ(one: _Party, other: _Party) -> bool:
    return one.id is None or one.id != other.id


def _signs(party: _Party) -> Iterator[tuple[str, str]]:
    """By what another may be known as the same."""
    if fold := folded(party.name):
        yield "same_name", fold
    if number := party.facts["company_number"]:
        yield "same_company_number", number
    if number := party.facts["charity_number"]:
        yield "same_charity_number", f"{party.facts['charity_register']} {number}"


def _alike_in_store(new: Sequence[_Party]) -> dict[tuple[str, str], _Party]:
    """The first supplier in the store by each sign of the new ones."""
    first: dict[tuple[str, str], _Party] = {}
    for batch in bulk.batches(new):
        folds = SupplierName.folded.in_([folded(party.name) for party in batch])
        named: Any = SupplierName.select(SupplierName.folded.alias("fold"), Supplier).join(Supplier)
        for row in named.where(folds).order_by(Supplier.id).dicts():
            first.setdefault(("same_name", row["fold"]), _of_row(row))
        numbers = [party.facts["company_number"] for party in batch if party.facts["company_number"]]
        charities = [party.facts["charity_number"] for party in batch if party.facts["charity_number"]]
        held = Supplier.company_number.in_(numbers) | Supplier.charity_number.in_(charities)
        query: Any = Supplier.select().where(held, Supplier.merged_into.is_null()).order_by(Supplier.id)
        for party in map(_of_row, query.dicts()):
            for sign in list(_signs(party))[1:]:
                first.setdefault(sign, party)
    return first


def _insert(new: Sequence[_Party], source: str, by: int | None, at: datetime) -> None:
    slugs = Slugs(bulk.column(Supplier.select(Supplier.slug)))
    stamp = {"changed_by": by, "changed_at": at}
    rows = [{"slug": slugs.give(party.name), "name": party.name, **party.facts, **stamp} for party in new]
    ids = bulk.insert(Supplier, rows, "slug")
    for party, row in zip(new, rows, strict=True):
        party.id, party.filled = ids[row["slug"]], False
    names = [{"supplier": party.id, "name": party.name, "source": source} for party in new]
    bulk.insert(SupplierName, [{**row, "folded": folded(str(row["name"]))} for row in names])


def _fill(filled: Sequence[_Party], by: int | None, at: datetime) -> None:
    for batch in bulk.batches(filled):
        before = bulk.by_id(Supplier, [one.id for one in batch])
        stamp = {"changed_by": by, "changed_at": at}
        new = [(before[one.id], one.facts) for one in batch if one.id]
        bulk.update(Supplier, [{**row, **facts, **stamp, "version": row["version"] + 1} for row, facts in new])


def _propose(pairs: Sequence[tuple[int | None, int | None, str]], at: datetime) -> None:
    ordered = [(min(pair[0], pair[1]), max(pair[0], pair[1]), pair[2]) for pair in pairs if pair[0] and pair[1]]
    rows = [{"a": a, "b": b, "why": why, "made_at": at} for a, b, why in ordered if a != b]
    for batch in bulk.batches(rows):
        MergeProposal.insert_many(batch).on_conflict_ignore().execute()
