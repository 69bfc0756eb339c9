"""Taking in a register that a council published: all of a file, or nothing of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from models.audit import AuditHead
from models.calendar import to_london
from models.register.taking_in import Counts
from models.store import reading as reading_the_store
from models.store import writing
from portal.register import keeping, plans, reading
from portal.register.bad_file import BadFile
from portal.register.findings import Finding
from portal.register.plain_text import clean
from portal.register.prepared import prepare
from portal.register.reading import Watch
from portal.releasing.guard import Verdicts

__all__ = ["BadFile", "Reconciliation", "take_in"]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of every row: read = new + changed + unchanged + rejected. `import_id` is None when it was tried."""

    counts: Counts
    findings: list[Finding]
    import_id: UUID | None = None

    def said(self) -> dict[str, object]:
        """{"read", "new", "changed", "unchanged", "rejected", "findings": [{"row", "column", "value", "problem",
        "action"}]}"""
        counts = {"read": self.counts.read, **asdict(self.counts)}
        return {**counts, "findings": [asdict(finding) for finding in self.findings]}


def take_in(
    file: bytes, authority: str, *, by: int | None, now: datetime, dry_run: bool = False, name: str = "",
    watch: Watch | None = None, agreed: Callable[[plans.Plan], None] | None = None,
) -> Reconciliation:  # fmt: skip
    """Take in a file of any kind that councils publish; rows that name no authority belong to `authority`.

    `name` is the file’s own, for the record. With `dry_run` nothing is written and the answer is the same. `agreed` is
    asked about the very plan that is about to be written: what it raises stops all of it.

    Raises BadFile, and nothing is kept, where the file as a whole is no register; ValueError without an authority.
    """
    authority = clean(authority)
    if not authority:
        raise ValueError("Say which authority the rows belong to that name none.")
    read = reading.read(file, to_london(now).date(), _half(watch, 0))
    with reading_the_store():
        prepared = prepare(read, authority)
        verdicts = Verdicts()
        tried = plans.make(prepared, _half(watch, 1), verdicts)
    if dry_run:
        return Reconciliation(tried.counts, tried.findings)
    del tried  # it was made so that the guard, which takes its time, keeps nobody waiting below: its verdicts are known
    with writing():
        AuditHead.take()  # nobody else takes in the same rows meanwhile
        plan = plans.make(prepared, None, verdicts)
        if agreed:
            agreed(plan)
        taken_in = keeping.keep(plan, name=clean(name), digest=sha256(file).hexdigest(), by=by, at=now)
    return Reconciliation(plan.counts, plan.findings, taken_in.public_id)


def _half(watch: Watch | None, half: int) -> Watch | None:
    """Tells `watch` of one half of the work: reading the rows, comparing them."""
    return watch and (lambda done, of: watch(half * of + done, 2 * of))
