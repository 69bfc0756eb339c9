"""Closing a quarter of the register, correcting it, and taking down what should never have been published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.audit import AuditHead
from models.authority import Authority
from models.calendar import to_london
from models.conflicts import AlreadyDone, NotNow, Stale
from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from models.register.edition import Edition
from models.register.take_down import TakeDown
from models.spending.share import SpendShare
from models.store import forget, reading, writing
from portal.releasing import guard
from portal.releasing.gathering import Gathered, Verdicts, gather
from portal.releasing.rows import REDACTIONS


class Unknown(Exception):
    """There is no such authority, contract or request; the words say what was looked for."""


@dataclass(frozen=True)
class Closed:
    """What came of closing: the edition, how many contracts it shows, and how many the guard stopped just now."""

    edition: Edition
    contracts: int
    stopped: int


def quarter(key: str) -> Period:
    """The quarter of a key such as 2026-27-Q2. Raises ValueError for anything else."""
    period = Period.parse(key)
    if "-Q" not in key:
        raise ValueError(f"“{key}” is not a quarter, such as 2026-27-Q2.")
    return period


def authority_named(name: str) -> Authority:
    """By its name, whatever the case, or by its slug. Raises Unknown."""
    wanted = " ".join(name.split()).casefold()
    with reading():
        found = [one for one in Authority.select() if wanted in (one.name.casefold(), one.slug)]
    if not found:
        raise Unknown(f"No authority is called “{name}”.")
    return found[0]


def authorities_to_close() -> list[Authority]:
    """All that have a contract in the register, by name; what is left out of it is none."""
    with reading():
        there = Contract.select(Contract.authority).where(Contract.stands()).distinct()
        return list(Authority.select().where(Authority.id << there).order_by(Authority.name))


def close_quarter(period_key: str, authority: Authority, by: int | None, now: datetime) -> Closed:
    """Close a quarter of one authority: an edition of the contracts above its threshold that were in force, with its
    audit event and a mail to each who follows the council, or wants to hear what comes up of a service, in one
    transaction. What the guard stops is held and left out, and counted.

    Raises ValueError for what is no quarter, NotNow while it has not ended, AlreadyDone when it is closed.
    """
    from portal.following import quarters  # noqa: PLC0415 - rules of the public half, only where a quarter is closed

    period = _ended(period_key, now)
    verdicts = _read_by_the_guard(authority, period)
    with writing():
        AuditHead.take()  # nobody else closes it, and no take-down is done, meanwhile
        if newest := Edition.newest(authority.id, period_key):
            raise AlreadyDone(newest)
        gathered = _gathered(authority, period, verdicts, by, now)
        edition = Edition.close(authority.id, period_key, gathered.rows, as_at=period.last_day, by=by, at=now)
        SpendShare.keep(edition.id, gathered.shares)
        quarters.announce(edition, gathered.rows, now)
    return _closed(edition, gathered)


def correct(
    period_key: str, authority: Authority, reason: str, by: int | None, now: datetime, *, seen: int | None = None
) -> Closed:
    """Close it again, as the register stands now: a revision, with a reason that is published. `seen` is the revision
    that the person had before them. Raises NotNow when it was never closed, Stale when somebody corrected it since,
    ValueError without a reason, guard.MayIdentifyError for one that may not be published."""
    if not reason.strip():
        raise ValueError("Say why the quarter is corrected.")
    guard.refuse(reason, but=guard.FOR_ONE)  # that something was bought for one person may be just the reason
    period = _ended(period_key, now)
    verdicts = _read_by_the_guard(authority, period)
    with writing():
        AuditHead.take()
        if not (newest := Edition.newest(authority.id, period_key)):
            raise NotNow("not closed")
        if seen not in (None, newest.revision):
            raise Stale(newest.revision)
        gathered = _gathered(authority, period, verdicts, by, now)
        edition = Edition.revise(
            authority.id, period_key, gathered.rows, reason=reason.strip(), as_at=period.last_day, by=by, at=now
        )
        SpendShare.keep(edition.id, gathered.shares)
    return _closed(edition, gathered)


def _ended(period_key: str, now: datetime) -> Period:
    period = quarter(period_key)
    if to_london(now).date() <= period.last_day:
        raise NotNow("not ended")
    return period


def _read_by_the_guard(authority: Authority, period: Period) -> Verdicts:
    """What it says of every text, before anybody has to wait for the store; the transaction asks again only for what
    has changed meanwhile."""
    verdicts: Verdicts = {}
    with reading():
        gather(authority, period, verdicts)
    return verdicts


def _gathered(authority: Authority, period: Period, verdicts: Verdicts, by: int | None, now: datetime) -> Gathered:
    gathered = gather(Authority.get_by_id(authority.id), period, verdicts)
    for contract, why in gathered.stopped:
        contract.hold(why.reason, why.digest, by=by, at=now, version=contract.version)
    return gathered


def _closed(edition: Edition, gathered: Gathered) -> Closed:
    contracts = sum(row.kind == "contract" for row in gathered.rows)
    return Closed(edition, contracts, len(gathered.stopped))


# Redaction


def redact_supplier(contract: Contract, words: str, *, by: int, now: datetime, version: int) -> None:
    """In place of its suppliers, the words that the Transparency Code asks for (`rows.REDACTIONS`). Raises ValueError
    for any others, and what `Contract.change` raises. What was held stays held until somebody lets it pass."""
    if words not in REDACTIONS:
        raise ValueError(f"The words are {' or '.join(REDACTIONS)}.")
    with writing():
        contract.change({"supplier_words": words}, awards=(), by=by, at=now, version=version)


# Taking down


def contract_at(address: str) -> tuple[Authority, str]:
    """The authority and the slug of `<authority>/<contract slug>`. Raises Unknown."""
    name, _, slug = address.strip().strip("/").partition("/")
    with reading():
        authority = Authority.get_or_none(Authority.slug == name)
    if authority is None or not slug:
        raise Unknown(f"“{address}” is not the address of a contract, such as fairshire/ef-104.")
    return authority, slug


def ask_take_down(address: str, reason: str, by: int, now: datetime) -> TakeDown:
    """One person asks, and says for which legal reason. Raises Unknown, ValueError without a reason,
    guard.MayIdentifyError for one that may not be published, and what `TakeDown.ask` raises."""
    if not reason.strip():
        raise ValueError("Say the legal reason.")
    guard.refuse(reason, but=guard.FOR_ONE)
    authority, slug = contract_at(address)
    with writing():
        return TakeDown.ask(authority.id, slug, reason.strip(), by=by, at=now)


def agree_take_down(address: str, by: int, now: datetime) -> int:
    """Another person does it: emptied in every edition at once, and the contract is held. How many rows were emptied.
    Raises Unknown when nobody asked, and what `TakeDown.agree` raises. Publish afterwards."""
    authority, slug = contract_at(address)
    asked = next((one for one in waiting(authority) if (one.kind, one.slug) == ("contract", slug)), None)
    if asked is None:
        raise Unknown(f"Nobody has asked to take down {address}.")
    with writing():
        emptied = asked.agree(by=by, at=now)
    forget()
    return emptied


def waiting(authority: Authority) -> Sequence[TakeDown]:
    """What waits for a second person at an authority, oldest first."""
    with reading():
        return TakeDown.waiting(authority.id)


def why_held(contract: Contract) -> Sequence[str]:
    """For the officer who is to let it pass: what the guard found, in words."""
    with reading():
        awards = Award.of(Contract.id == contract.id).get(contract.id, [])
    return [f"{stop.say}: “{stop.found}”" for stop in guard.examine(guard.examined(contract, awards))]
