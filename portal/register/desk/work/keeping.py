"""Adding, changing, extending and ending contracts, by the same rules of the store that an import keeps."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import IntegrityError

from models.authority import Authority, Service
from models.conflicts import NotNow, broken_rule
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.framework_user import FrameworkUser
from models.register.supplier import Supplier
from models.register.terms import FRAMEWORKS, value_kind_of
from models.register.versions import stale
from models.store import writing
from portal.register.desk import words
from portal.register.desk.contract_form import Typed, TypedAward
from portal.register.desk.work import holding, parties
from portal.releasing import guard

NOT_EXTENDED = {
    "no end": "This contract has no end yet. Change it and enter one first.",
    "ended": "This contract was ended for good. If that was wrong, change its end, and the words about it.",
}


class Broken(ValueError):
    """What was typed breaks a rule; the message says what to change, at `box`."""

    def __init__(self, box: str, message: str) -> None:
        super().__init__(message)
        self.box = box


@dataclass(frozen=True)
class Kept:
    """What came of saving: the contract, whether the guard holds it, suppliers that are new, whether anything
    changed."""

    contract: Contract
    held: bool
    new: tuple[str, ...] = ()
    changed: bool = True


def choices(
    authority: Authority, contract: Contract | None = None
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The services of an authority, and the frameworks that it may call off from or that `contract` was called off from
    when it could: keys or addresses, and words."""
    services = Service.select().where(Service.authority == authority.id).order_by(Service.title)
    found = _frameworks(authority.id)
    if contract and contract.within_id and contract.within_id not in [one.id for one in found]:
        query = Contract.select(Contract, Authority).join(Authority).where(Contract.id == contract.within_id)
        found.append(query.get())
    frameworks = [(_address(one), _called(one, authority.id)) for one in found]
    return [(service.key, service.title) for service in services], frameworks


def _frameworks(authority_id: int) -> list[Contract]:
    opened = FrameworkUser.select(FrameworkUser.contract).where(FrameworkUser.authority == authority_id)
    usable = (Contract.authority == authority_id) | (Contract.id << opened)
    query = (
        Contract.select(Contract, Authority)
        .join(Authority)
        .where(usable, Contract.stands(), Contract.arrangement << FRAMEWORKS)
    )
    return list(query.order_by(Contract.title, Contract.id))


def _address(contract: Contract) -> str:
    return f"{contract.authority.slug}/{contract.slug}"


def _called(contract: Contract, authority_id: int) -> str:
    name = f"{contract.title}, {contract.reference}" if contract.reference else contract.title
    return name if contract.authority_id == authority_id else f"{name} ({contract.authority.name})"


def framework_of(contract: Contract) -> str:
    """The address of the framework that a contract is called off from; empty where there is none."""
    if not contract.within_id:
        return ""
    query = Contract.select(Contract, Authority).join(Authority).where(Contract.id == contract.within_id)
    return _address(query.get())


def add(authority: Authority, typed: Typed, *, by: int, now: datetime) -> Kept:
    """A contract that an officer enters. Where the guard stops it, it is held, and its address says nothing of it.
    Raises Broken, and parties.Unclear."""
    suppliers = parties.resolve(typed.awards)
    values = _columns(authority.id, typed.values)
    with _rules_in_words(), writing():
        awards, new = _awards(authority, typed.awards, suppliers, by, now)
        names, lots = [one.supplier for one in typed.awards], [one.lot for one in typed.awards]
        stopped = values["volume"] != "spot" and guard.held(guard.of_values(values, names, lots))
        first = {**values, "reference": ""} if stopped else values
        contract = Contract.add(authority.id, {**first, **_award_day(awards)}, awards=awards, by=by, at=now)
        if first["reference"] != values["reference"]:
            reference = {"reference": values["reference"]}
            contract.change(reference, by=by, at=now, version=contract.version)
        return Kept(contract, holding.settle(contract, by=by, now=now), new)


