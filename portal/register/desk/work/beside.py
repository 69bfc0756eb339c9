"""Other authorities beside the one whose contract it is: `users` call off from a framework, `buyers` buy it, too."""

from datetime import datetime
from typing import Any

from models.authority import Authority
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.framework_user import FrameworkUser
from models.store import writing
from portal.register.desk.work.keeping import Broken

TABLES: dict[str, Any] = {"users": FrameworkUser, "buyers": ContractBuyer}
WRONG = {
    "users": ("", "Only a framework or a dynamic market is called off from"),
    "buyers": ("name", "Enter another authority: whose contract it is buys it anyway"),
}


def of(what: str, contract: Contract) -> list[Authority]:
    """By name."""
    found: list[Authority] = TABLES[what].of(contract.id)
    return found


def add(what: str, contract: Contract, name: str, *, by: int, now: datetime) -> str:
    """One more, by its name; its name as it is kept. Raises Broken, AlreadyDone."""
    wanted = " ".join(name.split()).casefold()
    found = next((one for one in Authority.select() if wanted in (one.name.casefold(), one.slug)), None)
    if found is None:
        raise Broken("name", "Enter the name of an authority exactly as the register has it")
    put = {"users": FrameworkUser.allow, "buyers": ContractBuyer.join}[what]
    try:
        with writing():
            put(contract.id, found.id, by=by, at=now)
    except ValueError as error:
        raise Broken(*WRONG[what]) from error
    return found.name


def stop(what: str, contract: Contract, slug: str, *, by: int, now: datetime) -> None:
    """One less; what an authority has called off goes on. Nothing happens twice."""
    table = TABLES[what]
    mine = table.select().join(Authority).where(table.contract == contract.id)
    with writing():
        if row := mine.where(Authority.slug == slug).first():
            row.stop(by=by, at=now)
