"""Leaving a contract out of the register that should not be in it, and putting it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.period import Period
from models.register import leaving_out
from models.register.contract import Contract
from models.register.taking_in import Import
from models.store import writing
from portal.register.desk.work import holding


@dataclass(frozen=True)
class LeftOut:
    """By whom, when and why a contract was left out; `file`: with all that came from it."""

    why: str
    by: str
    at: datetime
    file: Import | None


def of(contract: Contract) -> LeftOut | None:
    """How it was left out; None where it stands in the register."""
    if contract.left_out_reason is None or contract.left_out_at is None:
        return None
    by = contract.left_out_by.name if contract.left_out_by else ""
    return LeftOut(contract.left_out_reason, by, contract.left_out_at, contract.left_out_with)


def quarters(contract: Contract) -> Sequence[Period]:
    """Closed quarters that show it, as they stand now, newest first."""
    there = leaving_out.quarters([contract.id])
    return [Period.parse(key) for _, key, _ in there]


def called_off(contract: Contract) -> int:
    """How many contracts of the register, whoever keeps it, are called off from it."""
    return int(Contract.select().where(Contract.within == contract.id, Contract.stands()).count())


def leave_out(contract: Contract, why: str, *, by: int, now: datetime, version: int) -> None:
    """It should not be in the register. Raises AlreadyDone, NotNow where it was taken down, Stale."""
    with writing():
        contract.leave_out(why, by=by, at=now, version=version)


def put_back(contract: Contract, *, by: int, now: datetime, version: int) -> bool:
    """It belongs there after all; whether the guard, which reads it as it stands, holds it now. Raises AlreadyDone,
    Stale."""
    with writing():
        contract.put_back(by=by, at=now, version=version)
        return holding.settle(contract, by=by, now=now)
