"""Taking in a spending file, all of it or nothing; taking out one that was wrong; what officers say of payees."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from models.audit import AuditHead
from models.authority import Authority, Service
from models.calendar import today
from models.register import bulk
from models.register.supplier import Supplier
from models.spending.buying import Buying, Locality
from models.spending.payment import Payee, Payment, Purpose
from models.spending.taking_in import SpendImport
from models.store import reading as reading_the_store
from models.store import writing
from portal.register.bad_file import BadFile
from portal.register.plain_text import clean
from portal.register.reading import Watch
from portal.spending import matching, plans, reading
from portal.spending.matching import Match
from portal.spending.plans import Plan, Taken
from portal.spending.reading import JOINED, Line

__all__ = ["BadFile", "Taken", "take_in", "take_out"]


def take_in(
    file: bytes, authority: Authority, *, by: int | None, now: datetime, name: str = "", dry_run: bool = False,
    watch: Watch | None = None, agreed: Callable[[Plan], None] | None = None,
) -> Taken:  # fmt: skip
    """Take in what an authority paid. With `dry_run` nothing is written and the answer is the same. `agreed` is asked
    about the very plan that is about to be written: what it raises stops all of it. Raises BadFile, and nothing is
    kept, where the file as a whole is none."""
    read = reading.read(file, authority.name, today(now), watch)
    if dry_run:
        with reading_the_store():
            return plans.make(authority, read).taken
    with writing():
        AuditHead.take()  # nobody else takes in the same file meanwhile
        plan = plans.make(authority, read)
        if agreed:
            agreed(plan)
        taken, what = plan.taken, (clean(name)[:200], sha256(file).hexdigest())
        kept = SpendImport.keep(
            authority.id, what, taken.days, taken.counts, taken.findings, pence=taken.pence, by=by, at=now
        )
        _keep(authority.id, kept.id, read.lines, plan)
    return taken


def take_out(taken_in: SpendImport, why: str, *, by: int, now: datetime) -> None:
    """Undo what a file that was wrong has done: payments, and the names that stand in no other file. What editions have
    published stays. Raises ValueError without a reason, AlreadyDone, and NotNow where a later file is built upon it."""
    if not why.strip():
        raise ValueError("Say what was wrong with the file.")
    with writing():
        AuditHead.take()
        taken_in.take_out(why.strip(), by=by, at=now)
        Payment.take_out(taken_in.id)
        Payee.forget_unpaid(taken_in.authority_id)
        Purpose.forget_unpaid(taken_in.authority_id)


def _keep(authority: int, taken_in: int, lines: Sequence[Line], plan: Plan) -> None:
    payees = _payees(authority, lines, plan.matches)
    purposes = _purposes(authority, {line.purpose for line in lines})
    bulk.insert(Payment, (_row(authority, taken_in, line, payees, purposes) for line in plan.compared.new))
    Payment.change(taken_in, {number: (line.row, line.pence) for number, line in plan.compared.changed.items()})


def _row(
    authority: int, taken_in: int, line: Line, payees: dict[str, int], purposes: dict[str, int]
) -> dict[str, object]:
    same = {name: getattr(line, name) for name in ("row", "key", "paid_on", "period_key", "reference", "pence")}
    whom = {"payee": payees[line.payee], "purpose": purposes[line.purpose]}
    return {"authority": authority, "taken_in": taken_in, **same, **whom}


def _payees(authority: int, lines: Iterable[Line], matches: Mapping[str, Match]) -> dict[str, int]:
    """Key -> id of every payee; the new ones are made, and those that nobody could place are looked at again."""
    mine = {payee.key: payee for payee in Payee.select().where(Payee.authority == authority)}
    made = []
    for key, line in matching.payees(lines).items():
        match = matches.get(key)
        values = {"supplier": match.supplier, "matched_by": match.matched_by, "like": match.like} if match else {}
        if key not in mine:
            facts = {"name": line.name, "company_number": line.company_number, "covered": line.covered}
            made.append({"authority": authority, "key": key, **facts, **values})
        elif match and (match.supplier, match.like) != (mine[key].supplier_id, mine[key].like_id):
            Payee.update(**values).where(Payee.id == mine[key].id).execute()
    new = bulk.insert(Payee, made, "key")
    return {key: payee.id for key, payee in mine.items()} | new


def _purposes(authority: int, words: set[str]) -> dict[str, int]:
    """Words -> id; new ones get the service whose title stands among their parts."""
    mine = {purpose.words: purpose.id for purpose in Purpose.select().where(Purpose.authority == authority)}
    services = {row.title.casefold(): row.id for row in Service.select().where(Service.authority == authority)}
    made = [
        {"authority": authority, "words": one, "service": _service(one, services)}
        for one in sorted(words - mine.keys())
    ]
    return mine | bulk.insert(Purpose, made, "words")


def _service(words: str, services: dict[str, int]) -> int | None:
    found = {services[part] for part in words.casefold().split(JOINED) if part in services}
    return found.pop() if len(found) == 1 else None


# What officers say


def say(
    authority: Authority, values: Mapping[str, object], targets: Sequence[Mapping[str, object]], *, by: int,
    now: datetime, version: int,
) -> None:  # fmt: skip
    """What an authority says of itself as a buyer. Raises Stale."""
    with writing():
        Buying.say(authority.id, values, targets, by=by, at=now, version=version)


def say_local(authority: Authority, supplier: Supplier, local: str, source: str, *, by: int, now: datetime) -> None:
    """Whether a supplier is local to an authority: “yes”, “no” or “”, and where that is known from."""
    with writing():
        Locality.say(authority.id, supplier, local, source, by=by, at=now)


def decide(payee: Payee, supplier_id: int | None, *, by: int, now: datetime, version: int) -> None:
    """Which supplier a payee is, or none. Raises Stale."""
    with writing():
        payee.decide(supplier_id, by=by, at=now, version=version)


def sort(purpose: Purpose, service_id: int | None, *, by: int, now: datetime, version: int) -> None:
    """Which service a purpose is, or none of them. Raises Stale."""
    with writing():
        purpose.sort(service_id, by=by, at=now, version=version)
