"""Contracts of a whole file at once: 50,000 of them in a few hundred statements.

There is no audit event a contract: the one of the import, with the digest of its file, stands for all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.audit import AuditHead
from models.register import bulk
from models.register.award import Award, NewAward, columns
from models.register.contract import Contract, with_value_kind
from models.register.slugs import Slugs
from models.register.supplier import SupplierName
from models.register.taking_in import Import
from models.register.versions import only, stale

Held = tuple[str, str]
"""Why the guard holds it, and the digest of the text."""


@dataclass(frozen=True)
class Known:
    """What an import compares with; `suppliers` are all names that its suppliers were ever published under."""

    id: int
    slug: str
    version: int
    reference: str
    title: str
    starts_on: date | None
    source_digest: str
    held_reason: str | None
    left_out_at: datetime | None
    suppliers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NewContract:
    """One that is not known yet. `values` are of Contract.CHANGEABLE, foreign keys as ids."""

    values: Mapping[str, object]
    awards: Sequence[NewAward] = ()
    source_digest: str = ""
    held: Held | None = None


@dataclass(frozen=True)
class ChangedContract:
    """One that was seen at `version` and is different now. `awards` None leaves them; `held` None lifts no hold."""

    id: int
    version: int
    values: Mapping[str, object]
    awards: Sequence[NewAward] | None = None
    source_digest: str = ""
    held: Held | None = None


def known(authority_id: int) -> list[Known]:
    """All contracts of an authority, those that are left out of the register last, oldest first; two queries."""
    names: dict[int, set[str]] = {}
    published: Any = (
        Award.select(Award.contract, SupplierName.name)
        .join(SupplierName, on=(SupplierName.supplier == Award.supplier))
        .switch(Award)
        .join(Contract, on=(Award.contract == Contract.id))
        .where(Contract.authority == authority_id)
    )
    for contract_id, name in published.tuples():
        names.setdefault(contract_id, set()).add(name)
    wanted = (Contract.id, Contract.slug, Contract.version, Contract.reference, Contract.title, Contract.starts_on)
    query = Contract.select(*wanted, Contract.source_digest, Contract.held_reason, Contract.left_out_at)
    mine: Any = query.where(Contract.authority == authority_id).order_by(~Contract.stands(), Contract.id)
    return [Known(*row) for row in ((*row, frozenset(names.get(row[0], ()))) for row in mine.tuples())]


def add_many(
    authority_id: int, contracts: Sequence[NewContract], *, taken_in: Import | None, by: int | None, at: datetime
) -> list[int]:
    """Add contracts with their awards; their ids, in the same order. The services are the authority’s own: that is not
    looked up again. Raises ValueError for what is not of CHANGEABLE."""
    AuditHead.take()  # nobody else gives out slugs meanwhile
    slugs = Slugs(bulk.column(Contract.select(Contract.slug).where(Contract.authority == authority_id)))
    given = [slugs.give_contract(_reference(contract), held=contract.held is not None) for contract in contracts]
    file = taken_in and taken_in.id
    stamp = {"authority": authority_id, "taken_in": file, "added_in": file, "origin": "file", "version": 1}
    times = {"created_at": at, "changed_by": by, "changed_at": at}
    pairs = zip(contracts, given, strict=True)
    rows = ({**BLANK, **stamp, **times, **_row(contract), "slug": slug} for contract, slug in pairs)
    ids = bulk.insert(Contract, rows, "slug")
    found = [ids[slug] for slug in given]
    _add_awards(zip(found, (contract.awards for contract in contracts), strict=True))
    return found


def _reference(contract: NewContract) -> str:
    return str(contract.values.get("reference", ""))


BLANK: dict[str, object] = dict.fromkeys(Contract.CHANGEABLE)
BLANK |= {field.name: default for field, default in Contract._meta.defaults.items() if not callable(default)}
BLANK |= {"held_reason": None, "held_digest": None}


def _row(contract: NewContract) -> dict[str, object]:
    only(contract.values, Contract.CHANGEABLE, "a contract")
    values = with_value_kind(contract.values, {"arrangement": "", "value_kind": ""})
    return {**values, **_held(contract.held), "source_digest": contract.source_digest}


def change_many(changes: Sequence[ChangedContract], *, taken_in: Import | None, by: int | None, at: datetime) -> None:
    """Change contracts, all of them or, with Stale, none: when one is no longer as it was seen."""
    for batch in bulk.batches(changes):
        before = bulk.by_id(Contract, [one.id for one in batch])
        stamp = {"taken_in": taken_in and taken_in.id, "changed_by": by, "changed_at": at}
        rows = [{**before[one.id], **_changes(one, before[one.id]), **stamp} for one in batch]
        written = bulk.update(Contract, rows)
        for one in batch:
            if one.id not in written:
                raise stale(Contract.get_by_id(one.id))
        anew = [one for one in batch if one.awards is not None]
        Award.delete().where(Award.contract << [one.id for one in anew]).execute()
        _add_awards((one.id, one.awards or ()) for one in anew)


def _changes(one: ChangedContract, before: Mapping[str, Any]) -> dict[str, Any]:
    only(one.values, Contract.CHANGEABLE, "a contract")
    values = with_value_kind(one.values, before)
    return {**values, **_held(one.held), "source_digest": one.source_digest, "version": one.version + 1}


def _held(held: Held | None) -> dict[str, object]:
    return {"held_reason": held[0], "held_digest": held[1]} if held else {}


def _add_awards(pairs: Iterable[tuple[int, Sequence[NewAward]]]) -> None:
    single = ((contract, award) for contract, awards in pairs for award in dict.fromkeys(awards))
    bulk.insert(Award, ({"contract": contract, **columns(award)} for contract, award in single))
