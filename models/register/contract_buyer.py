"""Which other authorities buy a contract together with the one whose register it stands in."""

from datetime import datetime
from typing import Self

from peewee import ForeignKeyField

from models.authority import Authority
from models.register import beside
from models.register.contract import Contract
from models.store import Base, unique


class ContractBuyer(Base):
    """One authority that buys one contract together with another’s."""

    contract = ForeignKeyField(Contract, index=False)
    authority = ForeignKeyField(Authority)
    contract_id: int
    authority_id: int

    @classmethod
    def of(cls, contract_id: int) -> list[Authority]:
        """Who buys it, too, in the order of the alphabet."""
        return beside.of(cls, contract_id)

    @classmethod
    def join(cls, contract_id: int, authority_id: int, *, by: int | None, at: datetime) -> Self:
        """It buys it, too. Raises AlreadyDone when that is known, ValueError for the one whose contract it is."""
        contract = Contract.get_by_id(contract_id)
        if contract.authority_id == authority_id:
            raise ValueError("Whose contract it is buys it anyway.")
        made: Self = beside.add(cls, contract, authority_id, "contract.joined", by=by, at=at)
        return made

    def stop(self, *, by: int | None, at: datetime) -> None:
        """It does not buy it with the other. Raises AlreadyDone."""
        beside.drop(self, "contract.left", by=by, at=at)


unique(ContractBuyer, ContractBuyer.contract, ContractBuyer.authority, name="an_authority_joins_a_contract_once")
