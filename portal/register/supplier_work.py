"""What a person can do about suppliers: facts, the link to a provider, and whether two of them are one."""

from collections.abc import Collection, Mapping
from datetime import datetime

from models.conflicts import NotYours
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier
from models.store import writing
from portal.register import suppliers


def change(supplier: Supplier, values: Mapping[str, object], *, by: int, now: datetime, version: int) -> None:
    """Change facts or the name that is shown. Raises Stale, NotNow once it was merged."""
    with writing():
        supplier.change(values, by=by, at=now, version=version)


def link(supplier: Supplier, provider: int, *, by: int, now: datetime, version: int) -> None:
    """Somebody confirms that this name is that provider. Raises Stale, NotNow once it was merged."""
    with writing():
        supplier.link(provider, by=by, at=now, version=version)


def unlink(supplier: Supplier, *, by: int, now: datetime, version: int) -> None:
    """It is not that provider. Raises AlreadyDone, Stale, NotNow once it was merged."""
    with writing():
        supplier.unlink(by=by, at=now, version=version)


def propose(one: Supplier, other: Supplier, *, now: datetime) -> None:
    """Ask whether two are one; where that was asked before, nothing happens."""
    with writing():
        MergeProposal.propose(one.id, other.id, "officer", now)


def merge(proposal: MergeProposal, keep: Supplier, mine: Collection[int], *, by: int, now: datetime) -> None:
    """They are one, under the name of `keep`.

    Raises NotYours where the name that goes stands in contracts of an authority that keeps its register here itself
    and is not among `mine` (ids); AlreadyDone, NotNow as the model does.
    """
    gone = proposal.b if keep.id == proposal.a_id else proposal.a
    with writing():
        keepers, _ = suppliers.elsewhere(gone, mine)
        if keepers:
            raise NotYours
        proposal.merge(keep, by=by, at=now)


def part(
    supplier: Supplier, name: str, mine: Collection[int], *, by: int, now: datetime, version: int
) -> Supplier:  # fmt: skip
    """One of its names is that of another firm, which bears it from now on.

    Raises NotYours where the supplier stands in contracts of an authority that keeps its register here itself and is
    not among `mine` (ids); Stale, NotNow, ValueError as the model does.
    """
    with writing():
        keepers, _ = suppliers.elsewhere(supplier, mine)
        if keepers:
            raise NotYours
        return MergeProposal.part(supplier, name, by=by, at=now, version=version)


def keep_apart(proposal: MergeProposal, *, by: int, now: datetime) -> None:
    """They are two firms; it is not asked again. Raises AlreadyDone."""
    with writing():
        proposal.refuse(by=by, at=now)
