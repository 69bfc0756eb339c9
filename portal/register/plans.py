"""What would become of a file: compared with the register, nothing written yet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from models.authority import Authority, Service
from models.register import bulk
from models.register.award import Award
from models.register.contract import Contract
from models.register.release import Release
from models.register.taking_contracts import Known, known
from models.register.taking_in import Counts
from models.register.taking_suppliers import NewSupplier, SupplierPlan
from portal.london import day
from portal.register import authorities, contracts, holding
from portal.register.agreements import Agreement, folded
from portal.register.authorities import Named
from portal.register.comparing import Difference, compare
from portal.register.contracts import Draft
from portal.register.findings import Finding, shown
from portal.register.pairing import Pairs, pair
from portal.register.prepared import Prepared, Share
from portal.register.reading import Watch
from portal.releasing.guard import Verdicts


@dataclass(slots=True)
class Changes:
    """What happens at one authority. `references` says which contract (id) has a reference, for call-offs."""

    named: Named
    new: list[Draft] = field(default_factory=list)
    changed: list[tuple[Draft, Known, Difference]] = field(default_factory=list)
    references: dict[str, int] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    rows_new: int = 0
    rows_changed: int = 0


@dataclass(slots=True)
class Plan:
    """Everything that is to be written, in the order of the file."""

    own: Named
    known: dict[str, Authority]
    unknown: list[Named]
    suppliers: SupplierPlan
    changes: list[Changes]
    counts: Counts
    findings: list[Finding]


def make(prepared: Prepared, watch: Watch | None = None, verdicts: Verdicts | None = None) -> Plan:
    """Reads what it must of the register: a few queries an authority, and a few for each 500 rows. `verdicts`: what the
    guard said of them before."""
    named = list(
        {folded(one.name): one for one in [*(share.named for share in prepared.shares), prepared.own]}.values()
    )
    there = authorities.known(named)
    unknown = [one for one in named if folded(one.name) not in there]
    suppliers = SupplierPlan.of(_suppliers(prepared.shares))
    findings = list(prepared.findings)
    services = _services(there.values()) if "service" in prepared.reading.given else {}
    planner = _Planner(prepared, suppliers.known, services, findings, watch, verdicts or Verdicts())
    changes = [planner.changes(share, there.get(folded(share.named.name))) for share in prepared.shares]
    findings += [*_new_authorities(unknown, prepared), *_about_suppliers(suppliers, prepared), *_gone(changes)]
    findings.sort(key=lambda finding: finding.row or 0)
    return Plan(prepared.own, there, unknown, suppliers, changes, _counts(prepared, changes), findings)


def _suppliers(shares: Iterable[Share]) -> Iterator[NewSupplier]:
    for share in shares:
        for part in share.parts:
            yield from part.parties.suppliers


def _services(there: Iterable[Authority]) -> dict[tuple[int, str], int]:
    rows = Service.select().where(Service.authority << list(there))
    return {(row.authority_id, folded(words)): row.id for row in rows for words in (row.key, row.title)}


def _counts(prepared: Prepared, changes: Iterable[Changes]) -> Counts:
    new, changed = sum(one.rows_new for one in changes), sum(one.rows_changed for one in changes)
    rejected = prepared.reading.rejected
    return Counts(new, changed, prepared.reading.read - rejected - new - changed, rejected)


@dataclass(frozen=True, slots=True)
class _Planner:
    """What is the same for every authority of a file."""

    prepared: Prepared
    ids: dict[NewSupplier, int]
    services: dict[tuple[int, str], int]
    findings: list[Finding]
    watch: Watch | None
    verdicts: Verdicts
    seen: Iterator[int] = field(default_factory=lambda: count(1))

    def changes(self, share: Share, authority: Authority | None) -> Changes:
        """Compare one authority’s rows with its contracts."""
        stored = known(authority.id) if authority else []
        pairs = pair(share.agreements, stored)
        self.findings.extend([*pairs.findings, *_left_out(pairs.known)])
        found = Changes(share.named)
        for one in stored:
            found.references.setdefault(folded(one.reference), one.id)
        coming = {folded(one.first.reference) for one in pairs.new}
        drafts = [self._draft(one, authority, found.references, coming) for one in pairs.new]
        found.new = [self._guarded(draft) for draft in drafts]
        found.rows_new = sum(len(one.parts) for one in pairs.new)
        found.gone = [one.reference or one.title for one in pairs.gone]
        self._compare(pairs, found, authority, coming)
        return found

    def _draft(
        self, one: Agreement, authority: Authority | None, there: dict[str, int], coming: set[str]
    ) -> Draft:  # fmt: skip
        def service(words: str) -> int | None:
            return self.services.get((authority.id, folded(words))) if authority else None

        reading = self.prepared.reading
        draft, odd = contracts.draft(one, reading.given, reading.heading, service)
        self.findings.extend(odd)
        if "within" not in reading.given:
            return draft
        reference = folded(draft.framework)
        if reference and reference not in there and reference not in coming:
            problem = "no framework of this reference is known"
            finding = Finding(one.first.row, reading.heading("within"), shown(draft.framework), problem, "not kept")
            self.findings.append(finding)
        within = there.get(reference) or (reference if reference in coming else None)
        return replace(draft, values={**draft.values, "within": within if reference else None})

    def _guarded(self, draft: Draft) -> Draft:
        """With what the publication guard says of a new contract, which takes it a while."""
        if (number := next(self.seen)) % 250 == 0 and self.watch:
            self.watch(number, self.prepared.reading.read)
        held, odd = holding.of_new(draft, self.verdicts)
        self.findings.extend(odd)
        return replace(draft, held=held) if held else draft

    def _compare(self, pairs: Pairs, found: Changes, authority: Authority | None, coming: set[str]) -> None:
        other = [(one, before) for one, before in pairs.known if one.digest != before.source_digest]
        released = Release.remembered(authority.id) if authority and other else frozenset()
        for batch in bulk.batches(other):
            ids = [before.id for _, before in batch]
            rows: dict[int, dict[str, Any]] = bulk.by_id(Contract, ids)
            awards = Award.of(Contract.id << ids)
            for one, before in batch:
                draft = self._draft(one, authority, found.references, coming)
                row, there = rows[before.id], awards.get(before.id, [])
                difference = self._difference(draft, row, there)
                found.gone += [f"{before.reference or before.title}: {name}" for name in difference.missing]
                if difference.is_any:
                    held, odd = holding.of_changed(draft, difference, row, there, self.verdicts)
                    if not held or (before.id, held[1], held[0]) not in released:
                        self.findings.extend(odd)
                        draft = replace(draft, held=held)
                    found.changed.append((draft, before, difference))
                    found.rows_new += difference.new
                    found.rows_changed += difference.changed

    def _difference(self, draft: Draft, row: dict[str, Any], there: list[Award]) -> Difference:
        """What would change, without what the file says against what it does not say and is known."""
        draft, odd = contracts.fitting(draft, row, self.prepared.reading.heading)
        self.findings.extend(odd)
        return compare(draft, row, there, self.ids, suppliers="supplier_words" in self.prepared.reading.given)


def _new_authorities(unknown: Sequence[Named], prepared: Prepared) -> Iterator[Finding]:
    alike = authorities.alike(unknown)
    for named in unknown:
        kind = authorities.KIND_NAMES[authorities.kind_of(named.name)]
        action = f"made, as {kind} in England, for the register only"
        column = prepared.reading.heading("authority") if named.row else ""
        problem = "new authority"
        if other := alike.get(folded(named.name)):
            problem, action = f"{problem}, of almost the name of one that is here", f"not taken for {other}: {action}"
        yield Finding(named.row, column, shown(named.name), problem, action)


def _about_suppliers(plan: SupplierPlan, prepared: Prepared) -> Iterator[Finding]:
    rows: dict[str, int] = {}
    for share in prepared.shares:
        for part in share.parts:
            for name in part.parties.names:
                rows[name] = min(part.line.row, rows.get(name, part.line.row))
    heading: Callable[[str], str] = prepared.reading.heading
    for two in plan.alike:
        action = f"proposed for merging with “{shown(two.other)}”; kept as two"
        problem = "perhaps a supplier that stands under another name"
        yield Finding(rows[two.name], heading("suppliers"), shown(two.name), problem, action)
    for one in plan.disagreements:
        action = f"of {shown(one.supplier.name)} this is known: {one.stored}; it stands"
        yield Finding(
            rows[one.supplier.name], heading(one.column), one.said, "not what is known of the supplier", action
        )


def _left_out(pairs: Iterable[tuple[Agreement, Known]]) -> Iterator[Finding]:
    """Rows of contracts that somebody said should not be in the register: they are known, and stay out."""
    for agreement, before in pairs:
        if before.left_out_at:
            problem = f"left out of the register on {day(before.left_out_at)}"
            yield Finding(agreement.first.row, "", shown(before.reference or before.title), problem, STILL_OUT)


STILL_OUT = "still left out; who keeps the register can put it back, on its own page or with all of its file"
MOST_NAMED = 200


def _gone(changes: Iterable[Changes]) -> Iterator[Finding]:
    names = [name for one in changes for name in one.gone]
    if names:
        more = f", and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        said = ", ".join(names[:MOST_NAMED])
        yield Finding(None, "", f"{len(names)}: {said}{more}", "not in this file", "nothing was done to them")
