"""What taking in a file would do, as plain values that can be kept beside it and shown again and again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, astuple
from datetime import datetime
from hashlib import sha256
from typing import Any

from models.authority import Authority, Service
from models.calendar import to_london
from models.person import Membership
from models.register import bulk
from models.register.contract import Contract
from models.store import reading as reading_the_store
from portal.register import import_words, plans, reading
from portal.register.bad_file import BadFile
from portal.register.contracts import Draft
from portal.register.plans import Changes, Plan
from portal.register.prepared import Prepared, prepare
from portal.register.reading import Watch

Outcome = dict[str, Any]
"""{"counts", "findings": [[row, column, value, problem, action]], "new": [{…}], "changed": [{…}], "gone": [name],
"made": [authority], "plan": fingerprint}"""


class Moved(Exception):
    """The register is no longer what it was when the file was looked at."""


def look(file: bytes, authority: str, mine: Collection[int], *, now: datetime, watch: Watch | None = None) -> Outcome:
    """Try a file: nothing is written. `mine` are the authorities (ids) whose register this person may change.

    Raises BadFile where it is no register, or holds rows of an authority that keeps its register here itself.
    """
    read = reading.read(file, to_london(now).date(), watch and (lambda done, of: watch(done, 2 * of)))
    with reading_the_store():
        prepared = prepare(read, authority)
        refuse_others(_named(prepared), mine)
        plan = plans.make(prepared, watch and (lambda done, of: watch(of + done, 2 * of)))
        return _outcome(plan)


def agreed(outcome: Outcome, mine: Collection[int]) -> Any:
    """For `work.take_in`: only what was shown is written, and only where this person may. Raises Moved, BadFile."""

    def same(plan: Plan) -> None:
        refuse_others({one.named.name: one.named.row for one in plan.changes}, mine)
        if fingerprint(plan) != outcome["plan"]:
            raise Moved

    return same


def fingerprint(plan: Plan) -> str:
    """SHA-256 (hex) of what a plan would do, and to which version of which contract."""
    said: list[object] = [astuple(plan.counts), len(plan.findings), sorted(one.name for one in plan.unknown)]
    for changes in plan.changes:
        said += [changes.named.name, [draft.agreement.digest for draft in changes.new]]
        for _, before, difference in changes.changed:
            said.append((before.id, before.version, sorted(difference.values), difference.awards is not None))
    return sha256(repr(said).encode()).hexdigest()


def _named(prepared: Prepared) -> dict[str, int | None]:
    return {share.named.name: share.named.row for share in prepared.shares}


def refuse_others(named: Mapping[str, int | None], mine: Collection[int]) -> None:
    """Raises BadFile where one of these authorities has people of its own here and is not among `mine`.

    An authority that only stands in the register may be brought by anybody who keeps one.
    """
    wanted = {" ".join(name.casefold().split()): name for name in named}
    kept = Authority.select(Authority.id, Authority.name).join(Membership).where(Membership.ended_at.is_null())
    for authority in kept.distinct():
        name = wanted.get(" ".join(authority.name.casefold().split()))
        if name and authority.id not in mine:
            row = f"Row {named[name]} is" if named[name] else "These rows are"
            raise BadFile(
                f"{row} of {authority.name}, which keeps its own register here. Only its own people take in its rows."
            )


def _outcome(plan: Plan) -> Outcome:
    names = _names(plan.changes)
    return {
        "counts": asdict(plan.counts),
        "findings": [list(astuple(finding)) for finding in plan.findings],
        "new": [_new(draft, changes) for changes in plan.changes for draft in changes.new],
        "changed": [one for changes in plan.changes for one in _changed(changes, names)],
        "gone": [name for changes in plan.changes for name in changes.gone],
        "made": [named.name for named in plan.unknown],
        "plan": fingerprint(plan),
    }


def _new(draft: Draft, changes: Changes) -> dict[str, Any]:
    values = draft.values
    suppliers = sorted(draft.agreement.names) or [str(values.get("supplier_words") or "")]
    return {
        "authority": changes.named.name,
        "row": draft.agreement.first.row,
        "reference": values.get("reference", ""),
        "title": values["title"],
        "suppliers": [name for name in suppliers if name],
        "value": import_words.worth(values.get("value_pence"), values.get("value_kind"), values.get("value_words")),
        "held": draft.held is not None,
    }


def _changed(changes: Changes, names: Mapping[tuple[str, int], str]) -> Iterable[dict[str, Any]]:
    for batch in bulk.batches(changes.changed):
        stored = bulk.by_id(Contract, [before.id for _, before, _ in batch])
        for draft, before, difference in batch:
            row = stored[before.id]
            yield {
                "authority": changes.named.name,
                "row": draft.agreement.first.row,
                "slug": before.slug,
                "reference": before.reference,
                "title": before.title,
                "differences": [
                    [
                        import_words.column(name),
                        import_words.said(name, row[name], names),
                        import_words.said(name, value, names),
                    ]
                    for name, value in difference.values.items()
                ],
                "suppliers": sorted(draft.agreement.names) if difference.awards is not None else [],
            }


def _names(all_changes: Iterable[Changes]) -> dict[tuple[str, int], str]:
    """What services and frameworks are called, of those that a change speaks of."""
    touched = [one for changes in all_changes for one in changes.changed]
    if not touched:
        return {}
    services = {("service", row.id): row.title for row in Service.select(Service.id, Service.title)}
    found: dict[tuple[str, int], str] = {}
    ids = [value for _, _, difference in touched if isinstance(value := difference.values.get("within"), int)]
    for batch in bulk.batches(ids):
        frameworks = Contract.select(Contract.id, Contract.reference, Contract.title).where(Contract.id << batch)
        found |= {("within", row.id): row.reference or row.title for row in frameworks}
    return {**services, **found}
