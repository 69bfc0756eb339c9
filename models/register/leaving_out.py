"""All that a file added, left out of the register at once and put back: a few statements however many there are.

What somebody has worked on since stays: only what nobody has touched is certainly the file’s alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Case, Value, fn

from models.audit import AuditEvent
from models.authority import Authority
from models.person import Membership
from models.register import bulk
from models.register.contract import IN_THE_REGISTER, TAKEN_DOWN, Contract
from models.register.edition import Edition, EditionRow
from models.register.taking_in import Import
from models.store import locked, must_be_writing

WORKED_ON = (
    *("contract.changed", "contract.extended", "contract.ended", "contract.released"),
    *("framework.opened", "framework.closed", "contract.joined", "contract.left"),
)
"""What a person does to a contract; that the guard held it, or that it was out and is back, is nobody’s work on it."""


@dataclass(frozen=True)
class Added:
    """One contract that a file added. `out`: left out by now, `together`: with all of the file; `others`: of another
    authority that keeps its own register here; `worked_on`: by a person since; `later`: a later file changed it;
    `published`: it stands in a closed quarter."""

    id: int
    title: str
    reference: str
    slug: str
    authority: str
    within: int | None
    out: bool
    together: bool
    taken_down: bool
    others: bool
    later: bool
    worked_on: bool
    published: bool

    @property
    def stays(self) -> bool:
        """Whether it does not go with the file."""
        return self.out or self.taken_down or self.others or self.later or self.worked_on

    @property
    def subject(self) -> str:
        return f"contract:{self.authority}/{self.slug}"


def added(taken: Import, mine: Collection[int]) -> list[Added]:
    """Every contract that a file added, oldest first; one query. `mine`: authorities (ids) whose register this person
    keeps."""
    kept = Membership.live().select(Membership.authority).where(~Membership.authority.is_null())
    columns = (
        *(Contract.id, Contract.title, Contract.reference, Contract.slug, Authority.slug, Contract.within),
        *(~Contract.stands(), Contract.left_out_with == taken.id, Contract.held_reason == TAKEN_DOWN),
        ~(Contract.authority << list(mine)) & (Contract.authority << kept),
        (Contract.taken_in != taken.id) | Contract.taken_in.is_null(),
        fn.EXISTS(_work()),
        Contract.id << _shown(SHOWN.id, where=SHOWN.added_in == taken.id),
    )
    rows: Any = Contract.select(*columns).join(Authority).where(Contract.added_in == taken.id).order_by(Contract.id)
    return [Added(*row[:6], *map(bool, row[6:])) for row in rows.tuples()]


def _work() -> Any:
    subject = Value("contract:").concat(Authority.slug).concat("/").concat(Contract.slug)
    return AuditEvent.select(1).where(AuditEvent.subject == subject, AuditEvent.action << WORKED_ON)


SHOWN = Contract.alias()
"""A contract that a closed quarter shows, as the newest revision of that quarter stands."""


def _shown(*columns: Any, where: Any) -> Any:
    newer = Edition.alias()
    same = (newer.authority == Edition.authority) & (newer.period_key == Edition.period_key)
    corrected = newer.select(1).where(same, newer.revision > Edition.revision)
    query = EditionRow.select(*columns).join(Edition, on=(EditionRow.edition == Edition.id))
    query = query.join(Authority, on=(Edition.authority == Authority.id))
    query = query.join(SHOWN, on=((SHOWN.authority == Edition.authority) & (SHOWN.slug == EditionRow.slug)))
    return query.where(where, EditionRow.kind == "contract", ~EditionRow.data.is_null(), ~fn.EXISTS(corrected))


def quarters(contracts: Iterable[int]) -> list[tuple[str, str, int]]:
    """Of these contracts (ids): slug of an authority, key of a closed quarter that shows some of them, and how many,
    newest first; a query for each 500."""
    found: Counter[tuple[str, str]] = Counter()
    for batch in bulk.batches(contracts):
        query = _shown(Authority.slug, Edition.period_key, fn.COUNT(SHOWN.id), where=SHOWN.id << batch)
        for authority, key, count in query.group_by(Authority.slug, Edition.period_key).tuples():
            found[authority, key] += count
    in_order = sorted(found.items(), key=lambda one: one[0][1], reverse=True)
    return [(authority, key, count) for (authority, key), count in in_order]


def call_offs(taken: Import) -> list[tuple[int, int]]:
    """Id of each contract in the register and of the framework that it is called off from, where the file added one of
    the two; one query."""
    framework = Contract.alias()
    both = Contract.select(Contract.id, Contract.within).join(framework, on=(Contract.within == framework.id))
    rows: Any = both.where(Contract.stands(), (Contract.added_in == taken.id) | (framework.added_in == taken.id))
    return list(rows.order_by(Contract.id).tuples())


def hold_still(taken: Import) -> None:
    """Nobody changes what a file added until the end of the transaction; what others were changing is done by then."""
    must_be_writing()
    mine: Any = Contract.select(Contract.id).where(Contract.added_in == taken.id).order_by(Contract.id)
    list(locked(mine).tuples())


def leave_out(taken: Import, these: Sequence[Added], why: str, *, by: int, at: datetime) -> None:
    """These contracts of a file, after `hold_still`: an audit event of the file, and one in the history of each."""
    said = {"left_out_reason": why, "left_out_by": by, "left_out_at": at, "left_out_with": taken.id}
    _write([one.id for one in these], said, by=by, at=at)
    AuditEvent.append("register.left_out", taken.subject, by, at, after=_many(these), words=why)
    AuditEvent.append_many("contract.left_out", _subjects(these), by, at, after=taken.subject, words=why)


def put_back(taken: Import, these: Sequence[Added], *, by: int, at: datetime) -> None:
    """The same, the other way round."""
    _write([one.id for one in these], IN_THE_REGISTER, by=by, at=at)
    AuditEvent.append("register.put_back", taken.subject, by, at, after=_many(these))
    AuditEvent.append_many("contract.put_back", _subjects(these), by, at, after=taken.subject)


def _many(these: Sequence[Added]) -> str:
    return f"{len(these):,} contract{'' if len(these) == 1 else 's'}"


def _subjects(these: Iterable[Added]) -> list[str]:
    return [one.subject for one in these]


def _write(ids: Sequence[int], values: Mapping[str, object], *, by: int, at: datetime) -> None:
    for batch in bulk.batches(ids):
        stamp = {"version": Contract.version + 1, "changed_by": by, "changed_at": at}
        Contract.update(**values, **stamp).where(Contract.id << batch).execute()


def counts(taken: Import) -> tuple[int, int]:
    """How many that a file added stand in the register, and how many are left out with all of it; one query."""
    sums = (
        fn.SUM(Case(None, ((condition, 1),), 0)) for condition in (Contract.stands(), ~Contract.left_out_with.is_null())
    )
    row: Any = Contract.select(*sums).where(Contract.added_in == taken.id).tuples().get()
    return int(row[0] or 0), int(row[1] or 0)


def taken_out(files: Sequence[Import]) -> set[int]:
    """Ids of those of these files of which something is left out together; one query."""
    out = Contract.select(Contract.left_out_with).where(Contract.added_in << files, ~Contract.left_out_with.is_null())
    return set(bulk.column(out.distinct()))


def events(taken: Import) -> list[AuditEvent]:
    """When all of a file was left out or put back, newest first; one query."""
    said = AuditEvent.action << ("register.left_out", "register.put_back")
    return list(AuditEvent.select().where(AuditEvent.subject == taken.subject, said).order_by(AuditEvent.number.desc()))