def change(contract: Contract, typed: Typed, loaded: Typed, *, by: int, now: datetime, version: int) -> Kept:
    """Change what was typed in place of `loaded`, which is what the form of this contract said before; what nobody
    touched stays to the letter. Raises Stale, Broken, and parties.Unclear."""
    suppliers = parties.resolve(typed.awards)
    touched = {name for name, value in typed.values.items() if value != loaded.values[name]} | {"value_kind"}
    with _rules_in_words(), writing():
        before = Contract.get_by_id(contract.id)
        if before.version != version:
            raise stale(before)
        columns = _columns(before.authority_id, typed.values)
        values = {name: columns[name] for name in touched if columns[name] != before.__data__[name]}
        awards: list[NewAward] | None = None
        new: tuple[str, ...] = ()
        if typed.awards != loaded.awards:
            awards, new = _awards(before.authority, typed.awards, suppliers, by, now)
            values |= _award_day(awards)
        if not values and awards is None:
            return Kept(before, before.held, changed=False)
        before.change(values, awards=awards, by=by, at=now, version=version)
        return Kept(before, holding.settle(before, by=by, now=now), new)


@dataclass(frozen=True)
class Longer:
    """By how much a contract is extended: months or a later day, one of the two; decided when, and why."""

    months: int | None
    ends_on: date | None
    decided_on: date
    why: str


def extend(contract: Contract, longer: Longer, *, by: int, now: datetime, version: int) -> None:
    """Extend it. Raises Stale, Broken."""
    try:
        with _rules_in_words(), writing():
            Contract.get_by_id(contract.id).extend(**vars(longer), by=by, at=now, version=version)
    except NotNow as error:
        raise Broken("months", NOT_EXTENDED[error.state]) from error
    except Broken:
        raise
    except ValueError as error:
        raise Broken("months", "Enter by how many months, or to which later day; one of the two") from error


def end(contract: Contract, on: date, why: str, *, by: int, now: datetime, version: int) -> bool:
    """It ends on this day, for good; whether the guard holds it now. Raises Stale, Broken."""
    try:
        with _rules_in_words(), writing():
            found = Contract.get_by_id(contract.id)
            found.end(on, why, by=by, at=now, version=version)
            return holding.settle(found, by=by, now=now)
    except NotNow as error:
        raise Broken("on", "Enter a day before the end that is known; it ends by then anyway") from error
    except Broken:
        raise
    except ValueError as error:
        raise Broken("on", "Enter a day that is on or after the start") from error


@contextmanager
def _rules_in_words() -> Iterator[None]:
    """Turns a broken rule of the store into the box to look at; a violation without a name is a bug and goes on."""
    try:
        yield
    except IntegrityError as error:
        if said := words.RULES.get(broken_rule(error) or ""):
            raise Broken(*said) from error
        raise


def _columns(authority_id: int, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of a contract, from boxes: the service and the framework by their ids, and what the value is of."""
    kind = typed["value_kind"] or value_kind_of(typed["value_pence"], typed["arrangement"])
    service = Service.get_or_none(Service.authority == authority_id, Service.key == typed["service"])
    usable = {_address(one): one.id for one in _frameworks(authority_id)} if typed["within"] else {}
    ids = {"service": service and service.id, "within": usable.get(typed["within"])}
    return {**typed, **ids, "value_kind": kind if typed["value_pence"] is not None else "unknown"}


def _awards(
    authority: Authority, rows: Sequence[TypedAward], suppliers: Mapping[int, int | None], by: int, now: datetime
) -> tuple[list[NewAward], tuple[str, ...]]:
    """The awards, and the names of suppliers that were made for them: one, however many lots it has."""
    made: dict[str, int] = {}
    awards = []
    for row in rows:
        number = suppliers[row.row] or made.get(row.supplier)
        if number is None:
            number = made[row.supplier] = Supplier.add(row.supplier, authority.slug, by=by, at=now).id
        awards.append(NewAward(number, row.lot, row.value_pence, row.awarded_on))
    return awards, tuple(made)


def _award_day(awards: Sequence[NewAward]) -> dict[str, date]:
    """The column of the contract that says when the first of them was awarded, where any of them does."""
    days = [award.awarded_on for award in awards if award.awarded_on]
    return {"awarded_on": min(days)} if days else {}
