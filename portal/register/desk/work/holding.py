"""What the publication guard says when a contract is saved, and what a named person decides about one that it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Case, fn

from models.authority import Authority
from models.conflicts import AlreadyDone, NotNow, Stale
from models.register.award import Award
from models.register.contract import Contract
from models.register.release import Release
from models.register.take_down import HELD_REASON
from models.register.versions import stale
from models.store import reading, writing
from portal.releasing import guard
from portal.releasing.work import redact_supplier

A_PAGE = 25


def settle(contract: Contract, *, by: int | None, now: datetime) -> bool:
    """Inside `writing()`, after a contract was changed: the guard reads it as it stands. Whether it is held now.

    What was held stays held, for the text as it is now, so that letting it pass can never be of words that nobody saw.
    A purchase for one person is never a row, so it is not read.
    """
    if contract.held_reason == HELD_REASON or contract.volume == "spot":
        return contract.held
    text = _text(contract)
    why = guard.held(text)
    if why is None and not contract.held:
        return False
    reason = why.reason if why else str(contract.held_reason)
    try:
        if not contract.hold(reason, text.digest, by=by, at=now, version=contract.version) and contract.held:
            contract.hold(f"{reason}, changed since", text.digest, by=by, at=now, version=contract.version)
    except AlreadyDone:
        pass
    return contract.held


def _text(contract: Contract) -> guard.Examined:
    return guard.examined(contract, Award.of(Contract.id == contract.id).get(contract.id, []))


@dataclass(frozen=True)
class Held:
    """A contract that is held, its suppliers, and what the guard finds in it now."""

    contract: Contract
    suppliers: Sequence[str]
    stops: Sequence[guard.Stop]
    text: guard.Examined

    @property
    def taken_down(self) -> bool:
        return self.contract.held_reason == HELD_REASON


@dataclass(frozen=True)
class HeldPage:
    """One page of what is held at an authority: how many wait for a decision, and how many were taken down."""

    lines: Sequence[Held]
    waiting: int
    taken_down: int
    page: int
    pages: int


def page_of_held(authority: Authority, page: int) -> HeldPage:
    """What is held, those that wait longest first, and at the end what was taken down; two queries and a count."""
    where = (Contract.authority == authority.id) & ~Contract.held_reason.is_null() & Contract.stands()
    with reading():
        counts: Any = Contract.select(fn.COUNT(Contract.id), fn.COUNT(fn.NULLIF(Contract.held_reason, HELD_REASON)))
        total, waiting = counts.where(where).tuples().first()
        pages = max(1, -(-total // A_PAGE))
        number = min(max(page, 1), pages)
        in_order = (
            Contract.select()
            .where(where)
            .order_by(Case(None, [(Contract.held_reason == HELD_REASON, 1)], 0), Contract.changed_at, Contract.id)
        )
        found = list(in_order.paginate(number, A_PAGE))
        awards = Award.of(Contract.id << [one.id for one in found])
    return HeldPage([_held(one, awards.get(one.id, [])) for one in found], waiting, total - waiting, number, pages)


def held(contract: Contract) -> Held:
    """One contract, with what the guard finds in it now."""
    with reading():
        return _held(contract, Award.of(Contract.id == contract.id).get(contract.id, []))


def _held(contract: Contract, awards: Sequence[Award]) -> Held:
    text = guard.examined(contract, awards)
    return Held(contract, [award.supplier.name for award in awards], guard.examine(text), text)


def release(contract: Contract, why: str, *, text: str, by: int, now: datetime, version: int) -> None:
    """A named person lets it pass, with a reason; remembered with the exact text, whose digest is `text`.

    Raises Stale when the contract or its text is not what was read, AlreadyDone when it is not held, NotNow when it was
    taken down: that is for good.
    """
    with writing():
        now_so = Contract.get_by_id(contract.id)
        if now_so.held_reason == HELD_REASON:
            raise NotNow(HELD_REASON)
        if not now_so.held:
            raise AlreadyDone(now_so)
        if now_so.version != version:
            raise stale(now_so)
        if _text(now_so).digest != text:
            raise Stale(now_so.version)
        settle(now_so, by=by, now=now)
        now_so.release(why, by=by, at=now, version=now_so.version)


def redact(contract: Contract, words: str, *, by: int, now: datetime, version: int) -> bool:
    """The Code’s words in place of the suppliers; whether it is held still. Raises Stale, ValueError for others."""
    redact_supplier(contract, words, by=by, now=now, version=version)
    with writing():
        return settle(Contract.get_by_id(contract.id), by=by, now=now)


def released(authority: Authority) -> list[Release]:
    """What was let pass at an authority, newest first: for the yearly look through."""
    with reading():
        return Release.of(authority.id)[::-1]


def next_held(authority_id: int) -> Contract | None:
    """The one that waits longest for a decision; None where nothing waits."""
    waits = (Contract.authority == authority_id) & ~Contract.held_reason.is_null() & Contract.stands()
    query = Contract.select(Contract, Authority).join(Authority).where(waits, Contract.held_reason != HELD_REASON)
    found: Contract | None = query.order_by(Contract.changed_at, Contract.id).first()
    return found
